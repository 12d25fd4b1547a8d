import { createStore } from 'zustand/vanilla';
import { type FlexibleLane, plainShares } from '../timeline/lanes.ts';
import { plainLook, type SpectrogramLook } from '../timeline/spectrogram-look.ts';

/** A corner: seconds and hertz. */
export type Corner = readonly [number, number];

/** A free selection of time (s) and frequency (Hz): a rectangle, or what lies inside an outline. */
export interface Region {
  readonly timeRange: readonly [number, number];
  readonly frequencyRange: readonly [number, number];
  /** By the even-odd rule; the ranges are then those of its corners. Absent for a rectangle. */
  readonly outline?: readonly Corner[];
}

/** A named place in a recording. */
export interface Marker {
  readonly id: string;
  /** Seconds. */
  readonly time: number;
  readonly name: string;
}

/** What a drag over the spectrogram selects. */
export type Tool = 'rectangle' | 'time' | 'lasso' | 'brush';

export type RulerShows = 'time' | 'bars' | 'both';

export type InspectorPage = 'emotions' | 'effects' | 'explanation' | 'edits' | 'suggestions';

export type Dialog =
  | 'export'
  | 'export-figure'
  | 'export-labels'
  | 'export-report'
  | 'models'
  | 'help'
  | 'help-numbers'
  | 'commands'
  | 'settings'
  | 'library'
  | 'folders';

export type DrawnTheme = 'dark' | 'light' | 'contrast';
export type Theme = DrawnTheme | 'system';

/** How the user looks at the track. Saved with the project, except `dialog` and the theme, which is the application's. */
export interface View {
  /** The visible stretch of the timeline, in seconds. */
  readonly from: number;
  readonly to: number;
  /** Start of the chosen window, in seconds; the moment that the inspector explains. */
  readonly moment: number;
  /** What the inspector shows: the moment, or the whole recording. */
  readonly scope: 'moment' | 'recording';
  readonly region: Region | null;
  readonly tool: Tool;
  /** By the track's id, each in order of time. */
  readonly markers: Readonly<Record<string, readonly Marker[]>>;
  /** The emotion whose effects are shown, and the mid-level feature to explain. */
  readonly emotion: string;
  readonly feature: string | null;
  /** Emotions drawn in the curves lane. */
  readonly shownEmotions: readonly string[];
  readonly spectrogram: SpectrogramLook;
  /** Parts of the timeline's height, and the lanes that are folded. */
  readonly laneShares: Readonly<Record<FlexibleLane, number>>;
  readonly foldedLanes: readonly FlexibleLane[];
  readonly midLevelAs: 'rows' | 'heat' | 'curves';
  /** The curves lanes as a table instead of pictures. */
  readonly curvesAsTable: boolean;
  /** Bands of the prediction intervals around the emotion curves. */
  readonly showIntervals: boolean;
  /** What the ruler shows; bars only where beats are known. */
  readonly rulerShows: RulerShows;
  /** Selections begin and end on beats, where they are known. */
  readonly snapToBeats: boolean;
  readonly followPlayhead: boolean;
  readonly theme: Theme;
  /** What `theme` comes to on this machine now; not saved. */
  readonly drawnTheme: DrawnTheme;
  /** The open page of the inspector. */
  readonly page: InspectorPage;
  /** The model's weights instead of the effects of the scope. */
  readonly showWeights: boolean;
  readonly effectsBy: 'model' | 'size';
  /** Effects in the emotion's unit, or as shares of all effects. */
  readonly effectsIn: 'value' | 'share';
  readonly effectsAs: 'plot' | 'table';
  readonly showLibrary: boolean;
  readonly showInspector: boolean;
  readonly dialog: Dialog | null;
}

export const initialView: View = {
  from: 0,
  to: 30,
  moment: 0,
  scope: 'moment',
  region: null,
  tool: 'rectangle',
  markers: {},
  emotion: 'valence',
  feature: null,
  shownEmotions: ['valence', 'arousal'],
  spectrogram: plainLook,
  laneShares: plainShares,
  foldedLanes: [],
  midLevelAs: 'rows',
  curvesAsTable: false,
  showIntervals: true,
  rulerShows: 'time',
  snapToBeats: false,
  followPlayhead: true,
  theme: 'dark',
  drawnTheme: 'dark',
  page: 'effects',
  showWeights: false,
  effectsBy: 'model',
  effectsIn: 'value',
  effectsAs: 'plot',
  showLibrary: true,
  showInspector: true,
  dialog: null,
};

export const createViewStore = () => createStore<View>(() => initialView);
