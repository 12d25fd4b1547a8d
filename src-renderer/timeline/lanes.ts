/** The lanes of the timeline from top to bottom. */
export type LaneName = 'overview' | 'ruler' | 'waveform' | 'spectrogram' | 'emotions' | 'midLevel';

export interface Lane {
  readonly name: LaneName;
  /** Distance from the timeline's top, and height; CSS px. */
  readonly y: number;
  readonly height: number;
}

export type Lanes = Readonly<Record<LaneName, Lane>>;

const FIXED_REM = { overview: 2.25, ruler: 1.5 };
const SHARES = { waveform: 0.14, spectrogram: 0.42, emotions: 0.2, midLevel: 0.24 };
const GAP = 1;

/** Divides `height` px among the lanes; `rem` is the root font size in px. Lanes lie a pixel apart and fill the height. */
export function layOutLanes(height: number, rem: number): Lanes {
  const fixed = (FIXED_REM.overview + FIXED_REM.ruler) * rem;
  const flexible = Math.max(0, height - fixed - 5 * GAP);
  let y = 0;
  const lane = (name: LaneName, size: number): Lane => {
    const top = y;
    y += size + GAP;
    return { name, y: top, height: size };
  };
  return {
    overview: lane('overview', FIXED_REM.overview * rem),
    ruler: lane('ruler', FIXED_REM.ruler * rem),
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
