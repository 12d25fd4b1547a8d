import { presentMarkers } from '../actions/markers.ts';
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

/** What the lanes' heights depend on besides the timeline's. */
export interface LaneSizes {
  /** The ruler has a line for the names of markers. */
  readonly markers: boolean;
}

const PLAIN: LaneSizes = { markers: false };

const FIXED_REM = { overview: 2.25, ruler: 1.5, markers: 1.125 };
const SHARES = { waveform: 0.14, spectrogram: 0.42, emotions: 0.2, midLevel: 0.24 };
const GAP = 1;

/** The line of marker names below the ruler's times, in rem from the ruler's top. */
export const MARKERS_REM = { top: 1.05, height: 1.05 };

/** How the open recording's lanes are to be laid out. */
export const laneSizes = (workstation: Pick<Workstation, 'view' | 'session'>): LaneSizes => ({
  markers: presentMarkers(workstation).length > 0,
});

/** Divides `height` px among the lanes; `rem` is the root font size in px. Lanes lie a pixel apart and fill the height. */
export function layOutLanes(height: number, rem: number, sizes: LaneSizes = PLAIN): Lanes {
  const ruler = (FIXED_REM.ruler + (sizes.markers ? FIXED_REM.markers : 0)) * rem;
  const fixed = FIXED_REM.overview * rem + ruler;
  const flexible = Math.max(0, height - fixed - 5 * GAP);
  let y = 0;
  const lane = (name: LaneName, size: number): Lane => {
    const top = y;
    y += size + GAP;
    return { name, y: top, height: size };
  };
  return {
    overview: lane('overview', FIXED_REM.overview * rem),
    ruler: lane('ruler', ruler),
    waveform: lane('waveform', Math.floor(flexible * SHARES.waveform)),
    spectrogram: lane('spectrogram', Math.floor(flexible * SHARES.spectrogram)),
    emotions: lane('emotions', Math.floor(flexible * SHARES.emotions)),
    midLevel: lane('midLevel', Math.max(0, height - y)),
  };
}

/** The lane at a distance from the top; the nearest one in a gap. */
export function laneAt(lanes: Lanes, y: number): Lane {
  const all = Object.values(lanes);
  return all.find((lane) => y < lane.y + lane.height + GAP) ?? lanes.midLevel;
}
