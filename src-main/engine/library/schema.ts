import type { Generated } from 'kysely';

/**
 * The tables as TypeScript sees them; migrations/ makes them. JSON columns hold what their comment names.
 * Booleans are 0 or 1, times of day ISO 8601 in UTC.
 */
export interface Schema {
  tracks: TracksTable;
  tracks_fts: TracksFtsTable;
  track_tags: TrackTagsTable;
  outputs: OutputsTable;
  track_values: TrackValuesTable;
  projects: ProjectsTable;
  project_tracks: ProjectTracksTable;
  models: ModelsTable;
  predictions: PredictionsTable;
  label_maps: LabelMapsTable;
  explanations: ExplanationsTable;
  edits: EditsTable;
  edit_history: EditHistoryTable;
  versions: VersionsTable;
  watched_folders: WatchedFoldersTable;
  settings: SettingsTable;
}

export interface TracksTable {
  /** Order of import; the full-text index refers to it. */
  number: Generated<number>;
  id: string;
  name: string;
  /** The name as it sorts: folded, without accents, numbers padded. */
  sort_name: string;
  path: string;
  /** Words the user gave, separated by newlines, as `track_tags` has them. */
  tags: string;
  file_size: number;
  /** When the file was last changed, milliseconds since 1970. */
  modified_ms: number;
  audio_hash: string;
  /** Seconds. */
  duration: number;
  sample_rate: number;
  channels: number;
  frames: number;
  format: string;
  bit_depth: number | null;
  imported_at: string;
  missing: number;
  /** Stars, 1 … 5; 0 is not rated. */
  rating: Generated<number>;
}

/** FTS5 over name, path and tags of `tracks`; triggers keep it in step. */
export interface TracksFtsTable {
  rowid: number;
  tracks_fts: string;
}

export interface TrackTagsTable {
  /** Upper and lower case of ASCII letters are one. */
  tag: string;
  track: number;
}

/** Every feature and emotion that a model ever gave a value to. */
export interface OutputsTable {
  key: Generated<number>;
  model_id: string;
  kind: 'midLevel' | 'emotion';
  name: string;
}

/** The mean over the recording, by the model's latest prediction of the track. */
export interface TrackValuesTable {
  output: number;
  track: number;
  value: number;
}

export interface ProjectsTable {
  id: string;
  name: string;
  active_track_id: string | null;
  created_at: string;
  updated_at: string;
  opened_at: string;
  /** Project.view */
  view: string;
}

export interface ProjectTracksTable {
  project_id: string;
  track_id: string;
  position: number;
}

/** Every model that ever judged something here, so that old results still have a name. */
export interface ModelsTable {
  id: string;
  version: string;
  hash: string;
  name: string;
  first_seen_at: string;
  last_seen_at: string;
}

export interface PredictionsTable {
  id: string;
  track_id: string;
  model_id: string;
  model_version: string;
  model_hash: string;
  settings_hash: string;
  /** PredictionRecord */
  record: string;
  /** Key of the curves in the cache. */
  curves_key: string;
  /** Little-endian Float32, one a window; null where the model gives none. */
  familiarity: Uint8Array | null;
  /** Emotion curves in a few bytes (sketch.ts); null for predictions made before there were sketches. */
  sketch: Uint8Array | null;
  created_at: string;
}

/** Label maps by content; explanations of one window share theirs. */
export interface LabelMapsTable {
  /** SHA-256 of the labels as little-endian Int32. */
  hash: string;
  /** The same bytes, raw-deflated. */
  deflated: Uint8Array;
}

export interface ExplanationsTable {
  id: string;
  track_id: string;
  model_hash: string;
  settings_hash: string;
  /** ExplanationSummary without its segments */
  summary: string;
  /** ExplainedSegment[] */
  segments: string;
  /** frames, bands, frameSeconds, bandEdges */
  picture: string;
  labels_hash: string;
  created_at: string;
}

/** Where each track's edit list stands in its history. */
export interface EditsTable {
  track_id: string;
  /** Grows with every set, undo and redo. */
  revision: number;
  /** The row of edit_history that holds now; 0 is the untouched recording. */
  position: number;
}

/** Edit lists kept by name. */
export interface VersionsTable {
  /** In the order they were kept. */
  number: Generated<number>;
  id: string;
  track_id: string;
  name: string;
  /** EditStep[] */
  steps: string;
  created_at: string;
}

/** Folders whose new recordings come in by themselves. */
export interface WatchedFoldersTable {
  /** In the order they were added. */
  number: Generated<number>;
  id: string;
  path: string;
  paused: Generated<number>;
  added_at: string;
}

export interface EditHistoryTable {
  track_id: string;
  position: number;
  label: string;
  /** EditStep[] */
  steps: string;
  created_at: string;
}

export interface SettingsTable {
  key: string;
  /** Any JSON. */
  value: string;
}
