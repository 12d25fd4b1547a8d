import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src-main/engine/engine.ts';
import { createRouter } from '../../src-main/engine/router.ts';
import { callDirectly } from '../../src-main/engine/serve.ts';
import { openEngine } from '../../src-main/engine/start.ts';
import type { Contract, ImportEvent } from '../../src-preload/contract/contract.ts';
import type { AudioRef, EditStep } from '../../src-preload/contract/domain.ts';
import { brokenNumbers, music, RATE, writeWav } from './sound-files.ts';

/** The same bad input as a renderer brings it in: through the contract. */

const folder = mkdtempSync(join(tmpdir(), 'mezzo contract '));
const home = join(folder, 'home');
const unforeseen: unknown[] = [];
let engine: Engine;
let client: ContractRouterClient<Contract>;

beforeAll(async () => {
  engine = await openEngine({ dataFolder: home, provider: 'cpu' });
  client = callDirectly(createRouter(engine), (procedure, cause) => unforeseen.push([procedure, cause]));
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
  // Whatever is reported as “Something went wrong inside Mezzo” was no sentence for the user.
  expect(unforeseen).toEqual([]);
});

async function last<Event>(events: AsyncIterable<Event>): Promise<Event> {
  let event: Event | undefined;
  for await (const next of events) event = next;
  if (event === undefined) throw new Error('no event came');
  return event;
}

async function endsOf(events: AsyncIterable<ImportEvent>): Promise<ImportEvent[]> {
  const ends: ImportEvent[] = [];
  for await (const event of events) if (event.kind !== 'progress') ends.push(event);
  return ends.sort((a, b) => a.index - b.index);
}

async function upload(name: string, bytes: Uint8Array<ArrayBuffer>) {
  const { uploadId } = await client.uploads.begin({ name, size: bytes.length });
  await client.uploads.append({ uploadId, chunk: new Blob([bytes]) });
  return { kind: 'upload' as const, uploadId };
}

async function addTrack(path: string): Promise<AudioRef> {
  const source = { kind: 'grant' as const, token: engine.grants.issue(path, 'read') };
  const [end] = await endsOf(await client.tracks.import({ sources: [source] }));
  if (end?.kind !== 'done') throw new Error(JSON.stringify(end));
  return { trackId: end.track.id, steps: [] };
}

const wav = (samples: Float32Array) =>
  new Uint8Array(readFileSync(writeWav(join(folder, 'upload.wav'), samples)));

function region(
  timeRange: [number, number],
  frequencyRange: [number, number],
  gainDb: number | null,
): EditStep {
  const target = { kind: 'region' as const, timeRange, frequencyRange };
  return { id: 'region', name: 'Region', target, complement: false, gainDb, bypassed: false };
}

const question = {
  feature: 'minorness',
  start: 0,
  samples: 60,
  seed: 1,
  segmenter: 'felzenszwalb',
  selection: 'corrected',
};

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (value === null || typeof value !== 'object' || value instanceof Blob) return [];
  return Object.values(value).flatMap(numbersIn);
}

async function exportTo(path: string, audio: AudioRef) {
  const token = engine.grants.issue(path, 'write');
  return last(await client.exports.audio({ audio, format: 'wav32f', destination: { kind: 'grant', token } }));
}

/** Root may write everywhere: while `work` runs, this process is nobody. */
async function withoutPrivileges<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('files that are dropped', () => {
  test('a batch of uploads: each bad one fails with its sentence, the others are there, nothing of the bad ones stays', async () => {
    const names = [
      'empty.mp3',
      'text.mp3',
      'nothing.wav',
      `${'ü'.repeat(1300)}.wav`,
      'a "b" <c>: d|e?.wav',
      '../../up.wav',
    ];
    const text = new TextEncoder().encode('no music at all');
    const contents = [
      new Uint8Array(0),
      text,
      wav(new Float32Array(0)),
      wav(music(0.5)),
      wav(music(0.6)),
      wav(music(0.7)),
    ];
    const sources = [];
    for (const [n, name] of names.entries()) sources.push(await upload(name, contents[n]!));
    const ends = await endsOf(await client.tracks.import({ sources }));
    expect(ends.map((end) => (end.kind === 'failed' ? end.error.code : end.kind))).toEqual([
      'audio_empty',
      'format_unsupported',
      'audio_empty',
      'done',
      'done',
      'done',
    ]);
    for (const [n, end] of ends.slice(0, 3).entries())
      expect(end).toMatchObject({ error: { message: expect.stringContaining(`“${names[n]}”`) } });
    const { items } = await client.tracks.list({});
    expect(items.map(({ name }) => name).toSorted()).toEqual([names[3]!, names[4]!, 'up.wav'].toSorted());
    expect(readdirSync(join(home, 'imports'))).toHaveLength(3);
    for (const { id } of items)
      expect(
        (await client.audio.read({ audio: { trackId: id, steps: [] }, start: 0, frames: 10 })).size,
      ).toBe(40);
  });

  test('an upload that did not arrive whole, or brings more than it said, is a sentence', async () => {
    const { uploadId } = await client.uploads.begin({ name: 'take.wav', size: 10 });
    const [end] = await endsOf(await client.tracks.import({ sources: [{ kind: 'upload', uploadId }] }));
    expect(end).toMatchObject({
      error: { code: 'bad_request', message: expect.stringContaining('did not arrive whole') },
    });
    await expect(
      client.uploads.append({ uploadId, chunk: new Blob(['much more than ten']) }),
    ).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringContaining('“take.wav”'),
    });
    await client.uploads.discard({ uploadId });
  });
});

describe.each([
  ['50 ms', () => music(0.05), 'int16', /shorter than/],
  ['silence', () => new Float32Array(2 * RATE), 'int16', /The recording is silent/],
  ['samples that are no numbers', brokenNumbers, 'float32', null],
  ['samples beyond all measure', () => new Float32Array(RATE).fill(3e38), 'float32', /beyond all measure/],
] as const)('a recording of %s', (name, samples, kind, warning) => {
  let audio: AudioRef;
  let duration: number;

  beforeAll(async () => {
    audio = await addTrack(writeWav(join(folder, `${name}.wav`), samples(), kind));
    ({ duration } = await client.tracks.get(audio));
  });

  test('is predicted with finite numbers, a sane level and a warning', async () => {
    const prediction = await client.predictions.get({ audio });
    expect(numbersIn(prediction).every(Number.isFinite)).toBe(true);
    const curves = new Float32Array(await prediction.curves.arrayBuffer());
    expect(curves.length).toBeGreaterThan(0);
    expect(curves.every(Number.isFinite)).toBe(true);
    if (warning !== null) expect(prediction.warnings.join(' ')).toMatch(warning);
    const recording = await engine.recordings.openTrack(audio.trackId);
    const { reference } = await engine.analyses.of(recording, await engine.models.open());
    expect(numbersIn(reference).every((value) => Math.abs(value) < 200)).toBe(true);
    expect(numbersIn(await client.predictions.moment({ audio, start: 0 })).every(Number.isFinite)).toBe(true);
  });

  test('is explained without NaN', async () => {
    const done = await last(await client.explanations.run({ audio, settings: question }));
    if (done.kind !== 'done') throw new Error('no explanation came');
    const explanation = await client.explanations.get(done);
    expect(explanation.segments.length).toBeGreaterThan(0);
    expect(numbersIn(explanation).every(Number.isFinite)).toBe(true);
  });

  test('is edited, drawn, measured and exported', async () => {
    const edited = { ...audio, steps: [region([0, duration / 2], [20, 20_000], null)] };
    expect(numbersIn(await client.predictions.shift({ audio: edited })).every(Number.isFinite)).toBe(true);
    const sound = new Float32Array(
      await (await client.audio.read({ audio: edited, start: 0, frames: RATE })).arrayBuffer(),
    );
    expect(sound.every(Number.isFinite)).toBe(true);
    await client.audio.tile({ audio: edited, level: 0, index: 0 });
    const peaks = await client.audio.peaks({ audio: edited, range: [0, duration], columns: 100 });
    expect(new Float32Array(await peaks.arrayBuffer()).every(Number.isFinite)).toBe(true);
    await client.audio.loudness({ audio: edited });
    const done = await exportTo(join(folder, `${name} edited.wav`), edited);
    expect(done).toMatchObject({ kind: 'done', name: `${name} edited.wav` });
  });
});

describe('numbers that make no sense', () => {
  let audio: AudioRef;
  beforeAll(async () => {
    audio = await addTrack(writeWav(join(folder, 'take.wav'), music(2)));
  });

  test('ten million samples can be cancelled, more are refused, and so is a start beyond the end', async () => {
    const run = async (change: Partial<typeof question>, signal = new AbortController().signal) =>
      client.explanations.run({ audio, settings: { ...question, ...change } }, { signal });
    const stop = new AbortController();
    const events = await run({ samples: 10_000_000, seed: 9 }, stop.signal);
    await expect(
      (async () => {
        for await (const event of events)
          if (event.kind === 'progress' && event.step === 'samples') stop.abort();
      })(),
    ).rejects.toMatchObject({ code: 'cancelled' });
    await expect(run({ samples: 10_000_001 })).rejects.toMatchObject({ code: 'bad_request' });
    await expect(run({ start: Number.NaN })).rejects.toMatchObject({ code: 'bad_request' });
    await expect(last(await run({ start: 1e9 }))).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringContaining('The recording ends at 2.00 s'),
    });
    const kept = await client.explanations.list(audio);
    expect(kept).toMatchObject([{ seed: 9, complete: false, trust: null }]);
    expect(kept[0]!.samples).toBeGreaterThan(1);
    expect(kept[0]!.note).toContain('it can be continued');
  });

  test('a region beyond the end or above the highest frequency leaves the sound bit for bit as it is', async () => {
    const read = async (steps: EditStep[]) =>
      new Float32Array(
        await (
          await client.audio.read({ audio: { ...audio, steps }, start: 0, frames: 2 * RATE })
        ).arrayBuffer(),
      );
    const original = await read([]);
    expect(await read([region([100, 200], [0, 1000], null)])).toEqual(original);
    expect(await read([region([0, 1], [30_000, 40_000], null)])).toEqual(original);
    expect((await read([region([0, 1e300], [0, 1e300], null)])).every((value) => value === 0)).toBe(true);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 13, -1e9])(
    'a gain of %f is refused, and the edits stay as they were',
    async (gain) => {
      const kept = await client.edits.set({
        trackId: audio.trackId,
        steps: [region([0, 1], [20, 2000], -6)],
        label: 'Kept',
      });
      const steps = [region([0, 1], [20, 2000], gain)];
      await expect(client.edits.set({ trackId: audio.trackId, steps, label: 'Bad' })).rejects.toMatchObject({
        code: 'bad_request',
      });
      await expect(client.predictions.shift({ audio: { ...audio, steps } })).rejects.toMatchObject({
        code: 'bad_request',
      });
      expect(await client.edits.get(audio)).toEqual(kept);
    },
  );

  test('places far outside the recording are silent', async () => {
    const far = Number.MAX_SAFE_INTEGER - 10;
    const bytes = async (blob: Promise<Blob>) => new Uint8Array(await (await blob).arrayBuffer());
    const answers = await Promise.all([
      bytes(client.audio.read({ audio, start: far, frames: 5 })),
      bytes(client.audio.tile({ audio, level: 16, index: far })),
      bytes(client.audio.peaks({ audio, range: [1e290, 1e300], columns: 16 })),
    ]);
    for (const answer of answers) expect(answer.every((value) => value === 0)).toBe(true);
    expect(await client.audio.loudness({ audio, range: [1e290, 1e300] })).toEqual({
      lufs: null,
      peakDb: null,
    });
    expect((await client.predictions.moment({ audio, start: 1e300 })).window).toEqual({ start: 0, end: 2 });
  });
});

describe('while a recording is open', () => {
  test('deleting its file disturbs neither who listens nor an export under way', async () => {
    const path = writeWav(join(folder, 'open.wav'), music(20));
    const audio = await addTrack(path);
    const steps = [region([0, 20], [20, 300], -12)];
    const expected = join(folder, 'expected.wav');
    await exportTo(expected, { ...audio, steps });
    const target = join(folder, 'under way.wav');
    const token = engine.grants.issue(target, 'write');
    const events = await client.exports.audio({
      audio: { ...audio, steps },
      format: 'wav32f',
      destination: { kind: 'grant', token },
    });
    let deleted = false;
    for await (const event of events) {
      if (event.kind === 'progress') {
        rmSync(path, { force: true });
        deleted = true;
      }
    }
    expect(deleted).toBe(true);
    expect(readFileSync(target).equals(readFileSync(expected))).toBe(true);
    engine.recordings.close(audio.trackId);
    await expect(client.predictions.shift({ audio })).rejects.toMatchObject({
      code: 'file_missing',
      message: expect.stringContaining('“open.wav”'),
    });
    expect(await client.tracks.get(audio)).toMatchObject({ missing: true });
  });

  test('a file that changes while it is read fails alone, and is taken when it is finished', async () => {
    const growing = writeWav(join(folder, 'growing.wav'), music(90, 5));
    const steady = writeWav(join(folder, 'steady.wav'), music(1, 6));
    const sources = [growing, steady].map((path) => ({
      kind: 'grant' as const,
      token: engine.grants.issue(path, 'read'),
    }));
    const ends: ImportEvent[] = [];
    for await (const event of await client.tracks.import({ sources })) {
      if (event.kind === 'progress' && event.index === 0) writeFileSync(growing, wav(music(2, 7)));
      if (event.kind !== 'progress') ends.push(event);
    }
    expect(ends.find(({ index }) => index === 0)).toMatchObject({
      kind: 'failed',
      error: {
        code: 'file_changed',
        message: expect.stringMatching(/“growing.wav” changed while it was being read. Wait/),
      },
    });
    expect(ends.find(({ index }) => index === 1)).toMatchObject({ kind: 'done' });
    expect(await client.tracks.get(await addTrack(growing))).toMatchObject({ duration: 2 });
  });
});

test('where the cache cannot be written a result is shown all the same, and says that it was not kept', async () => {
  const place = join(folder, 'without cache');
  await using other = await openEngine({ dataFolder: place, provider: 'cpu' });
  const direct = callDirectly(createRouter(other), (procedure, cause) => unforeseen.push([procedure, cause]));
  const track = await other.importing.importFile(writeWav(join(folder, 'uncached.wav'), music(12, 12)));
  rmSync(join(place, 'cache'), { recursive: true });
  writeFileSync(join(place, 'cache'), 'in the way');
  const prediction = await direct.predictions.get({ audio: { trackId: track.id, steps: [] } });
  expect(prediction.warnings).toEqual([expect.stringContaining('cannot keep')]);
  expect(prediction.curves.size).toBeGreaterThan(0);
});

describe('an export', () => {
  test('never replaces a recording, also not through another name for it', async () => {
    const path = writeWav(join(folder, 'original.wav'), music(1, 8));
    const audio = await addTrack(path);
    const before = readFileSync(path);
    mkdirSync(join(folder, 'sub'));
    for (const target of [path, join(folder, 'sub', '..', 'original.wav')])
      await expect(exportTo(target, audio)).rejects.toMatchObject({
        code: 'bad_request',
        message: expect.stringContaining('“original.wav” is a recording that you opened'),
      });
    expect(readFileSync(path)).toEqual(before);
  });

  test('to a folder without write permission is one sentence, and leaves an older file as it was', async () => {
    const audio = await addTrack(writeWav(join(folder, 'mine.wav'), music(1, 11)));
    await client.audio.read({ audio, start: 0, frames: 1 });
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    writeFileSync(join(closed, 'older.wav'), 'older');
    chmodSync(closed, 0o555);
    chmodSync(folder, 0o755);
    const targets = ['older.wav', 'newer.wav'];
    for (const target of targets) {
      const exporting = withoutPrivileges(() => exportTo(join(closed, target), audio));
      await expect(exporting).rejects.toMatchObject({
        code: 'not_writable',
        message: expect.stringMatching(
          new RegExp(`“${target}” could not be written .*Check that you may write there`),
        ),
      });
    }
    expect(readdirSync(closed)).toEqual(['older.wav']);
    expect(readFileSync(join(closed, 'older.wav'), 'utf8')).toBe('older');
    chmodSync(closed, 0o755);
  });

  test('to a place below a file is one sentence and leaves nothing', async () => {
    const audio = await addTrack(writeWav(join(folder, 'plain.wav'), music(1, 10)));
    await expect(exportTo(join(folder, 'plain.wav', 'x.wav'), audio)).rejects.toMatchObject({
      code: 'not_writable',
      message: expect.stringContaining('“x.wav” could not be written'),
    });
    const names = readdirSync(folder).filter((name) => name.endsWith('.partial'));
    expect(names.map((name) => basename(name))).toEqual([]);
  });
});
