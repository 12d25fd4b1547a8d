import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { beatGrid, foundBeats } from './beat-grid.ts';
import { documentKind, documentRequest } from './document.ts';
import {
  audioRef,
  check,
  distribution,
  editState,
  editStep,
  exportFormat,
  judgement,
  modelCard,
  prediction,
  project,
  providerSpeed,
  seconds,
  shift,
  timeRange,
  track,
  version,
} from './domain.ts';
import { plainError } from './errors.ts';
import { explanation, explanationChoices, explanationSettings, explanationSummary } from './explanation.ts';
import { suggestEvent, suggestionRequest } from './suggestion.ts';
import {
  fileCheck,
  predictAllEvent,
  predictAllQuery,
  rating,
  relinkEvent,
  similarTrack,
  tagCount,
  tags,
  trackPage,
  trackQuery,
} from './track-list.ts';
import { watchEvent, watchedFolder } from './watching.ts';

/**
 * The seam between renderer and engine. Every host serves exactly these procedures. Large arrays travel as Blob.
 * Files enter as a grant (a token the host gave for a path the user chose) or as an upload made through `uploads`.
 */

const blob = z.instanceof(Blob);
const trackId = z.object({ trackId: z.string() });
const fraction = z.number().min(0).max(1);

export const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('grant'), token: z.string() }),
  z.object({ kind: z.literal('upload'), uploadId: z.string() }),
]);
export type Source = z.infer<typeof source>;

/** One event for each step of each file; a failed file does not stop the others. */
export const importEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    index: z.number().int(),
    name: z.string(),
    step: z.string(),
    fraction,
  }),
  z.object({ kind: z.literal('done'), index: z.number().int(), name: z.string(), track }),
  z.object({ kind: z.literal('failed'), index: z.number().int(), name: z.string(), error: plainError }),
]);
export type ImportEvent = z.infer<typeof importEvent>;

export const explainEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    step: z.string(),
    done: z.number().int(),
    total: z.number().int(),
  }),
  /** The explanation so far, under the id it will keep. */
  z.object({
    kind: z.literal('picture'),
    explanationId: z.string(),
    samples: z.number().int(),
    stability: z.number(),
  }),
  z.object({ kind: z.literal('done'), explanationId: z.string() }),
]);
export type ExplainEvent = z.infer<typeof explainEvent>;

/** The result is fetched with `predictions.get`, since a stream carries no binary. */
export const predictEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), step: z.string(), fraction }),
  z.object({ kind: z.literal('done') }),
]);
export type PredictEvent = z.infer<typeof predictEvent>;

/** The result is fetched with `beats.get`, since a stream carries no binary. */
export const beatsEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), fraction }),
  z.object({ kind: z.literal('done') }),
]);
export type BeatsEvent = z.infer<typeof beatsEvent>;

export const exportEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), fraction }),
  z.object({
    kind: z.literal('done'),
    exportId: z.string(),
    name: z.string(),
    bytes: z.number().int(),
    path: z.string().nullable(),
    /** What the listener should know about the file, such as clipped peaks; null when nothing. */
    warning: z.string().nullable(),
  }),
]);
export type ExportEvent = z.infer<typeof exportEvent>;

/** Where an export goes: a place the user chose, or a file that is fetched with `exports.read`. */
const destination = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('grant'), token: z.string() }),
  z.object({ kind: z.literal('download') }),
]);

export const contract = {
  system: {
    about: oc.output(
      z.object({
        version: z.string(),
        engineStartedAt: z.string(),
        providers: z.array(z.string()),
        notices: z.array(z.string()),
      }),
    ),
  },
  uploads: {
    begin: oc
      .input(z.object({ name: z.string().min(1).max(4000), size: z.number().int().min(0) }))
      .output(z.object({ uploadId: z.string() })),
    append: oc
      .input(z.object({ uploadId: z.string(), chunk: blob }))
      .output(z.object({ received: z.number().int() })),
    discard: oc.input(z.object({ uploadId: z.string() })),
  },
  tracks: {
    import: oc
      .input(z.object({ sources: z.array(source).min(1).max(10_000), projectId: z.string().optional() }))
      .output(eventIterator(importEvent)),
    list: oc.input(trackQuery).output(trackPage),
    get: oc.input(trackId).output(track),
    remove: oc.input(trackId),
    setTags: oc.input(z.object({ trackId: z.string(), tags })),
    setRating: oc.input(z.object({ trackId: z.string(), rating })),
    /** Every tag in use, the most used first. */
    tags: oc.output(z.array(tagCount)),
    /** Looks for all missing files, in folders the user chose (grants) and in those of the other recordings. */
    relink: oc
      .input(z.object({ folders: z.array(z.string()).max(100).default([]) }))
      .output(eventIterator(relinkEvent)),
    /** Looks whether every recording's file is at its place, and notes it. */
    checkFiles: oc.output(fileCheck),
    /** Recordings with the nearest mid-level profile by this model, the nearest first. */
    similar: oc
      .input(
        trackQuery.pick({ curve: true }).extend({
          trackId: z.string(),
          modelId: z.string(),
          limit: z.number().int().min(1).max(500).default(50),
        }),
      )
      .output(z.array(similarTrack)),
  },
  /** Folders whose new recordings come into the library by themselves; every change answers with all of them. */
  folders: {
    /** `folder` is a grant. */
    watch: oc.input(z.object({ folder: z.string() })).output(z.array(watchedFolder)),
    setPaused: oc
      .input(z.object({ folderId: z.string(), paused: z.boolean() }))
      .output(z.array(watchedFolder)),
    unwatch: oc.input(z.object({ folderId: z.string() })).output(z.array(watchedFolder)),
    /** Does not end by itself: the folders, then what comes in. */
    events: oc.output(eventIterator(watchEvent)),
  },
  audio: {
    /**
     * Planar little-endian Float32: channel after channel, `frames` samples each, at the track's own rate. Samples are those of the sound
     * itself, which is shorter or longer than the recording where its tempo is changed (time-map.ts). All else is asked for in the
     * recording's time, and peaks and tiles show the sound so.
     */
    read: oc
      .input(
        z.object({
          audio: audioRef,
          start: z.number().int().min(0),
          frames: z.number().int().min(1).max(2_000_000),
        }),
      )
      .output(blob),
    /** Float32 [columns × 2] of minimum and maximum over all channels, for [range) cut into equal columns. */
    peaks: oc
      .input(z.object({ audio: audioRef, range: timeRange, columns: z.number().int().min(1).max(8192) }))
      .output(blob),
    /** Uint8 [256 columns × 256 rows] picture tile, −100 … 0 dB to 0 … 255; column c covers 2^level · 256 samples; row 0 is 30 Hz, row 255 is 20 kHz, logarithmic. */
    tile: oc
      .input(
        z.object({ audio: audioRef, level: z.number().int().min(0).max(16), index: z.number().int().min(0) }),
      )
      .output(blob),
    /** Integrated loudness (ITU-R BS.1770, LUFS), true peak left out; null when silent. */
    loudness: oc
      .input(z.object({ audio: audioRef, range: timeRange.optional() }))
      .output(z.object({ lufs: z.number().nullable(), peakDb: z.number().nullable() })),
  },
  models: {
    list: oc.output(z.array(modelCard)),
    verify: oc.input(z.object({ modelId: z.string() })).output(z.array(check)),
    add: oc.input(z.object({ folder: source })).output(modelCard),
    remove: oc.input(z.object({ modelId: z.string() })),
    /** Measures every provider that this build of the runtime has, the CPU first; a second each. */
    speed: oc.input(z.object({ modelId: z.string() })).output(z.array(providerSpeed)),
  },
  predictions: {
    run: oc
      .input(z.object({ audio: audioRef, modelId: z.string().optional() }))
      .output(eventIterator(predictEvent)),
    /** Predicts all recordings of a list that the model has not predicted; ending it keeps what is done. */
    all: oc.input(predictAllQuery).output(eventIterator(predictAllEvent)),
    /** Puts a recording first in the analysis of a list that runs, or in the next one. */
    prefer: oc.input(trackId),
    /** At once after `run` is done; else it predicts first. */
    get: oc.input(z.object({ audio: audioRef, modelId: z.string().optional() })).output(prediction),
    /** The judgement of the one window that starts at `start`. */
    moment: oc
      .input(z.object({ audio: audioRef, modelId: z.string().optional(), start: seconds }))
      .output(judgement.extend({ window: z.object({ start: seconds, end: seconds }) })),
    /** Before and after the steps, for one window (`start`) or for the whole recording. */
    shift: oc
      .input(z.object({ audio: audioRef, modelId: z.string().optional(), start: seconds.optional() }))
      .output(shift),
    /** Over the recordings that this model has predicted. */
    distribution: oc.input(z.object({ modelId: z.string().optional() })).output(distribution),
  },
  /** The beats of a recording: those that are found in it, and what the user says about them. */
  beats: {
    find: oc.input(trackId).output(eventIterator(beatsEvent)),
    /** At once after `find` is done; else it finds them first. */
    get: oc.input(trackId).output(foundBeats),
    /** Null when the user said nothing. */
    grid: oc.input(trackId).output(beatGrid.nullable()),
    setGrid: oc.input(trackId.extend({ grid: beatGrid.nullable() })),
  },
  explanations: {
    run: oc
      .input(z.object({ audio: audioRef, modelId: z.string().optional(), settings: explanationSettings }))
      .output(eventIterator(explainEvent)),
    get: oc.input(z.object({ explanationId: z.string() })).output(explanation),
    /** What explanations can be made with. */
    choices: oc.output(explanationChoices),
    /** Marks segments by another rule; nothing is computed again. */
    select: oc
      .input(z.object({ explanationId: z.string(), selection: z.string() }))
      .output(explanationSummary),
    /** Explains the same window with the network's weights shuffled: the result is kept with the explanation as `randomised`. */
    randomise: oc.input(z.object({ explanationId: z.string() })).output(eventIterator(explainEvent)),
    list: oc.input(trackId).output(z.array(explanationSummary.omit({ segments: true }))),
  },
  suggestions: {
    /** Seeks edits that move an emotion of a window; every one is confirmed by predicting its rendered sound. */
    run: oc.input(suggestionRequest).output(eventIterator(suggestEvent)),
  },
  edits: {
    get: oc.input(trackId).output(editState),
    set: oc
      .input(
        z.object({ trackId: z.string(), steps: z.array(editStep).max(1000), label: z.string().max(200) }),
      )
      .output(editState),
    undo: oc.input(trackId).output(editState),
    redo: oc.input(trackId).output(editState),
    /** Undoes or redoes to one place of the history; 0 is the untouched recording. */
    go: oc.input(trackId.extend({ position: z.number().int().min(0) })).output(editState),
  },
  /** Edit lists kept by name; every call answers with the track's, the oldest first. */
  versions: {
    list: oc.input(trackId).output(z.array(version)),
    keep: oc.input(version.pick({ trackId: true, name: true, steps: true })).output(z.array(version)),
    rename: oc.input(version.pick({ trackId: true, id: true, name: true })).output(z.array(version)),
    remove: oc.input(version.pick({ trackId: true, id: true })).output(z.array(version)),
  },
  exports: {
    /** What files can be written; the first is the default. */
    formats: oc.output(z.array(exportFormat)),
    audio: oc
      .input(
        z.object({
          audio: audioRef,
          /** The name of one of `formats`. */
          format: z.string().max(40),
          destination,
        }),
      )
      .output(eventIterator(exportEvent)),
    /** What can be written beside sound. */
    documents: oc.output(z.array(documentKind)),
    document: oc
      .input(z.object({ document: documentRequest, destination }))
      .output(eventIterator(exportEvent)),
    /** Writes bytes that the renderer made, such as a picture, to a place the user chose. */
    save: oc.input(z.object({ token: z.string(), content: blob })).output(z.object({ path: z.string() })),
    read: oc
      .input(
        z.object({
          exportId: z.string(),
          offset: z.number().int().min(0),
          length: z.number().int().min(1).max(8_388_608),
        }),
      )
      .output(blob),
    discard: oc.input(z.object({ exportId: z.string() })),
  },
  projects: {
    list: oc.output(z.array(project.omit({ view: true }))),
    create: oc.input(z.object({ name: z.string().min(1).max(200) })).output(project),
    open: oc.input(z.object({ projectId: z.string() })).output(project),
    /** The project that was open last, or the demo project on the first start. */
    last: oc.output(project),
    save: oc
      .input(project.pick({ id: true, name: true, trackIds: true, activeTrackId: true, view: true }))
      .output(project),
    remove: oc.input(z.object({ projectId: z.string() })),
  },
  settings: {
    get: oc.output(z.record(z.string(), z.json())),
    set: oc.input(z.object({ key: z.string().max(200), value: z.json() })),
  },
};
export type Contract = typeof contract;
