import type { Workstation } from '../../workstation.ts';
import type { LaneName } from '../lanes.ts';

/** Where the pointer is on the timeline. */
export interface Hit {
  readonly lane: LaneName;
  /** CSS px from the left edge and from the lane's top. */
  readonly x: number;
  readonly y: number;
  /** Of the lane, in CSS px. */
  readonly laneHeight: number;
  /** Seconds, on the lane's own scale, inside the recording. */
  readonly time: number;
  /** Hertz; only the spectrogram lane has a frequency axis. */
  readonly hertz: number;
  readonly button: number;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly control: boolean;
  /** Seconds that a CSS px spans. */
  readonly secondsPerPixel: number;
}

/** A drag that is on its way. `move` and `end` are told where the pointer is; `cancel` puts everything back. */
export interface Drag {
  move(hit: Hit): void;
  end(hit: Hit): void;
  cancel(): void;
}

/** One way to use the pointer. The first gesture of the list that begins a drag has it. */
export interface Gesture {
  readonly id: string;
  /** A drag, or null when this gesture does not want the press. */
  begin(hit: Hit, workstation: Workstation): Drag | null;
}

/** A press counts as a click until it has moved this far, in px. */
export const CLICK_SLOP = 3;

/** True once the pointer has left the place of the press. */
export const hasMoved = (from: Hit, to: Hit): boolean =>
  Math.abs(to.x - from.x) > CLICK_SLOP || Math.abs(to.y - from.y) > CLICK_SLOP;
