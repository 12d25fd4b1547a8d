import type { SoundTime } from '../../../src-preload/contract/time-map.ts';
import { frameToSeconds, secondsToFrame } from './framing.ts';
import type { Manifest } from './manifest.ts';
import { type WindowGrid, windowGrid } from './positions.ts';

/** A sound that windows are laid over. */
export interface WindowedSound {
  /** Frames of the sound. */
  readonly frames: number;
  /** Null for a sound that keeps the recording's time. */
  readonly time: SoundTime | null;
}

/** The recording's grid of windows; a sound of another tempo has as many, each as long as a window of the sound itself. */
export function windowsOf({ time, frames }: WindowedSound, manifest: Manifest): WindowGrid {
  const own = windowGrid(frames, manifest);
  if (!time) return own;
  const { sampleRate, hop } = manifest.frontEnd;
  // Rounding of seconds must not make a frame more.
  const recorded = Math.ceil((time.duration * sampleRate) / hop - 1e-6);
  return { ...windowGrid(recorded, manifest), frames: own.frames };
}

/**
 * First frame of the window for a second of the recording: the one that starts there or, in a sound of another tempo, the one around the
 * same middle, so that curves of both lie above each other. Moved to the nearest position of the map and, near an end, back inside.
 */
export function windowFor(seconds: number, { frames, time }: WindowedSound, manifest: Manifest): number {
  const { frontEnd, positions, window } = manifest;
  const { stride } = positions;
  const length = windowGrid(frames, manifest).frames;
  const latest = Math.floor((frames - length) / stride);
  const half = (count: number) => frameToSeconds(count, frontEnd) / 2;
  const start = time
    ? time.toSound(seconds + Math.min(half(window.frames), time.duration / 2)) - half(length)
    : seconds;
  const position = Math.round(secondsToFrame(start, frontEnd) / stride);
  return stride * Math.max(0, Math.min(latest, position));
}
