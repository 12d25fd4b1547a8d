import type {
  ExplainEvent,
  ExportEvent,
  ImportEvent,
  PredictEvent,
} from '../../src-preload/contract/contract.ts';
import type {
  AudioRef,
  EditStep,
  Judgement,
  Prediction,
  Project,
  Track,
  Version,
} from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { Explanation, ExplanationSettings } from '../../src-preload/contract/explanation.ts';
import { quantilesOf } from '../../src-preload/contract/quantiles.ts';
import type { SuggestEvent, SuggestionRequest } from '../../src-preload/contract/suggestion.ts';
import { timeMapOf } from '../../src-preload/contract/time-map.ts';
import type { Connection, EngineClient } from '../engine-client.ts';
import { fakeBeats } from './fake-beats.ts';
import { fakeDocuments } from './fake-documents.ts';
import { FakeEdits } from './fake-edits.ts';
import { makeExplanation } from './fake-explanation.ts';
import { FakeFolders } from './fake-folders.ts';
import { FakeLibrary } from './fake-library.ts';
import {
  EMOTIONS,
  FEATURES,
  familiarityOf,
  HOP_SECONDS,
  judge,
  midLevelAt,
  modelCard,
  WINDOW_SECONDS,
} from './fake-model.ts';
import { peaks, SAMPLE_RATE, samples, tile } from './fake-sound.ts';

/** An engine in memory, for developing and testing the renderer: synthetic recordings, the same at every start. */

const DATE = '2026-01-01T00:00:00.000Z';
const wait = (ms: number, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('Cancelled', 'AbortError'));
    });
  });

interface Options {
  signal?: AbortSignal | undefined;
}

function makeTrack(id: string, name: string, duration: number): Track {
  return {
    id,
    name,
    audioHash: id.padEnd(64, '0'),
    duration,
    sampleRate: SAMPLE_RATE,
    channels: 2,
    frames: Math.round(duration * SAMPLE_RATE),
    format: 'wav',
    bitDepth: 16,
    fileSize: Math.round(duration * SAMPLE_RATE * 4),
    importedAt: DATE,
    missing: false,
  };
}

export function createFakeConnection(): Connection {
  return {
    client: createFakeClient(),
    capabilities: { name: 'web', openDialog: null, saveDialog: null, grantFile: null, onFilesOpened: null },
    state: 'connected',
    subscribe: () => () => undefined,
  };
}

export function createFakeClient(): EngineClient {
  const tracks = [
    makeTrack('a', 'Prelude in C minor, detached', 62.4),
    makeTrack('b', 'Prelude in C minor, legato', 98.7),
    makeTrack('c', 'Ten minutes of quartet', 600),
  ];
  let project: Project = {
    id: 'demo',
    name: 'Demo project',
    trackIds: tracks.map((track) => track.id),
    activeTrackId: 'a',
    createdAt: DATE,
    updatedAt: DATE,
    view: {},
  };
  const uploads = new Map<string, string>();
  const explanations = new Map<string, Explanation>();
  const edits = new Map<string, FakeEdits>();
  const settings: Record<string, unknown> = {};

  const trackOf = (trackId: string): Track => {
    const found = tracks.find((track) => track.id === trackId);
    if (!found) throw new MezzoError('not_found', 'This recording is not in the library any more.');
    return found;
  };
  const shiftOf = ({ trackId }: { trackId: string }) => tracks.findIndex((track) => track.id === trackId) * 2;
  const editsOf = (trackId: string) => {
    if (!edits.has(trackId)) edits.set(trackId, new FakeEdits());
    return edits.get(trackId)!;
  };
  const countOf = (track: Track) =>
    Math.max(1, Math.floor((track.duration - WINDOW_SECONDS) / HOP_SECONDS) + 1);
  const judgeAll = (audio: AudioRef) => {
    const count = countOf(trackOf(audio.trackId));
    const sum = FEATURES.map(() => 0);
    for (let i = 0; i < count; i++) {
      midLevelAt(audio, shiftOf(audio), i * HOP_SECONDS).forEach((value, j) => {
        sum[j]! += value / count;
      });
    }
    return judge(sum);
  };
  const folders = new FakeFolders();
  const library = new FakeLibrary(tracks, (trackId) => judgeAll({ trackId, steps: [] }));

  async function* importFiles(
    sources: { kind: string; uploadId?: string }[],
    signal?: AbortSignal,
  ): AsyncGenerator<ImportEvent, void, void> {
    for (const [index, source] of sources.entries()) {
      const name = uploads.get(source.uploadId ?? '') ?? `File ${index + 1}`;
      for (let i = 1; i <= 4; i++) {
        await wait(60, signal);
        yield { kind: 'progress', index, name, step: 'Decoding', fraction: i / 4 };
      }
      if (name.includes('broken')) {
        yield {
          kind: 'failed',
          index,
          name,
          error: {
            code: 'audio_damaged',
            message: `“${name}” is damaged and could not be read; try another copy.`,
          },
        };
        continue;
      }
      const track = makeTrack(`upload-${tracks.length}`, name, 40);
      tracks.push(track);
      yield { kind: 'done', index, name, track };
    }
  }

  async function* predict(signal?: AbortSignal): AsyncGenerator<PredictEvent, void, void> {
    for (let i = 1; i <= 5; i++) {
      await wait(40, signal);
      yield { kind: 'progress', step: 'Predicting', fraction: i / 5 };
    }
    yield { kind: 'done' };
  }

  function predictionOf(audio: AudioRef): Prediction {
    const track = trackOf(audio.trackId);
    const count = countOf(track);
    const width = FEATURES.length + EMOTIONS.length;
    const curves = new Float32Array(count * width);
    const familiarity = new Float32Array(count);
    for (let i = 0; i < count; i++) {
      const midLevel = midLevelAt(audio, shiftOf(audio), i * HOP_SECONDS);
      const { emotions } = judge(midLevel);
      familiarity[i] = familiarityOf(midLevel);
      curves.set([...midLevel, ...EMOTIONS.map((name) => emotions[name]!)], i * width);
    }
    return {
      trackId: track.id,
      model: { id: modelCard.id, version: modelCard.version },
      provider: 'cpu',
      duration: track.duration,
      windowSeconds: WINDOW_SECONDS,
      hopSeconds: HOP_SECONDS,
      count,
      midLevelNames: FEATURES,
      emotionNames: EMOTIONS,
      curves: new Blob([curves]),
      familiarity: new Blob([familiarity]),
      summary: judgeAll(audio),
      warnings: [],
    };
  }

  async function* explain(
    trackId: string,
    settingsIn: ExplanationSettings,
    signal?: AbortSignal,
  ): AsyncGenerator<ExplainEvent, void, void> {
    const total = settingsIn.samples;
    for (let i = 1; i <= 10; i++) {
      await wait(80, signal);
      yield { kind: 'progress', step: 'Sampling', done: Math.round((total * i) / 10), total };
    }
    const id = `explanation-${explanations.size + 1}`;
    explanations.set(id, makeExplanation(id, trackId, settingsIn, trackOf(trackId).duration));
    yield { kind: 'done', explanationId: id };
  }

  async function* suggest(
    { audio, start, emotion, amount }: SuggestionRequest,
    signal?: AbortSignal,
  ): AsyncGenerator<SuggestEvent, void, void> {
    await wait(40, signal);
    yield { kind: 'progress', step: 'Trying edits', done: 1, total: 2 };
    const step: EditStep = {
      id: 'suggested',
      name: 'Bass quieter',
      target: { kind: 'region', timeRange: [start, start + WINDOW_SECONDS], frequencyRange: [30, 250] },
      complement: false,
      gainDb: -6,
      bypassed: false,
    };
    const shift = await fake.predictions.shift({ audio: { ...audio, steps: [step] }, start });
    const reached = shift.shift.emotions[emotion]! / amount >= 0.9;
    const found = [{ name: step.name, steps: [step], shift, audibleChange: 2, reached }];
    yield { kind: 'found', suggestions: found };
    await wait(40, signal);
    yield { kind: 'done', suggestions: found, farthest: shift.shift.emotions[emotion]! };
  }

  async function* exportAudio(signal?: AbortSignal): AsyncGenerator<ExportEvent, void, void> {
    for (let i = 1; i <= 10; i++) {
      await wait(60, signal);
      yield { kind: 'progress', fraction: i / 10 };
    }
    yield {
      kind: 'done',
      exportId: 'export-1',
      name: 'Prelude (edited).wav',
      bytes: 44,
      path: null,
      warning: null,
    };
  }

  const versions: Version[] = [];
  const versionsOf = (trackId: string) => versions.filter((one) => one.trackId === trackId);

  const fake = {
    system: {
      about: async () => ({ version: '0.1.0', engineStartedAt: DATE, providers: ['cpu'], notices: [] }),
    },
    uploads: {
      begin: async ({ name }: { name: string }) => {
        const uploadId = `upload-${uploads.size}`;
        uploads.set(uploadId, name);
        return { uploadId };
      },
      append: async ({ chunk }: { chunk: Blob }) => ({ received: chunk.size }),
      discard: async () => undefined,
    },
    tracks: {
      import: async ({ sources }: { sources: { kind: string; uploadId?: string }[] }, options?: Options) =>
        importFiles(sources, options?.signal),
      list: async (query: unknown) => library.list(query),
      setTags: async ({ trackId, tags }: { trackId: string; tags: string[] }) =>
        library.setTags(trackId, tags),
      setRating: async ({ trackId, rating }: { trackId: string; rating: number }) =>
        library.setRating(trackId, rating),
      tags: async () => library.tags(),
      relink: async () => library.relink(),
      checkFiles: async () => ({ gone: 0, back: 0 }),
      similar: async ({ trackId, curve }: { trackId: string; curve?: string }) => {
        trackOf(trackId);
        return library.similar(trackId, curve);
      },
      get: async ({ trackId }: { trackId: string }) => trackOf(trackId),
      remove: async ({ trackId }: { trackId: string }) => {
        tracks.splice(tracks.indexOf(trackOf(trackId)), 1);
      },
    },
    folders: {
      watch: async () => folders.add('/music/Sessions'),
      setPaused: async ({ folderId, paused }: { folderId: string; paused: boolean }) =>
        folders.setPaused(folderId, paused),
      unwatch: async ({ folderId }: { folderId: string }) => folders.remove(folderId),
      events: async () => folders.events(),
    },
    audio: {
      read: async ({ audio, start, frames }: { audio: AudioRef; start: number; frames: number }) => {
        await wait(5);
        const track = trackOf(audio.trackId);
        const count = Math.max(0, Math.min(frames, timeMapOf(track, audio.steps).frames - start));
        return new Blob(
          [0, 1].map((channel) => samples(audio, track, shiftOf(audio), channel, start, count)),
        );
      },
      peaks: async ({
        audio,
        range,
        columns,
      }: {
        audio: AudioRef;
        range: [number, number];
        columns: number;
      }) => new Blob([peaks(audio, shiftOf(audio), range[0], range[1], columns)]),
      tile: async (
        { audio, level, index }: { audio: AudioRef; level: number; index: number },
        options?: Options,
      ) => {
        await wait(20, options?.signal);
        return new Blob([tile(audio, shiftOf(audio), trackOf(audio.trackId).frames, level, index)]);
      },
      loudness: async ({ audio }: { audio: AudioRef }) => ({
        lufs: -18 - audio.steps.length * 2,
        peakDb: -3,
      }),
    },
    models: {
      list: async () => [modelCard],
      verify: async () => modelCard.checks,
      add: async () => {
        throw new MezzoError('model_invalid', 'The folder holds no manifest.json; choose a model folder.');
      },
      remove: async () => undefined,
      speed: async () => {
        await wait(200);
        return [
          { provider: 'cpu', windowsPerSecond: 42, note: null },
          { provider: 'webgpu', windowsPerSecond: null, note: 'No device for it was found on this machine.' },
        ];
      },
    },
    predictions: {
      run: async (_: { audio: AudioRef }, options?: Options) => predict(options?.signal),
      all: async () => library.predictAll(),
      prefer: async () => undefined,
      get: async ({ audio }: { audio: AudioRef }) => predictionOf(audio),
      moment: async ({ audio, start }: { audio: AudioRef; start: number }) => ({
        ...judge(midLevelAt(audio, shiftOf(audio), start)),
        window: { start, end: Math.min(trackOf(audio.trackId).duration, start + WINDOW_SECONDS) },
      }),
      distribution: async () => {
        const wholes = tracks.map(({ id }) => judgeAll({ trackId: id, steps: [] }));
        const over = (names: readonly string[], of: (whole: Judgement, name: string) => number) =>
          Object.fromEntries(names.map((name) => [name, quantilesOf(wholes.map((one) => of(one, name)))!]));
        return {
          model: { id: modelCard.id, version: modelCard.version },
          recordings: tracks.length,
          midLevel: over(FEATURES, ({ midLevel }, name) => midLevel[name]!),
          emotions: over(EMOTIONS, ({ emotions }, name) => emotions[name]!),
          shares: Object.fromEntries(
            EMOTIONS.map((emotion) => [
              emotion,
              over(FEATURES, ({ effects }, name) => effects[emotion]!.relative[name]!),
            ]),
          ),
        };
      },
      shift: async ({ audio, start }: { audio: AudioRef; start?: number | undefined }) => {
        const original = { ...audio, steps: [] };
        const at = (ref: AudioRef) =>
          start === undefined ? judgeAll(ref) : judge(midLevelAt(ref, shiftOf(ref), start));
        const before = at(original);
        const after = at(audio);
        const difference = (a: Record<string, number>, b: Record<string, number>) =>
          Object.fromEntries(Object.keys(a).map((name) => [name, b[name]! - a[name]!]));
        return {
          before,
          after,
          shift: {
            midLevel: difference(before.midLevel, after.midLevel),
            emotions: difference(before.emotions, after.emotions),
          },
        };
      },
    },
    beats: fakeBeats(trackOf),
    explanations: {
      run: async (input: { audio: AudioRef; settings: ExplanationSettings }, options?: Options) =>
        explain(input.audio.trackId, input.settings, options?.signal),
      get: async ({ explanationId }: { explanationId: string }) => {
        const found = explanations.get(explanationId);
        if (!found) throw new MezzoError('not_found', 'This explanation is not there any more.');
        return found;
      },
      list: async ({ trackId }: { trackId: string }) =>
        [...explanations.values()].filter((one) => one.trackId === trackId),
    },
    suggestions: {
      run: async (input: SuggestionRequest, options?: Options) => suggest(input, options?.signal),
    },
    edits: {
      get: async ({ trackId }: { trackId: string }) => editsOf(trackId).state(trackId),
      set: async ({ trackId, steps, label }: AudioRef & { label: string }) => {
        editsOf(trackId).set(steps, label);
        return editsOf(trackId).state(trackId);
      },
      undo: async ({ trackId }: { trackId: string }) => {
        editsOf(trackId).undo();
        return editsOf(trackId).state(trackId);
      },
      redo: async ({ trackId }: { trackId: string }) => {
        editsOf(trackId).redo();
        return editsOf(trackId).state(trackId);
      },
      go: async ({ trackId, position }: { trackId: string; position: number }) => {
        editsOf(trackId).go(position);
        return editsOf(trackId).state(trackId);
      },
    },
    versions: {
      list: async ({ trackId }: { trackId: string }) => versionsOf(trackId),
      keep: async ({ trackId, name, steps }: Pick<Version, 'trackId' | 'name' | 'steps'>) => {
        versions.push({ id: `version-${versions.length}`, trackId, name, steps, createdAt: DATE });
        return versionsOf(trackId);
      },
      rename: async ({ trackId, id, name }: Pick<Version, 'trackId' | 'id' | 'name'>) => {
        const index = versions.findIndex((one) => one.id === id);
        versions[index] = { ...versions[index]!, name };
        return versionsOf(trackId);
      },
      remove: async ({ trackId, id }: Pick<Version, 'trackId' | 'id'>) => {
        versions.splice(
          versions.findIndex((one) => one.id === id),
          1,
        );
        return versionsOf(trackId);
      },
    },
    exports: {
      formats: async () => [
        { name: 'wav24', label: 'WAV, 24 bit', detail: 'Plays everywhere.', ending: 'wav', bits: 24 },
      ],
      audio: async (_: unknown, options?: Options) => exportAudio(options?.signal),
      documents: async () => fakeDocuments,
      document: async (_: unknown, options?: Options) => exportAudio(options?.signal),
      save: async () => ({ path: '/chosen/picture.png' }),
      read: async ({ length }: { length: number }) => new Blob([new Uint8Array(Math.min(44, length))]),
      discard: async () => undefined,
    },
    projects: {
      list: async () => [project],
      create: async ({ name }: { name: string }) => ({
        ...project,
        id: name,
        name,
        trackIds: [],
        activeTrackId: null,
        view: {},
      }),
      open: async () => project,
      last: async () => project,
      save: async (next: Pick<Project, 'id' | 'name' | 'trackIds' | 'activeTrackId' | 'view'>) => {
        project = { ...project, ...next };
        return project;
      },
      remove: async () => undefined,
    },
    settings: {
      get: async () => ({ ...settings }),
      set: async ({ key, value }: { key: string; value: unknown }) => {
        settings[key] = value;
      },
    },
  };
  return fake as unknown as EngineClient;
}
