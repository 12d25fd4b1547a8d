import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src-main/engine/engine.ts';
import { createRouter } from '../../src-main/engine/router.ts';
import { callDirectly } from '../../src-main/engine/serve.ts';
import { demoFolder, openEngine } from '../../src-main/engine/start.ts';
import type { Contract, ExplainEvent } from '../../src-preload/contract/contract.ts';
import type { AudioRef, EditStep } from '../../src-preload/contract/domain.ts';
import type { Explanation } from '../../src-preload/contract/explanation.ts';
import { type DemoEngine, openDemoEngine } from './demo-engine.fixture.ts';

/** Explanations through the contract: on the way, stopped, gone on with, of sources, of regions, and two at once. */

let demo: DemoEngine;
let engine: Engine;
let client: ContractRouterClient<Contract>;
let original: AudioRef;

beforeAll(async () => {
  demo = await openDemoEngine('explaining');
  ({ client, engine } = demo);
  original = { trackId: await demo.trackId('weathers'), steps: [] };
});

afterAll(() => demo[Symbol.asyncDispose]());

const question = {
  feature: 'valence',
  start: 8,
  samples: 600,
  seed: 7,
  segmenter: 'felzenszwalb',
  selection: 'corrected',
};
type Change = Partial<typeof question> & {
  stability?: number;
  estimator?: string;
  regions?: Explanation['regions'];
};

async function events(change: Change, signal = new AbortController().signal): Promise<ExplainEvent[]> {
  const found: ExplainEvent[] = [];
  const settings = { ...question, ...change };
  for await (const event of await client.explanations.run({ audio: original, settings }, { signal }))
    found.push(event);
  return found;
}

async function explained(change: Change): Promise<Explanation> {
  const done = (await events(change)).at(-1);
  if (done?.kind !== 'done') throw new Error('the explanation did not finish');
  return client.explanations.get({ explanationId: done.explanationId });
}

const weightsOf = ({ segments }: Explanation) => segments.map(({ weight }) => weight);

describe('a run', () => {
  it('shows pictures on the way under the id it keeps, and steadier ones', async () => {
    const all = await events({ seed: 20, samples: 3000 });
    const pictures = all.flatMap((event) => (event.kind === 'picture' ? [event] : []));
    const done = all.at(-1);
    // How many are drawn hangs on the clock; one always is.
    expect(pictures.length).toBeGreaterThan(0);
    expect(new Set(pictures.map(({ explanationId }) => explanationId)).size).toBe(1);
    expect(done).toEqual({ kind: 'done', explanationId: pictures[0]!.explanationId });
    const whole = await client.explanations.get({ explanationId: pictures[0]!.explanationId });
    expect(whole.samples).toBeGreaterThanOrEqual(3000);
    expect(whole.fidelity.stability).toBeGreaterThan(pictures[0]!.stability);
    expect(pictures[0]!.samples).toBeLessThanOrEqual(256);
  });

  it('stops at the stability that was asked for', async () => {
    const found = await explained({ seed: 21, samples: 100_000, stability: 0.9 });
    expect(found.samples).toBeLessThan(5000);
    expect(found.fidelity.stability).toBeGreaterThanOrEqual(0.9);
    expect(found.complete).toBe(true);
  });

  it('cancelled, is kept and goes on to the very numbers of an undisturbed run', async () => {
    const stop = new AbortController();
    const run = (async () => {
      const settings = { ...question, seed: 22, samples: 100_000, estimator: 'lime' };
      for await (const event of await client.explanations.run(
        { audio: original, settings },
        { signal: stop.signal },
      ))
        if (event.kind === 'progress' && event.step === 'samples' && event.done > 100) stop.abort();
    })();
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    const [kept] = await client.explanations.list(original);
    expect(kept).toMatchObject({ seed: 22, complete: false, trust: null });
    const whole = await explained({ seed: 22, samples: 400, estimator: 'lime' });
    expect(whole).toMatchObject({ id: kept!.id, complete: true, samples: 400 });
    await using other = await openDemoEngine('other', { quiet: true });
    const elsewhere = other.client;
    const audio = { trackId: await other.trackId('weathers'), steps: [] };
    let id = '';
    for await (const event of await elsewhere.explanations.run({
      audio,
      settings: { ...question, seed: 22, samples: 400, estimator: 'lime' },
    }))
      if (event.kind === 'done') id = event.explanationId;
    const undisturbed = await elsewhere.explanations.get({ explanationId: id });
    expect(weightsOf(whole)).toEqual(weightsOf(undisturbed));
    expect(whole.trust).toEqual(undisturbed.trust);
  });

  it('goes on after a restart from where it stopped', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mezzo restart '));
    const once = async (samples: number) => {
      await using started = await openEngine({ dataFolder: folder, provider: 'cpu' });
      const calls = callDirectly(createRouter(started), () => {});
      const { trackIds } = await calls.projects.last();
      const settings = { ...question, seed: 26, samples, estimator: 'lime' };
      const steps: number[] = [];
      let id = '';
      const audio = { trackId: trackIds[0]!, steps: [] };
      for await (const event of await calls.explanations.run({ audio, settings })) {
        if (event.kind === 'progress' && event.step === 'samples') steps.push(event.done);
        if (event.kind === 'done') id = event.explanationId;
      }
      return { steps, explanation: await calls.explanations.get({ explanationId: id }) };
    };
    const first = await once(320);
    const second = await once(640);
    // A consumer behind the engine sees the newest progress only, so that the first event may be a later batch.
    expect(first.steps[0]).toBeLessThan(320);
    expect(Math.min(...second.steps)).toBeGreaterThanOrEqual(336);
    expect(second.explanation.id).toBe(first.explanation.id);
    expect(second.explanation.samples).toBe(640);
    await rm(folder, { recursive: true, force: true });
  });

  it('of more samples takes the place of the one of fewer; edits that point to it still do', async () => {
    const few = await explained({ seed: 23, samples: 300 });
    const more = await explained({ seed: 23, samples: 1025 });
    expect(more.id).toBe(few.id);
    expect(more.samples).toBeGreaterThan(few.samples);
    expect(more.fidelity.stability).toBeGreaterThan(few.fidelity.stability);
    expect((await explained({ seed: 23, samples: 300 })).samples).toBe(more.samples);
  });

  it('beside another gives what each gives alone', async () => {
    const [a, b] = await Promise.all([
      explained({ seed: 24 }),
      explained({ seed: 25, feature: 'minorness' }),
    ]);
    expect(a.feature).toBe('valence');
    expect(b.feature).toBe('minorness');
    expect(weightsOf(await explained({ seed: 24 }))).toEqual(weightsOf(a));
  });

  it('agrees whatever the estimator', async () => {
    const [local, lime, pairs] = await Promise.all(
      ['local', 'lime', 'lime-antithetic'].map((estimator) => explained({ estimator, samples: 2000 })),
    );
    const { pearson } = await import('../../src-main/engine/explain/agreement.ts');
    expect(pearson(weightsOf(local!), weightsOf(lime!))).toBeGreaterThan(0.85);
    expect(pearson(weightsOf(local!), weightsOf(pairs!))).toBeGreaterThan(0.85);
    expect(local!.fidelity.stability).toBeGreaterThan(lime!.fidelity.stability);
  });
});

describe('trust', () => {
  it('comes with every explanation, and the check with shuffled weights when it is asked for', async () => {
    const found = await explained({ seed: 30, samples: 1025 });
    expect(found.trust).toMatchObject({ badge: expect.stringMatching(/^(solid|fair|weak)$/), reason: /\.$/ });
    expect(found.trust!.halves!.spearman.value).toBeGreaterThan(0.5);
    expect(found.trust!.direction.of).toBe(10);
    expect(
      found.segments.every(({ interval, weight }) => interval![0] <= weight && weight <= interval![1]),
    ).toBe(true);
    const steps: string[] = [];
    for await (const event of await client.explanations.randomise({ explanationId: found.id }))
      steps.push(event.kind === 'progress' ? event.step : event.kind);
    expect(steps.at(-1)).toBe('done');
    const checked = await client.explanations.get({ explanationId: found.id });
    expect(checked.randomised).toBeLessThan(0.5);
    expect(checked.trust).toEqual(found.trust);
  });

  it('marks by another rule without asking the model again', async () => {
    const found = await explained({ seed: 30, samples: 1025 });
    const { segments } = await client.explanations.select({
      explanationId: found.id,
      selection: 'top:count=3',
    });
    expect(segments.filter(({ selected }) => selected)).toHaveLength(3);
    const again = await client.explanations.get({ explanationId: found.id });
    expect(again.selection).toBe('top:count=3');
    expect(again.segments.map(({ selected }) => selected)).toEqual(segments.map(({ selected }) => selected));
    await expect(
      client.explanations.select({ explanationId: found.id, selection: 'no such rule' }),
    ).rejects.toMatchObject({ code: 'bad_request' });
  });
});

describe('sources', () => {
  const muted = (explanation: Explanation, source: string, complement: boolean): EditStep => ({
    id: 's',
    name: 's',
    target: {
      kind: 'segments',
      explanationId: explanation.id,
      segmentIds: explanation.segments.filter((one) => one.source === source).map(({ id }) => id),
    },
    complement,
    gainDb: null,
    bypassed: false,
  });
  const read = async (steps: EditStep[], start: number, frames: number) =>
    new Float32Array(
      await (await client.audio.read({ audio: { ...original, steps }, start, frames })).arrayBuffer(),
    );
  const rms = (samples: Float32Array) =>
    10 * Math.log10(samples.reduce((sum, x) => sum + x * x, 1e-30) / samples.length);

  it('from stems beside the file add up to it, and each can be heard alone', async () => {
    const found = await explained({ segmenter: 'stems' });
    const names = new Set(found.segments.map(({ source }) => source));
    expect([...names].sort()).toEqual(['bass', 'chords', 'drums', 'melody']);
    expect(found.sourceErrorDb).toBeLessThan(-80);
    const [start, frames] = [Math.round((found.window.start + 1) * 44_100), 44_100];
    const alone = await read([muted(found, 'melody', true)], start, frames);
    const { stemFiles } = await import('../../src-main/engine/stems-beside.ts');
    const stems = await stemFiles(join(demoFolder(), 'two-weathers.flac'));
    await using melody = await engine.recordings.openFile(stems.find(({ name }) => name === 'melody')!.path);
    const [left] = await melody.read(start, frames);
    const channel = alone.subarray(0, frames);
    expect(rms(channel.map((sample, n) => sample - left![n]!))).toBeLessThan(rms(left!) - 60);
    const without = await read([muted(found, 'melody', false)], start, frames);
    const whole = await read([], start, frames);
    expect(rms(whole.map((sample, n) => sample - alone[n]! - without[n]!))).toBeLessThan(-110);
  });

  it.each(['harmonic-percussive', 'repeating'])(
    'of %s add up within −100 dB and can be predicted without',
    async (segmenter) => {
      const found = await explained({ segmenter, samples: 400 });
      expect(found.sourceErrorDb).toBeLessThan(-100);
      const source = found.segments[0]!.source!;
      const { shift } = await client.predictions.shift({
        audio: { ...original, steps: [muted(found, source, false)] },
        start: found.window.start,
      });
      expect(Math.abs(shift.emotions.valence!)).toBeGreaterThan(0);
    },
  );

  it.each(['stems', 'harmonic-percussive', 'repeating'])(
    'of %s each change the input when they are off, within their frames, and are it together',
    async (segmenter) => {
      const { cutExplainedWindow } = await import('../../src-main/engine/explained-window.ts');
      const model = await engine.models.open();
      const sound = await engine.sounds.of(original);
      const { path } = engine.library.tracks.file(original.trackId);
      const settings = { start: 8, segmenter, fill: 'silence', regions: [] };
      const { components, spectrogram } = await cutExplainedWindow(sound, model, settings, {
        ...engine,
        path,
      });
      const out = new Float32Array(components.cells);
      components.compose(new Uint8Array(components.count).fill(1), 1, out);
      expect(out).toEqual(spectrogram.values);
      for (let c = 0; c < components.count; c++) {
        const mask = new Uint8Array(components.count).fill(1);
        mask[c] = 0;
        components.compose(mask, 1, out);
        const frames = new Set<number>();
        out.forEach((value, cell) => {
          if (value !== spectrogram.values[cell]) frames.add(Math.floor(cell / spectrogram.bands));
        });
        expect(frames.size, `${components.extents[c]!.source} ${c}`).toBeGreaterThan(0);
        expect(Math.min(...frames)).toBeGreaterThanOrEqual(components.firstFrame[c]!);
        expect(Math.max(...frames)).toBeLessThan(components.endFrame[c]!);
      }
    },
  );

  it('where there are none end in a sentence', async () => {
    const project = await client.projects.last();
    const bach = project.trackIds.find((id) => id !== original.trackId)!;
    const settings = { ...question, segmenter: 'stems' };
    const run = (async () => {
      for await (const _ of await client.explanations.run({ audio: { trackId: bach, steps: [] }, settings }));
    })();
    await expect(run).rejects.toMatchObject({
      code: 'bad_request',
      message: /no stems beside this recording/,
    });
  });
});

describe('regions', () => {
  it('the user drew are segments, and everything else is one', async () => {
    const found = await explained({
      segmenter: 'regions',
      regions: [
        { timeRange: [10, 12], frequencyRange: [100, 400] },
        { timeRange: [11, 15], frequencyRange: [400, 3000] },
      ],
    });
    expect(found.segments).toHaveLength(3);
    expect(found.samples).toBe(8);
    const one = found.segments.find(({ frequencyRange }) => frequencyRange[1] < 450)!;
    expect(one.timeRange[0]).toBeCloseTo(10, 0);
    expect(one.timeRange[1]).toBeCloseTo(12, 0);
  });
});

describe('choices', () => {
  it('name every segmenter, separator, estimator, rule and fill', async () => {
    const { segmenters, estimators, selections, fills } = await client.explanations.choices();
    expect(segmenters.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'felzenszwalb',
        'grid',
        'regions',
        'harmonic-percussive',
        'repeating',
        'stems',
      ]),
    );
    expect(estimators[0]!.name).toBe('local');
    expect(selections.map(({ name }) => name)).toContain('bootstrap');
    expect(fills.map(({ name }) => name)).toEqual(['silence', 'minimum', 'mean']);
  });
});
