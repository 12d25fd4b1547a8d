import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { levelAgainst, remainder } from './audio/separation.ts';
import { pcmOf } from './audio/signal.ts';
import { sine } from './audio/signals.fixture.ts';
import { inlineCompute } from './explain/compute.fixture.ts';
import { createSeparatorRegistry } from './separator-registry.ts';

const halves = fileURLToPath(new URL('../../test/golden/separator/halves', import.meta.url));
const RATE = 44_100;
const root = await mkdtemp(join(tmpdir(), 'mezzo separators '));
afterAll(() => rm(root, { recursive: true, force: true }));

let folders = 0;
async function folderWith(change: (folder: string) => Promise<void> = async () => {}): Promise<string> {
  const folder = join(root, String(folders++));
  await cp(halves, join(folder, 'halves'), { recursive: true });
  await change(join(folder, 'halves'));
  return folder;
}

async function changed(folder: string, part: Record<string, unknown>): Promise<void> {
  const path = join(folder, 'separator.json');
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), ...part }));
}

const tone = sine(440, RATE, 2 * RATE, 0.3);
const request = {
  pcm: pcmOf({ sampleRate: RATE, channels: [tone, tone] }),
  span: [RATE / 2, RATE] as const,
  params: { seconds: 1 },
  stems: [],
  compute: inlineCompute,
};

describe('a separator of the user’s', () => {
  test('is listed after those that came with Mezzo, and parts a recording at its own rate and back', async () => {
    const registry = createSeparatorRegistry(await folderWith());
    expect((await registry.list()).map(({ name }) => name)).toEqual([
      'harmonic-percussive',
      'repeating',
      'stems',
      'halves',
    ]);
    const choice = await registry.find('halves:seconds=2');
    expect(choice!.params).toEqual({ seconds: 2 });
    const [quiet, loud] = await choice!.entry.separate(request);
    expect([quiet!.name, loud!.name]).toEqual(['quiet', 'loud']);
    for (const [source, gain] of [
      [quiet!, 0.25],
      [loud!, 0.5],
    ] as const) {
      expect(source.channels).toHaveLength(2);
      const expected = [0, 1].map(() => tone.slice(RATE / 2, RATE).map((sample) => gain * sample));
      expect(levelAgainst(remainder(source.channels, [expected]), expected)).toBeLessThan(-60);
    }
  });

  test.each([
    ['damaged', (folder: string) => writeFile(join(folder, 'halves.onnx'), 'no graph'), 'another checksum'],
    ['without its graph', (folder: string) => rm(join(folder, 'halves.onnx')), 'cannot be read'],
    [
      'with a manifest that is none',
      (folder: string) => writeFile(join(folder, 'separator.json'), '{'),
      'separator.json cannot be used',
    ],
    [
      'whose file lies elsewhere',
      (folder: string) => changed(folder, { graph: { file: '../halves.onnx' } }),
      'separator.json cannot be used',
    ],
    [
      'that takes a name that is taken',
      (folder: string) => changed(folder, { id: 'stems' }),
      'there is a “stems” already',
    ],
  ])('%s is left out with a sentence', async (_, change, sentence) => {
    const registry = createSeparatorRegistry(await folderWith(change));
    expect((await registry.list()).map(({ name }) => name)).toEqual([
      'harmonic-percussive',
      'repeating',
      'stems',
    ]);
    expect(registry.notices().join()).toContain(sentence);
    expect(await registry.find('halves')).toBeNull();
  });

  test('that answers otherwise than its manifest says ends in a sentence', async () => {
    const registry = createSeparatorRegistry(
      await folderWith((folder) => changed(folder, { sources: ['a', 'b', 'c'] })),
    );
    const { entry } = (await registry.find('halves'))!;
    await expect(entry.separate(request)).rejects.toMatchObject({
      code: 'model_invalid',
      message: expect.stringContaining('answered otherwise'),
    });
  });
});
