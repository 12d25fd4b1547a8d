import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { openAudio } from '../../src-main/engine/audio/decode.ts';
import { callMezzo, runMezzo, startMezzo } from './mezzo.ts';
import { music, RATE, writeWav } from './sound-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'mezzo library '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const takes = Array.from({ length: 4 }, (_, n) => writeWav(join(folder, `take ${n}.wav`), music(1, n)));

test('a corrupt database is kept aside, a new one opened, and the user told once', async () => {
  const home = join(folder, 'corrupt');
  await callMezzo(['library', 'add', takes[0]!], { home });
  const damage = Buffer.alloc(50_000, 'no database ');
  writeFileSync(join(home, 'library.sqlite'), damage);
  const { code, said, results } = await runMezzo(['library', 'add', takes[1]!, '--json'], { home });
  expect(code).toBe(0);
  expect(results).toMatchObject([{ name: 'take 1.wav' }]);
  expect(said).toEqual([
    expect.stringMatching(/^The library was damaged\. The damaged file is kept as .* add them again/),
  ]);
  const kept = readdirSync(home).filter((name) => /^library\.damaged-.*\.sqlite$/.test(name));
  expect(kept).toHaveLength(1);
  expect(readFileSync(join(home, kept[0]!))).toEqual(damage);
  const again = await callMezzo(['library', 'list'], { home });
  expect(again.said).toEqual([]);
  expect(again.results).toMatchObject([{ name: 'take 1.wav' }]);
});

describe('two instances on one library', () => {
  test('both do their work on the same files at once', async () => {
    const home = join(folder, 'two');
    const args = [...takes, '--json'];
    const runs = await Promise.all([
      runMezzo(['library', 'add', ...args], { home }),
      runMezzo(['library', 'add', ...args.toReversed().slice(1), '--json'], { home }),
      runMezzo(['predict', ...args], { home }),
    ]);
    for (const { code, results } of runs) {
      expect(code).toBe(0);
      expect(results).toHaveLength(takes.length);
    }
    const listed = await callMezzo(['library', 'list'], { home });
    expect(listed.results.map(({ name }) => name)).toEqual(takes.map((_, n) => `take ${n}.wav`));
  });

  test('the command line adds to the library that a workstation has open', async () => {
    const home = join(folder, 'served');
    const serving = startMezzo(['serve'], { home });
    try {
      const [address] = (await once(serving.stdout!, 'data')) as [Buffer];
      expect(address.toString()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n$/);
      const { code, said } = await runMezzo(['library', 'add', takes[0]!, '--json'], { home });
      expect({ code, said }).toEqual({ code: 0, said: [] });
    } finally {
      serving.kill('SIGTERM');
      await once(serving, 'exit');
    }
    const { results } = await callMezzo(['library', 'list'], { home });
    expect(results).toMatchObject([{ name: 'take 0.wav' }]);
  });
});

test('killed while it decodes, the command line leaves nothing that is taken for whole', async () => {
  const home = join(folder, 'killed');
  const seconds = 120;
  const long = writeWav(join(folder, 'long.wav'), music(seconds, 9));
  const decoded = join(home, 'decoded');
  const names = () =>
    readdirSync(folder).includes('killed') ? readdirSync(home, { recursive: true, encoding: 'utf8' }) : [];
  const child = startMezzo(['predict', long, '--json'], { home });
  const exited = once(child, 'exit');
  const deadline = performance.now() + 20_000;
  while (!names().some((name) => name.endsWith('.f32.partial')) && performance.now() < deadline)
    await delay(2);
  child.kill('SIGKILL');
  expect(await exited).toEqual([null, 'SIGKILL']);
  const left = names();
  expect(left.filter((name) => name.endsWith('.partial'))).not.toEqual([]);
  expect(left.filter((name) => /[0-9a-f]{64}\.json$/.test(name))).toEqual([]);
  await using audio = await openAudio(long, { cacheFolder: decoded });
  expect(audio.frames).toBe(seconds * RATE);
  const [end] = await audio.read(audio.frames - 1000, 1000);
  expect(end!.some((value) => value !== 0)).toBe(true);
});
