import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src-main/engine/engine.ts';
import { createRouter } from '../../src-main/engine/router.ts';
import { callDirectly } from '../../src-main/engine/serve.ts';
import { demoFolder, openEngine } from '../../src-main/engine/start.ts';
import type { Contract } from '../../src-preload/contract/contract.ts';
import type { AudioRef, EditStep } from '../../src-preload/contract/domain.ts';
import type { Explanation } from '../../src-preload/contract/explanation.ts';

/** The whole circle on a demo recording, through the contract, as a renderer goes it. */

let home: string;
let engine: Engine;
let client: ContractRouterClient<Contract>;
let original: AudioRef;
let explanation: Explanation;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mezzo circle – “Ünïcode” '));
  engine = await openEngine({ dataFolder: home, provider: 'cpu' });
  client = callDirectly(createRouter(engine), (procedure, cause) => console.error(procedure, cause));
});

afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  await rm(home, { recursive: true, force: true });
});

async function last<Event>(events: AsyncIterable<Event>): Promise<Event> {
  let event: Event | undefined;
  for await (const next of events) event = next;
  if (event === undefined) throw new Error('no event came');
  return event;
}

async function all<Event>(events: AsyncIterable<Event>): Promise<Event[]> {
  const found: Event[] = [];
  for await (const event of events) found.push(event);
  return found;
}

async function floats(blob: Blob): Promise<Float32Array> {
  return new Float32Array(await blob.arrayBuffer());
}

async function explain(seed: number, samples: number): Promise<Explanation> {
  const settings = {
    feature: 'minorness',
    start: 8,
    samples,
    seed,
    segmenter: 'felzenszwalb',
    selection: 'top:count=12',
  };
  const done = await last(await client.explanations.run({ audio: original, settings }));
  if (done.kind !== 'done') throw new Error('the explanation did not finish');
  return client.explanations.get({ explanationId: done.explanationId });
}

function step(segmentIds: number[], gainDb: number | null, complement = false): EditStep {
  return {
    id: 'step',
    name: 'Step',
    target: { kind: 'segments', explanationId: explanation.id, segmentIds },
    complement,
    gainDb,
    bypassed: false,
  };
}

describe('a newcomer goes round the circle', () => {
  it('finds a demo project with recordings in it', async () => {
    const project = await client.projects.last();
    expect(project.name).toBe('Demo');
    expect(project.trackIds).toHaveLength(3);
    const { trackId } = { trackId: project.activeTrackId ?? '' };
    expect((await client.tracks.get({ trackId })).name).toContain('BWV 847');
    original = { trackId, steps: [] };
  });

  it('finds the same project, not a second one, the next time', async () => {
    const [one, two] = await Promise.all([client.projects.last(), client.projects.last()]);
    expect(one.id).toBe(two.id);
    expect(await client.projects.list()).toHaveLength(1);
  });

  it('sees emotions whose effects and intercept add up', async () => {
    const steps = await all(await client.predictions.run({ audio: original }));
    expect(steps.at(-1)).toEqual({ kind: 'done' });
    const prediction = await client.predictions.get({ audio: original });
    const curves = await floats(prediction.curves);
    expect(curves).toHaveLength(
      prediction.count * (prediction.midLevelNames.length + prediction.emotionNames.length),
    );
    expect(prediction.count).toBeGreaterThan(20);
    for (const [emotion, { intercept, effects }] of Object.entries(prediction.summary.effects)) {
      const sum = Object.values(effects).reduce((total, effect) => total + effect, intercept);
      expect(sum).toBeCloseTo(prediction.summary.emotions[emotion]!, 5);
    }
  });

  it('sees where the recording stands among those of the library', async () => {
    const { summary } = await client.predictions.get({ audio: original });
    const { recordings, midLevel, emotions, shares } = await client.predictions.distribution({});
    expect(recordings).toBe(1);
    expect(midLevel.minorness!.median).toBeCloseTo(summary.midLevel.minorness!, 10);
    expect(emotions.valence!.median).toBeCloseTo(summary.emotions.valence!, 10);
    expect(shares.valence!.minorness!.p95).toBeCloseTo(summary.effects.valence!.relative.minorness!, 5);
  });

  it('gets the moment it asks for, equal to the curve there', async () => {
    const prediction = await client.predictions.get({ audio: original });
    const curves = await floats(prediction.curves);
    const window = 4;
    const moment = await client.predictions.moment({
      audio: original,
      start: window * prediction.hopSeconds,
    });
    const width = prediction.midLevelNames.length + prediction.emotionNames.length;
    for (const [m, name] of prediction.midLevelNames.entries())
      expect(moment.midLevel[name]).toBeCloseTo(curves[window * width + m]!, 4);
  });

  it('sees which parts of the sound cause a feature, the same parts every time it asks', async () => {
    explanation = await explain(7, 400);
    expect(explanation.segments.filter(({ selected }) => selected)).toHaveLength(12);
    expect(explanation.fidelity.r2).toBeGreaterThan(0.3);
    const labels = new Int32Array(await explanation.labels.arrayBuffer());
    expect(labels).toHaveLength(explanation.frames * explanation.bands);
    expect(new Set(labels).size).toBe(explanation.segments.length);
    expect((await explain(7, 400)).id).toBe(explanation.id);
    const other = await explain(8, 400);
    expect(other.id).not.toBe(explanation.id);
    expect(other.segments[0]?.weight).not.toBe(explanation.segments[0]?.weight);
  });

  it('answers for the next feature from the same perturbed windows', async () => {
    const settings = {
      feature: 'valence',
      start: 8,
      samples: 400,
      seed: 7,
      segmenter: 'felzenszwalb',
      selection: 'corrected',
    };
    const events = await all(await client.explanations.run({ audio: original, settings }));
    const steps = events.flatMap((event) => (event.kind === 'progress' ? [event.step] : []));
    expect(new Set(steps)).toEqual(new Set(['surrogate', 'trust']));
    const done = events.at(-1);
    if (done?.kind !== 'done') throw new Error('no explanation came');
    const valence = await client.explanations.get({ explanationId: done.explanationId });
    expect(valence.feature).toBe('valence');
    expect(valence.segments.map(({ timeRange }) => timeRange)).toEqual(
      explanation.segments.map(({ timeRange }) => timeRange),
    );
    expect(valence.fidelity.stability).toBeGreaterThan(0);
  });

  it('mutes the parts that raise the feature and sees the prediction fall', async () => {
    const raising = explanation.segments
      .filter(({ selected, weight }) => selected && weight > 0)
      .map(({ id }) => id);
    const edited = { ...original, steps: [step(raising, null)] };
    const { before, after, shift } = await client.predictions.shift({
      audio: edited,
      start: explanation.window.start,
    });
    expect(shift.midLevel.minorness).toBeLessThan(-0.02);
    expect(after.midLevel.minorness! - before.midLevel.minorness!).toBeCloseTo(shift.midLevel.minorness!, 9);
  });

  it('predicts an edit as it would predict the exported file', async () => {
    const edited = {
      ...original,
      steps: [
        step(
          explanation.segments.slice(0, 40).map(({ id }) => id),
          -9,
        ),
      ],
    };
    const { after } = await client.predictions.shift({ audio: edited });
    const out = join(home, 'edited “1”.wav');
    const token = engine.grants.issue(out, 'write');
    await last(
      await client.exports.audio({ audio: edited, format: 'wav32f', destination: { kind: 'grant', token } }),
    );
    const model = await engine.models.open();
    const { reference } = await engine.analyses.of(
      await engine.recordings.openTrack(original.trackId),
      model,
    );
    await using file = await engine.recordings.openFile(out);
    const { analyse } = await import('../../src-main/engine/model/prediction.ts');
    const fresh = await analyse(file, model, engine.compute, { reference });
    for (const [name, value] of Object.entries(after.midLevel))
      expect(fresh.summary.midLevel[name]).toBeCloseTo(value, 4);
  });

  it('hears the original bit for bit when nothing is edited', async () => {
    const plain = await floats(await client.audio.read({ audio: original, start: 44_100, frames: 4_096 }));
    const idle = { ...original, steps: [step([0], 0), { ...step([1], -12), bypassed: true }] };
    expect(await floats(await client.audio.read({ audio: idle, start: 44_100, frames: 4_096 }))).toEqual(
      plain,
    );
  });

  it('hears “only these” and “without these” add up to the original', async () => {
    const ids = explanation.segments.slice(0, 60).map(({ id }) => id);
    const start = Math.round((explanation.window.start + 2) * 44_100);
    const read = (steps: EditStep[]) =>
      client.audio.read({ audio: { ...original, steps }, start, frames: 8_192 }).then(floats);
    const [plain, only, without] = await Promise.all([
      read([]),
      read([step(ids, null, true)]),
      read([step(ids, null)]),
    ]);
    const error = plain.reduce(
      (most, sample, n) => Math.max(most, Math.abs(sample - only[n]! - without[n]!)),
      0,
    );
    expect(error).toBeLessThan(3e-5);
  });

  it('undoes and redoes, also after a restart of the engine', async () => {
    const { trackId } = original;
    await client.edits.set({ trackId, steps: [step([0], -6)], label: 'Lower a segment' });
    await client.edits.set({
      trackId,
      steps: [step([0], -6), { ...step([1], 3), id: 'second' }],
      label: 'Raise a segment',
    });
    await engine[Symbol.asyncDispose]();
    engine = await openEngine({ dataFolder: home, provider: 'cpu' });
    client = callDirectly(createRouter(engine), () => {});
    const undone = await client.edits.undo({ trackId });
    expect(undone.steps).toHaveLength(1);
    expect(undone.redoLabel).toBe('Raise a segment');
    expect((await client.edits.redo({ trackId })).steps).toHaveLength(2);
  });

  it('draws: an outline that reaches the peak and a tile that is not empty', async () => {
    const { duration } = await client.tracks.get(original);
    const peaks = await floats(
      await client.audio.peaks({ audio: original, range: [0, duration], columns: 500 }),
    );
    expect(peaks).toHaveLength(1000);
    const { peakDb } = await client.audio.loudness({ audio: original });
    expect(20 * Math.log10(Math.max(...peaks.map(Math.abs)))).toBeCloseTo(peakDb!, 3);
    const tile = new Uint8Array(
      await (await client.audio.tile({ audio: original, level: 2, index: 0 })).arrayBuffer(),
    );
    expect(tile).toHaveLength(256 * 256);
    expect(Math.max(...tile)).toBeGreaterThan(120);
  });
});

describe('files that come in', () => {
  it('takes an upload apart from the others that fail, each with its sentence', async () => {
    const bytes = await readFile(join(demoFolder(), 'two-weathers-bass.flac'));
    const upload = async (name: string, content: Uint8Array<ArrayBuffer>) => {
      const { uploadId } = await client.uploads.begin({ name, size: content.length });
      await client.uploads.append({ uploadId, chunk: new Blob([content]) });
      return { kind: 'upload' as const, uploadId };
    };
    const sources = [
      await upload('text.mp3', new TextEncoder().encode('no music at all')),
      await upload('bass “one”.flac', new Uint8Array(bytes)),
      { kind: 'grant' as const, token: 'made up' },
    ];
    const events = await all(await client.tracks.import({ sources }));
    const ends = events.filter(({ kind }) => kind !== 'progress').sort((a, b) => a.index - b.index);
    expect(ends.map(({ kind }) => kind)).toEqual(['failed', 'done', 'failed']);
    expect(ends[0]).toMatchObject({
      error: { code: 'format_unsupported', message: expect.stringContaining('text.mp3') },
    });
    expect(ends[1]).toMatchObject({ track: { name: 'bass “one”.flac', channels: 1 } });
    expect(ends[2]).toMatchObject({ error: { code: 'not_granted' } });
  });

  it('says so when a file is gone, changed, or put back', async () => {
    const path = join(home, 'take.flac');
    const bytes = await readFile(join(demoFolder(), 'two-weathers-bass.flac'));
    await writeFile(path, bytes);
    const track = await engine.importing.importFile(path);
    const audio = { trackId: track.id, steps: [] };
    const read = () => client.audio.read({ audio, start: 0, frames: 10 });
    await read();
    engine.recordings.close(track.id);
    await rm(path);
    await expect(read()).rejects.toMatchObject({
      code: 'file_missing',
      message: expect.stringContaining('take.flac'),
    });
    expect((await client.tracks.get({ trackId: track.id })).missing).toBe(true);
    await writeFile(path, await readFile(join(demoFolder(), 'two-weathers-drums.flac')));
    await expect(read()).rejects.toMatchObject({ code: 'file_changed' });
    await writeFile(path, bytes);
    await read();
    expect((await client.tracks.get({ trackId: track.id })).missing).toBe(false);
  });

  it('refuses an unknown feature, an unknown segmenter and an empty selection by name', async () => {
    const settings = {
      feature: 'loveliness',
      start: 0,
      samples: 10,
      seed: 0,
      segmenter: 'felzenszwalb',
      selection: 'corrected',
    };
    const run = async (change: Partial<typeof settings>) =>
      last(await client.explanations.run({ audio: original, settings: { ...settings, ...change } }));
    await expect(run({})).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringContaining('loveliness'),
    });
    await expect(run({ feature: 'minorness', segmenter: 'voronoi' })).rejects.toMatchObject({
      message: expect.stringContaining('voronoi'),
    });
  });

  it('cancels an explanation and can go on afterwards', async () => {
    const settings = {
      feature: 'valence',
      start: 3,
      samples: 1_000_000,
      seed: 1,
      segmenter: 'grid',
      selection: 'corrected',
    };
    const stop = new AbortController();
    const events = await client.explanations.run({ audio: original, settings }, { signal: stop.signal });
    await expect(
      (async () => {
        for await (const event of events)
          if (event.kind === 'progress' && event.step === 'samples') stop.abort();
      })(),
    ).rejects.toThrow();
    expect(await client.explanations.list(original)).not.toContainEqual(
      expect.objectContaining({ samples: 1_000_000 }),
    );
  });
});
