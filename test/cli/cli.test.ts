import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { trust } from '../../src-preload/contract/explanation.ts';
import { runMezzo } from './run-mezzo.fixture.ts';

/** The command line as scripts use it: what it prints, where, and its exit codes. */

const recording = fileURLToPath(new URL('../../resources/demo/two-weathers.flac', import.meta.url));
const domainModel = fileURLToPath(new URL('../golden/model/domain', import.meta.url));
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mezzo cli '));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const run = (...args: string[]) => runMezzo(home, ...args);

const values = z.record(z.string(), z.number());
const effects = z.record(
  z.string(),
  z.strictObject({ intercept: z.number(), effects: values, relative: values }),
);
const familiarity = z.number().min(0).max(1).nullable();
const judgement = z.strictObject({ midLevel: values, emotions: values, effects, familiarity });
const predicted = z.strictObject({
  file: z.string(),
  duration: z.number(),
  sampleRate: z.number(),
  channels: z.number(),
  model: z.strictObject({ id: z.string(), version: z.string() }),
  provider: z.string(),
  windows: z
    .array(
      z.strictObject({
        start: z.number(),
        end: z.number(),
        midLevel: values,
        emotions: values,
        familiarity,
      }),
    )
    .min(1),
  summary: judgement,
  intervals: z
    .strictObject({ coverage: z.number(), material: z.string(), midLevel: values, emotions: values })
    .nullable(),
});
const range = z.tuple([z.number(), z.number()]);
const explained = z.strictObject({
  file: z.string(),
  window: z.strictObject({ start: z.number(), end: z.number() }),
  feature: z.string(),
  model: z.strictObject({ id: z.string(), version: z.string() }),
  segmenter: z.strictObject({ name: z.string(), params: values }),
  samples: z.number(),
  seed: z.number(),
  prediction: z.number(),
  intercept: z.number(),
  fidelity: z.strictObject({ r2: z.number(), stability: z.number() }),
  estimator: z.string(),
  fill: z.string(),
  trust,
  segments: z.array(
    z.strictObject({
      id: z.number(),
      weight: z.number(),
      standardError: z.number(),
      pValue: z.number(),
      selected: z.boolean(),
      timeRange: range,
      frequencyRange: range,
      source: z.string().nullable(),
      interval: z.tuple([z.number(), z.number()]).nullable(),
    }),
  ),
  elapsedMs: z.number(),
});
const edited = z.strictObject({
  file: z.string(),
  before: judgement,
  after: judgement,
  shift: z.strictObject({ midLevel: values, emotions: values }),
  out: z.string(),
});

const lines = (text: string): unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('mezzo predict', () => {
  it('prints one object a file with exactly the promised fields, and exits with 0', async () => {
    const { code, stdout } = await run('predict', recording, '--json');
    expect(code).toBe(0);
    const [found] = lines(stdout).map((line) => predicted.parse(line));
    expect(found).toMatchObject({ file: recording, channels: 1, sampleRate: 44_100 });
    expect(found?.duration).toBeCloseTo(29.992, 2);
  });

  it('says with each file that there is no such model', async () => {
    const { code, stdout } = await run('predict', recording, recording, '--model', 'nope', '--json');
    expect(code).toBe(1);
    expect(lines(stdout)).toEqual(
      Array(2).fill({
        file: recording,
        error: { code: 'not_found', message: expect.stringContaining('nope') },
      }),
    );
  });

  it('says how familiar the sound is, and how far the values may be off, where the model says so', async () => {
    const added = await run('models', 'add', domainModel, '--json');
    expect(JSON.parse(added.stdout)).toMatchObject({ domain: { material: expect.any(String) } });
    const { stdout } = await run('predict', recording, '--model', 'domain', '--json');
    const found = predicted.parse(JSON.parse(stdout));
    const scores = found.windows.map((window) => window.familiarity!).sort((a, b) => a - b);
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
    const middle = (scores.length - 1) / 2;
    const median = (scores[Math.floor(middle)]! + scores[Math.ceil(middle)]!) / 2;
    expect(found.summary.familiarity).toBeCloseTo(median, 6);
    expect(found.intervals).toMatchObject({ coverage: 0.8, emotions: { valence: 0.3 } });
    const text = (await run('predict', recording, '--model', 'domain')).stdout;
    expect(text).toMatch(
      /^ {2}Familiarity \d\.\d\d, (familiar|unusual|outside) \(median of \d+ windows, \d+ unusual, \d+ outside/m,
    );
    expect(text).toContain(
      'In 80 of 100 windows of familiar music the listeners’ mean rating lies within valence ± 0.30',
    );
    await run('models', 'remove', 'domain');
  });

  it('goes on after a file that fails, and exits with 1', async () => {
    const text = join(home, "it's “text”.mp3");
    await writeFile(text, 'no music');
    const { code, stdout, stderr } = await run(
      'predict',
      text,
      recording,
      join(home, 'nowhere.wav'),
      '--json',
    );
    expect(code).toBe(1);
    const [first, second, third] = lines(stdout);
    expect(first).toEqual({
      file: text,
      error: { code: 'format_unsupported', message: expect.stringContaining('“text”') },
    });
    predicted.parse(second);
    expect(third).toMatchObject({ error: { code: 'file_missing' } });
    expect(stderr).toContain('nowhere.wav');
  });
});

describe('mezzo explain and edit', () => {
  it('explains, writes pictures and sounds, and the same seed gives the same answer', async () => {
    const out = join(home, 'why');
    const args = [
      'explain',
      recording,
      '--feature',
      'minorness',
      '--start',
      '6',
      '--samples',
      '300',
      '--seed',
      '5',
      '--json',
    ];
    const first = await run(...args, '--out', out);
    expect(first.code, first.stderr).toBe(0);
    const found = explained.parse(JSON.parse(first.stdout));
    expect(found).toMatchObject({ feature: 'minorness', samples: 301, seed: 5 });
    const again = explained.parse(JSON.parse((await run(...args)).stdout));
    expect({ ...again, elapsedMs: 0 }).toEqual({ ...found, elapsedMs: 0 });
    for (const picture of ['positive.png', 'negative.png']) {
      const bytes = await readFile(join(out, picture));
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    }
    const seconds = found.window.end - found.window.start;
    for (const sound of ['enhanced.wav', 'reduced.wav']) {
      expect((await stat(join(out, sound))).size).toBeGreaterThan(seconds * 44_100 * 3 * 0.99);
    }
  });

  it('edits by an explanation, regions, an outline and a source, and prints before, after and shift', async () => {
    const out = join(home, 'edited.wav');
    const { code, stdout, stderr } = await run(
      ...[
        'edit',
        recording,
        '--explanation',
        join(home, 'why', 'explanation.json'),
        '--positive',
        '-inf',
        '--negative',
        '-6',
      ],
      ...['--region', '10,12.5,200,2000,-12', '--region', '1,2,20,200,6'],
      ...['--lasso', '15,200 18,200 16,3000 -inf', '--source', 'percussive,20,25,-6', '--out', out, '--json'],
    );
    expect(code, stderr).toBe(0);
    const found = edited.parse(JSON.parse(stdout));
    expect(found.out).toBe(out);
    expect(found.after.midLevel.minorness! - found.before.midLevel.minorness!).toBeCloseTo(
      found.shift.midLevel.minorness!,
      9,
    );
    expect(Object.values(found.shift.emotions).some((shift) => shift !== 0)).toBe(true);
    predicted.parse(JSON.parse((await run('predict', out, '--json')).stdout));
  });

  it('moves the pitch of a stretch, and prints what it changes', async () => {
    const out = join(home, 'higher.wav');
    const { code, stdout, stderr } = await run(
      ...['edit', recording, '--pitch', '10,20,-4.5', '--out', out, '--json'],
    );
    expect(code, stderr).toBe(0);
    expect(edited.parse(JSON.parse(stdout)).shift.midLevel.melodiousness).not.toBe(0);
  });

  it('changes the tempo of a stretch, which makes the sound longer', async () => {
    const out = join(home, 'slower.wav');
    const { code, stdout, stderr } = await run(
      ...['edit', recording, '--tempo', '10,20,0.5', '--out', out, '--format', 'wav16', '--json'],
    );
    expect(code, stderr).toBe(0);
    expect(edited.parse(JSON.parse(stdout)).shift.midLevel.melodiousness).not.toBe(0);
    const heard = predicted.parse(JSON.parse((await run('predict', out, '--json')).stdout));
    expect(heard.duration).toBeCloseTo(29.992 + 10, 2);
  });

  it('refuses an explanation of another recording', async () => {
    const other = recording.replace('two-weathers', 'two-weathers-bass');
    const { code, stderr } = await run(
      'edit',
      other,
      '--explanation',
      join(home, 'why', 'explanation.json'),
      '--positive',
      '0',
      '--out',
      join(home, 'x.wav'),
    );
    expect(code).toBe(1);
    expect(stderr).toContain('explains another recording');
  });
});

describe('a command line that cannot be understood', () => {
  it.each([
    [['frobnicate'], 'There is no command “frobnicate”'],
    [['predict'], 'at least one file'],
    [['predict', recording, '--provider', 'abacus'], '--provider is one of auto'],
    [['explain', recording, '--feature', 'minorness', '--samples', '0'], '--samples takes a number from 1'],
    [['explain', recording], '--feature says'],
    [['edit', recording, '--region', '5,4,20,200,-6', '--out', 'x.wav'], '--region takes'],
    [['edit', recording, '--region', '1,4,20,200,13', '--out', 'x.wav'], 'from -120 to 12'],
    [['edit', recording, '--lasso', '1,200 2,200 -6', '--out', 'x.wav'], '--lasso takes three corners'],
    [['edit', recording, '--pitch', '4,1,3', '--out', 'x.wav'], '--pitch takes'],
    [['edit', recording, '--pitch', '1,4,12.5', '--out', 'x.wav'], 'from -12 to 12'],
    [['edit', recording, '--tempo', '4,1,1.5', '--out', 'x.wav'], '--tempo takes'],
    [['edit', recording, '--tempo', '1,4,2.5', '--out', 'x.wav'], 'from 0.5 to 2'],
    [['predict', recording, '--loud'], '--loud'],
  ])('%j exits with 2 and says why', async (args, sentence) => {
    const { code, stderr, stdout } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
    expect(stdout).toBe('');
  });
});

describe('mezzo library and models', () => {
  it('adds, lists and searches', async () => {
    expect((await run('library', 'add', recording, '--json')).code).toBe(0);
    expect(lines((await run('library', 'list', '--json')).stdout)).toHaveLength(1);
    expect((await run('library', 'search', 'weath')).stdout).toContain('two-weathers.flac');
    expect((await run('library', 'search', 'nothing like it', '--json')).stdout).toBe('');
  });

  it('verifies the shipped models and refuses a folder that is none', async () => {
    const verified = await run('models', 'verify', '--json');
    expect(verified.code).toBe(0);
    expect(lines(verified.stdout)).toEqual(
      ['mezzo-two-level', 'mezzo-two-level-piano'].map((model) => expect.objectContaining({ model })),
    );
    const { code, stderr } = await run('models', 'add', home);
    expect(code).toBe(1);
    expect(stderr).toContain('manifest.json');
  });

  it('shows its help with examples', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:');
  });
});
