import { implement } from '@orpc/server';
import {
  type BeatsEvent,
  contract,
  type ExplainEvent,
  type PredictEvent,
} from '../../src-preload/contract/contract.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { SuggestEvent } from '../../src-preload/contract/suggestion.ts';
import type { TimeMap } from '../../src-preload/contract/time-map.ts';
import { exportFormats } from './audio/export-formats.ts';
import { measureLoudness } from './audio/loudness.ts';
import { readPeaks } from './audio/peaks.ts';
import { readTile } from './audio/tile.ts';
import { documents, documentText } from './documents.ts';
import type { Engine } from './engine.ts';
import { explainTrack } from './explain-track.ts';
import { explanationChoices } from './explanation-choices.ts';
import { selectSegments } from './explanation-selecting.ts';
import { checkFiles } from './file-check.ts';
import { progressStream } from './jobs/stream.ts';
import { knownProviders } from './model/session.ts';
import { predictAll } from './predicting-all.ts';
import { randomiseExplanation } from './randomise-explanation.ts';
import { relink } from './relinking.ts';
import { suggestEdits } from './suggesting.ts';

/** The contract's procedures over an engine: each finds the parts that do the work and hands the result over. */
export function createRouter(engine: Engine) {
  const { library, models, sounds, predicting } = engine;
  const os = implement(contract);

  return os.router({
    system: {
      about: os.system.about.handler(() => ({
        version: engine.version,
        engineStartedAt: engine.startedAt,
        providers: knownProviders(),
        notices: [...library.notices, ...models.notices(), ...engine.separators.notices()],
      })),
    },
    uploads: {
      begin: os.uploads.begin.handler(async ({ input }) => ({
        uploadId: await engine.uploads.begin(input.name, input.size),
      })),
      append: os.uploads.append.handler(async ({ input }) => ({
        received: await engine.uploads.append(input.uploadId, await input.chunk.bytes()),
      })),
      discard: os.uploads.discard.handler(({ input }) => engine.uploads.discard(input.uploadId)),
    },
    tracks: {
      import: os.tracks.import.handler(({ input, signal }) =>
        engine.importing.importSources(input.sources, input.projectId, signal),
      ),
      list: os.tracks.list.handler(({ input }) => library.tracks.list(input)),
      get: os.tracks.get.handler(({ input }) => library.tracks.get(input.trackId)),
      remove: os.tracks.remove.handler(({ input }) => {
        engine.recordings.close(input.trackId);
        library.tracks.remove(input.trackId);
      }),
      setTags: os.tracks.setTags.handler(({ input }) => library.tracks.setTags(input.trackId, input.tags)),
      setRating: os.tracks.setRating.handler(({ input }) =>
        library.tracks.setRating(input.trackId, input.rating),
      ),
      tags: os.tracks.tags.handler(() => library.tracks.tagCounts()),
      relink: os.tracks.relink.handler(({ input, signal }) =>
        relink(
          library,
          {
            folders: input.folders.map((token) => engine.grants.resolve(token, 'read')),
            onFound: ({ id }) => engine.recordings.close(id),
          },
          signal,
        ),
      ),
      checkFiles: os.tracks.checkFiles.handler(({ signal }) => checkFiles(library, signal)),
      similar: os.tracks.similar.handler(({ input }) => library.tracks.similar(input.trackId, input)),
    },
    folders: {
      watch: os.folders.watch.handler(({ input }) =>
        engine.watching.add(engine.grants.resolve(input.folder, 'read')),
      ),
      setPaused: os.folders.setPaused.handler(({ input }) =>
        engine.watching.setPaused(input.folderId, input.paused),
      ),
      unwatch: os.folders.unwatch.handler(({ input }) => engine.watching.remove(input.folderId)),
      events: os.folders.events.handler(({ signal }) => engine.watching.events(signal)),
    },
    audio: {
      read: os.audio.read.handler(async ({ input, signal }) => {
        const { pcm } = await sounds.of(input.audio);
        return new Blob(
          (await pcm.read(input.start, input.frames, signal)).map((channel) => new Float32Array(channel)),
        );
      }),
      peaks: os.audio.peaks.handler(async ({ input, signal }) => {
        const sound = await sounds.of(input.audio);
        const { aligned } = sound;
        const range = samplesOf(input.range, aligned.sampleRate);
        return new Blob([
          new Float32Array(await readPeaks(aligned, await sound.peaks(signal), range, input.columns)),
        ]);
      }),
      tile: os.audio.tile.handler(async ({ input, signal }) => {
        const { aligned } = await sounds.of(input.audio);
        return new Blob([await readTile(aligned, input.level, input.index, engine.compute, signal)]);
      }),
      loudness: os.audio.loudness.handler(async ({ input, signal }) => {
        const { pcm, time } = await sounds.of(input.audio);
        const range = input.range && samplesOf(input.range, pcm.sampleRate, time);
        return measureLoudness(pcm, { range, signal });
      }),
    },
    models: {
      list: os.models.list.handler(() => models.list()),
      verify: os.models.verify.handler(({ input }) => models.verify(input.modelId)),
      add: os.models.add.handler(({ input }) => {
        if (input.folder.kind === 'grant')
          return models.add(engine.grants.resolve(input.folder.token, 'read'));
        throw new MezzoError(
          'bad_request',
          'A model is a folder and cannot be uploaded here. Use `mezzo models add FOLDER`, then reload.',
        );
      }),
      remove: os.models.remove.handler(({ input }) => models.remove(input.modelId)),
      speed: os.models.speed.handler(({ input, signal }) => models.speed(input.modelId, signal)),
    },
    predictions: {
      run: os.predictions.run.handler(({ input, signal }) =>
        progressStream(
          async (emit: (event: PredictEvent) => void, cancel) => {
            const model = await models.open(input.modelId);
            const onProgress = (fraction: number) => emit({ kind: 'progress', step: 'Listening', fraction });
            await predicting.predict(input.audio, model, { signal: cancel, onProgress });
            emit({ kind: 'done' });
          },
          { signal },
        ),
      ),
      all: os.predictions.all.handler(({ input, signal }) => predictAll(engine, input, signal)),
      prefer: os.predictions.prefer.handler(({ input }) => engine.analysisOrder.prefer(input.trackId)),
      get: os.predictions.get.handler(async ({ input, signal }) =>
        predicting.predict(input.audio, await models.open(input.modelId), { signal }),
      ),
      moment: os.predictions.moment.handler(async ({ input, signal }) =>
        predicting.moment(input.audio, await models.open(input.modelId), input.start, { signal }),
      ),
      shift: os.predictions.shift.handler(async ({ input, signal }) =>
        predicting.shift(input.audio, await models.open(input.modelId), input.start, { signal }),
      ),
      distribution: os.predictions.distribution.handler(async ({ input, signal }) =>
        engine.distributions.of(await models.open(input.modelId), signal),
      ),
    },
    beats: {
      find: os.beats.find.handler(({ input, signal }) =>
        progressStream(
          async (emit: (event: BeatsEvent) => void, cancel) => {
            const onProgress = (fraction: number) => emit({ kind: 'progress', fraction });
            await engine.beats.of(input.trackId, { signal: cancel, onProgress });
            emit({ kind: 'done' });
          },
          { signal },
        ),
      ),
      get: os.beats.get.handler(async ({ input, signal }) => {
        const { times, ...found } = await engine.beats.of(input.trackId, { signal });
        return { ...found, times: new Blob([new Float64Array(times)]) };
      }),
      grid: os.beats.grid.handler(({ input }) =>
        library.beatGrids.get(library.tracks.file(input.trackId).audioHash),
      ),
      setGrid: os.beats.setGrid.handler(({ input }) =>
        library.beatGrids.set(library.tracks.file(input.trackId).audioHash, input.grid),
      ),
    },
    explanations: {
      run: os.explanations.run.handler(({ input, signal }) =>
        progressStream(
          async (emit: (event: ExplainEvent) => void, cancel) => {
            emit({ kind: 'done', explanationId: await explainTrack(engine, input, emit, cancel) });
          },
          { signal },
        ),
      ),
      get: os.explanations.get.handler(({ input }) => {
        const explanation = library.explanations.get(input.explanationId);
        return { ...explanation, labels: new Blob([new Int32Array(explanation.labels)]) };
      }),
      list: os.explanations.list.handler(({ input }) => library.explanations.list(input.trackId)),
      choices: os.explanations.choices.handler(() => explanationChoices(engine.separators)),
      select: os.explanations.select.handler(({ input }) =>
        selectSegments(library, input.explanationId, input.selection),
      ),
      randomise: os.explanations.randomise.handler(({ input, signal }) =>
        progressStream(
          async (emit: (event: ExplainEvent) => void, cancel) => {
            const onProgress = (fraction: number) =>
              emit({ kind: 'progress', step: 'randomised', done: Math.round(100 * fraction), total: 100 });
            await randomiseExplanation(engine, input.explanationId, { signal: cancel, onProgress });
            emit({ kind: 'done', explanationId: input.explanationId });
          },
          { signal },
        ),
      ),
    },
    suggestions: {
      run: os.suggestions.run.handler(({ input, signal }) =>
        progressStream(
          (emit: (event: SuggestEvent) => void, cancel) => suggestEdits(engine, input, emit, cancel),
          { signal },
        ),
      ),
    },
    edits: {
      get: os.edits.get.handler(({ input }) => library.edits.get(input.trackId)),
      set: os.edits.set.handler(({ input }) => library.edits.set(input.trackId, input.steps, input.label)),
      undo: os.edits.undo.handler(({ input }) => library.edits.undo(input.trackId)),
      redo: os.edits.redo.handler(({ input }) => library.edits.redo(input.trackId)),
      go: os.edits.go.handler(({ input }) => library.edits.go(input.trackId, input.position)),
    },
    versions: {
      list: os.versions.list.handler(({ input }) => library.versions.list(input.trackId)),
      keep: os.versions.keep.handler(({ input }) => library.versions.keep(input)),
      rename: os.versions.rename.handler(({ input }) => library.versions.rename(input)),
      remove: os.versions.remove.handler(({ input }) => library.versions.remove(input)),
    },
    exports: {
      formats: os.exports.formats.handler(() =>
        exportFormats.map(({ name, label, detail, ending, bits }) => ({ name, label, detail, ending, bits })),
      ),
      audio: os.exports.audio.handler(({ input, signal }) =>
        engine.exporting.audio(input.audio, input.format, input.destination, signal),
      ),
      documents: os.exports.documents.handler(() => documents.map(({ write, ...described }) => described)),
      document: os.exports.document.handler(({ input: { document, destination }, signal }) =>
        engine.exporting.text(
          document.ending,
          (cancel, onProgress) => documentText(engine, document, cancel, onProgress),
          destination,
          signal,
        ),
      ),
      save: os.exports.save.handler(async ({ input }) => ({
        path: await engine.exporting.save(input.token, await input.content.bytes()),
      })),
      read: os.exports.read.handler(
        async ({ input }) =>
          new Blob([await engine.exporting.read(input.exportId, input.offset, input.length)]),
      ),
      discard: os.exports.discard.handler(({ input }) => engine.exporting.discard(input.exportId)),
    },
    projects: {
      list: os.projects.list.handler(() => library.projects.list()),
      create: os.projects.create.handler(({ input }) => library.projects.create(input.name)),
      open: os.projects.open.handler(({ input }) => library.projects.open(input.projectId)),
      last: os.projects.last.handler(() => engine.lastProject()),
      save: os.projects.save.handler(({ input }) => library.projects.save(input)),
      remove: os.projects.remove.handler(({ input }) => library.projects.remove(input.projectId)),
    },
    settings: {
      get: os.settings.get.handler(() => library.settings.get()),
      set: os.settings.set.handler(({ input }) => library.settings.set(input.key, input.value)),
    },
  });
}

function samplesOf(
  [from, to]: readonly [number, number],
  sampleRate: number,
  time?: TimeMap,
): { start: number; end: number } {
  const sampleAt = (second: number) => {
    const sample = second * sampleRate;
    return Math.round(time ? time.toSound(sample) : sample);
  };
  return { start: sampleAt(from), end: sampleAt(to) };
}
