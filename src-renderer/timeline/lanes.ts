import { presentMarkers } from '../actions/markers.ts';
import type { RulerShows } from '../stores/view.ts';
import type { Workstation } from '../workstation.ts';

/** The lanes of the timeline from top to bottom. */
export type LaneName = 'overview' | 'ruler' | 'waveform' | 'spectrogram' | 'emotions' | 'midLevel';

export interface Lane {
  readonly name: LaneName;
  /** Distance from the timeline's top, and height; CSS px. */
  readonly y: number;
  readonly height: number;
}

export type Lanes = Readonly<Record<LaneName, Lane>>;

/** Lanes the user can fold and give more or less of the height. */
export const flexibleLanes = ['waveform', 'spectrogram', 'emotions', 'midLevel'] as const;
export type FlexibleLane = (typeof flexibleLanes)[number];

/** What the lanes' heights depend on besides the timeline's. */
export interface LaneSizes {
  /** The ruler has a line for the names of markers, and one for bars beside that for time. */
  readonly markers: boolean;
  readonly bars?: boolean;
  /** Parts of the height that is left for the open lanes; any sum. */
  readonly shares: Readonly<Record<FlexibleLane, number>>;
  /** These have the height of a line of text. */
  readonly folded: readonly FlexibleLane[];
}

export const plainShares: LaneSizes['shares'] = {
  waveform: 0.14,
  spectrogram: 0.42,
  emotions: 0.2,
  midLevel: 0.24,
};

const PLAIN: LaneSizes = { markers: false, shares: plainShares, folded: [] };

const FIXED_REM = { overview: 2.25, ruler: 1.5, bars: 1.125, markers: 1.125, folded: 1.375 };
/** An open lane stays at least this high while there is room for all. */
const LEAST_REM = 2.5;
const GAP = 1;

/** The line of marker names at the ruler's bottom, in rem from there. */
export const MARKERS_REM = { bottom: 0.525, height: 1.05 };

/** What the ruler shows of what the user wants to see: never bars or beats that are not known. */
export function rulerOf({ view, beats }: Pick<Workstation, 'view' | 'beats'>): RulerShows {
  return beats.getState().map === null ? 'time' : view.getState().rulerShows;
}

/** How the open recording's lanes are to be laid out. */
export function laneSizes(workstation: Pick<Workstation, 'view' | 'session' | 'beats'>): LaneSizes {
  const { laneShares, foldedLanes } = workstation.view.getState();
  const bars = rulerOf(workstation) === 'both';
  return { markers: presentMarkers(workstation).length > 0, bars, shares: laneShares, folded: foldedLanes };
}

/** Divides `height` px among the lanes; `rem` is the root font size in px. Lanes lie a pixel apart and fill the height. */
export function layOutLanes(height: number, rem: number, sizes: LaneSizes = PLAIN): Lanes {
  const lines = (sizes.markers ? FIXED_REM.markers : 0) + (sizes.bars ? FIXED_REM.bars : 0);
  const ruler = (FIXED_REM.ruler + lines) * rem;
  const folded = Math.round(FIXED_REM.folded * rem);
  const open = flexibleLanes.filter((name) => !sizes.folded.includes(name));
  const closed = (flexibleLanes.length - open.length) * folded;
  const rest = Math.max(0, height - FIXED_REM.overview * rem - ruler - closed - 5 * GAP);
  const total = open.reduce((sum, name) => sum + sizes.shares[name], 0);
  const last = open.at(-1);
  let left = rest;
  let y = 0;
  const lane = (name: LaneName, size: number): Lane => {
    const top = y;
    y += size + GAP;
    return { name, y: top, height: size };
  };
  const flexible = (name: FlexibleLane): Lane => {
    if (!open.includes(name)) return lane(name, folded);
    const size = name === last ? left : Math.floor((rest * sizes.shares[name]) / total);
    left -= size;
    return lane(name, size);
  };
  return {
    overview: lane('overview', FIXED_REM.overview * rem),
    ruler: lane('ruler', ruler),
    waveform: flexible('waveform'),
    spectrogram: flexible('spectrogram'),
    emotions: flexible('emotions'),
    midLevel: flexible('midLevel'),
  };
}

/** The open lane that follows, or null for the last. */
export function openLaneBelow(name: FlexibleLane, folded: readonly FlexibleLane[]): FlexibleLane | null {
  const after = flexibleLanes.slice(flexibleLanes.indexOf(name) + 1);
  return after.find((one) => !folded.includes(one)) ?? null;
}

/** Shares after the border between two open lanes was moved down by `by` px; neither gets too low. */
export function moveBorder(
  lanes: Lanes,
  { shares, folded }: Pick<LaneSizes, 'shares' | 'folded'>,
  [above, below]: readonly [FlexibleLane, FlexibleLane],
  by: number,
  rem: number,
): LaneSizes['shares'] {
  const least = LEAST_REM * rem;
  const upwards = Math.min(0, least - lanes[above].height);
  const downwards = Math.max(0, lanes[below].height - least);
  const moved = Math.min(downwards, Math.max(upwards, by));
  const open = flexibleLanes.filter((name) => !folded.includes(name));
  const height = open.reduce((sum, name) => sum + lanes[name].height, 0);
  const total = open.reduce((sum, name) => sum + shares[name], 0);
  const shareOf = (name: FlexibleLane, px: number) => (total * (lanes[name].height + px)) / height;
  return { ...shares, [above]: shareOf(above, moved), [below]: shareOf(below, -moved) };
}

/** The lane at a distance from the top; the nearest one in a gap. */
export function laneAt(lanes: Lanes, y: number): Lane {
  const all = Object.values(lanes);
  return all.find((lane) => y < lane.y + lane.height + GAP) ?? lanes.midLevel;
}
