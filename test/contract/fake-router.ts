import { setTimeout as delay } from 'node:timers/promises';
import { implement } from '@orpc/server';
import type { EngineRouter } from '../../src-main/engine/serve.ts';
import { contract, type PredictEvent } from '../../src-preload/contract/contract.ts';
import type { Prediction } from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';

/** What the fake engine does that a test cannot ask for through the contract alone. */
export interface FakeEngine {
  /** Ends the engine's process, or whatever stands for it. */
  die(): void;
  /** Opens a grant; throws `not_granted`. */
  resolve(token: string): string;
}

/**
 * An engine that computes nothing: uploads are kept and read back, settings are kept, predictions stream. Track ids
 * choose the behaviour: `damaged` fails midway, `endless` streams until it is cancelled, `deadly` kills the engine.
 */
export function fakeRouter({ die, resolve }: FakeEngine): EngineRouter {
  const os = implement(contract);
  const uploads = new Map<string, Blob>();
  const settings: Record<string, string | number | boolean | null> = { cancelled: 0 };
  const absent = (): never => {
    throw new MezzoError('not_found', 'The fake engine does not do this.');
  };
  const upload = (id: string): Blob => {
    const found = uploads.get(id);
    if (found === undefined) throw new MezzoError('not_found', `There is no upload “${id}”. 🎻`);
    return found;
  };

  return os.router({
    system: {
      about: os.system.about.handler(() => ({
        version: 'fake',
        engineStartedAt: '2026-01-01T00:00:00.000Z',
        providers: ['cpu'],
        notices: [String(process.pid)],
      })),
    },
    uploads: {
      begin: os.uploads.begin.handler(({ input }) => {
        uploads.set(input.name, new Blob([]));
        return { uploadId: input.name };
      }),
      append: os.uploads.append.handler(({ input }) => {
        const whole = new Blob([upload(input.uploadId), input.chunk]);
        uploads.set(input.uploadId, whole);
        return { received: whole.size };
      }),
      discard: os.uploads.discard.handler(({ input }) => void uploads.delete(input.uploadId)),
    },
    tracks: {
      import: os.tracks.import.handler(async function* ({ input }) {
        for (const [index, source] of input.sources.entries()) {
          const name = source.kind === 'grant' ? resolve(source.token) : source.uploadId;
          yield { kind: 'progress', index, name, step: 'decode', fraction: 1 };
        }
      }),
      list: os.tracks.list.handler(() => ({ items: [], total: 0 })),
      get: os.tracks.get.handler(({ input }) => {
        if (input.trackId === 'broken') throw new TypeError('secret detail of the implementation');
        throw new MezzoError('file_missing', `“${input.trackId}” is not where it was. Find it again.`);
      }),
      remove: os.tracks.remove.handler(absent),
      setTags: os.tracks.setTags.handler(absent),
      setRating: os.tracks.setRating.handler(absent),
      tags: os.tracks.tags.handler(() => []),
      relink: os.tracks.relink.handler(absent),
      checkFiles: os.tracks.checkFiles.handler(absent),
      similar: os.tracks.similar.handler(() => []),
    },
    folders: {
      watch: os.folders.watch.handler(absent),
      setPaused: os.folders.setPaused.handler(absent),
      unwatch: os.folders.unwatch.handler(absent),
      events: os.folders.events.handler(absent),
    },
    audio: {
      read: os.audio.read.handler(absent),
      peaks: os.audio.peaks.handler(absent),
      tile: os.audio.tile.handler(absent),
      loudness: os.audio.loudness.handler(() => ({ lufs: Number.NaN, peakDb: null })),
    },
    models: {
      list: os.models.list.handler(() => []),
      verify: os.models.verify.handler(absent),
      add: os.models.add.handler(absent),
      remove: os.models.remove.handler(absent),
      speed: os.models.speed.handler(absent),
    },
    predictions: {
      run: os.predictions.run.handler(async function* ({ input, signal }) {
        const { trackId } = input.audio;
        try {
          yield* progress(trackId === 'endless' ? Number.POSITIVE_INFINITY : 5, signal);
          if (trackId === 'damaged') {
            throw new MezzoError('audio_damaged', '“Prélude.mp3” breaks off after 3 s. Export it again.');
          }
          if (trackId === 'deadly') {
            die();
            await delay(60_000, undefined, { signal });
          }
          yield { kind: 'done' };
        } catch (cause) {
          if (signal?.aborted) settings.cancelled = Number(settings.cancelled) + 1;
          throw cause;
        }
      }),
      all: os.predictions.all.handler(absent),
      prefer: os.predictions.prefer.handler(absent),
      get: os.predictions.get.handler(({ input }) => fakePrediction(input.audio.trackId)),
      moment: os.predictions.moment.handler(absent),
      distribution: os.predictions.distribution.handler(absent),
      shift: os.predictions.shift.handler(async ({ input, signal }) => {
        if (input.audio.trackId === 'deadly') die();
        await delay(60_000, undefined, { signal }).catch((cause: unknown) => {
          settings.cancelled = Number(settings.cancelled) + 1;
          throw cause;
        });
        return absent();
      }),
    },
    beats: {
      find: os.beats.find.handler(absent),
      get: os.beats.get.handler(absent),
      grid: os.beats.grid.handler(() => null),
      setGrid: os.beats.setGrid.handler(absent),
    },
    explanations: {
      run: os.explanations.run.handler(absent),
      get: os.explanations.get.handler(absent),
      list: os.explanations.list.handler(() => []),
      choices: os.explanations.choices.handler(absent),
      select: os.explanations.select.handler(absent),
      randomise: os.explanations.randomise.handler(absent),
    },
    versions: {
      list: os.versions.list.handler(absent),
      keep: os.versions.keep.handler(absent),
      rename: os.versions.rename.handler(absent),
      remove: os.versions.remove.handler(absent),
    },
    suggestions: { run: os.suggestions.run.handler(absent) },
    edits: {
      get: os.edits.get.handler(absent),
      set: os.edits.set.handler(absent),
      undo: os.edits.undo.handler(absent),
      redo: os.edits.redo.handler(absent),
      go: os.edits.go.handler(absent),
    },
    exports: {
      formats: os.exports.formats.handler(() => []),
      audio: os.exports.audio.handler(absent),
      documents: os.exports.documents.handler(() => []),
      document: os.exports.document.handler(absent),
      save: os.exports.save.handler(absent),
      read: os.exports.read.handler(({ input }) =>
        upload(input.exportId).slice(input.offset, input.offset + input.length),
      ),
      discard: os.exports.discard.handler(absent),
    },
    projects: {
      list: os.projects.list.handler(() => []),
      create: os.projects.create.handler(absent),
      open: os.projects.open.handler(absent),
      last: os.projects.last.handler(absent),
      save: os.projects.save.handler(absent),
      remove: os.projects.remove.handler(absent),
    },
    settings: {
      get: os.settings.get.handler(() => settings),
      set: os.settings.set.handler(({ input }) => {
        settings[input.key] = typeof input.value === 'object' ? null : input.value;
      }),
    },
  });
}

async function* progress(count: number, signal?: AbortSignal): AsyncGenerator<PredictEvent> {
  for (let step = 1; step <= count; step += 1) {
    yield { kind: 'progress', step: 'mid-level', fraction: Math.min(1, step / 5) };
    await delay(2, undefined, signal ? { signal } : {});
  }
}

/** Curves hold what JSON cannot: NaN with a payload, both infinities, the smallest number. */
export const curveBytes = new Uint8Array(
  new Uint32Array([0x7fc12345, 0x7f800000, 0xff800000, 0x00000001, 0x80000000, 0x3f800000]).buffer,
);

export function fakePrediction(trackId: string): Prediction {
  const values = { valence: 0.5 };
  return {
    trackId,
    model: { id: 'fake', version: '1' },
    provider: 'cpu',
    duration: 3,
    windowSeconds: 1,
    hopSeconds: 1,
    count: 3,
    midLevelNames: ['dissonance'],
    emotionNames: ['valence'],
    curves: new Blob([curveBytes]),
    summary: { midLevel: { dissonance: -1 }, emotions: values, effects: {}, familiarity: 0.25 },
    familiarity: new Blob([Float32Array.of(1, 0.25, 0)]),
    warnings: ['„Ärger“ 憂い 🎻 \u0000 \\ "'],
  };
}
