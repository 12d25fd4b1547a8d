import type { TimeMap } from '../../src-preload/contract/time-map.ts';
import { type FrameLoop, frameAfter } from './piece-plan.ts';

/** How a sound runs: its samples against the moments of the recording, and the loop it is in. */
export interface Course {
  readonly map: TimeMap;
  /** In samples of the sound. */
  readonly loop: FrameLoop | null;
  /** Samples of the sound that are played a second. */
  readonly rate: number;
}

/** From context time `time` on a sound runs from its sample `frame`. */
interface Anchor extends Course {
  readonly time: number;
  readonly frame: number;
}

/** Anchors that are past are kept so long, in seconds: what is heard comes that much after what is played at most. */
const LATENCY_SECONDS = 1;

/** Which sample is played at which time of the context, and which moment of the recording that is. */
export class PlayClock {
  #anchors: readonly Anchor[] = [];

  /** Context time from which the last course holds. */
  get since(): number {
    return this.#anchors.at(-1)?.time ?? 0;
  }

  /** Forgets what was played before. */
  clear(): void {
    this.#anchors = [];
  }

  /** From `time` on another course holds, in the place of any that was to come after it. */
  goOver(time: number, frame: number, course: Course, now: number): void {
    const before = this.#anchors.filter((one) => one.time < time);
    const inForce = before.findLastIndex((one) => one.time <= now - LATENCY_SECONDS);
    this.#anchors = [...before.slice(Math.max(0, inForce)), { ...course, time, frame }];
  }

  /** The sample of the sound that is played at `time`; at most its length. */
  frameAt(time: number): number {
    const anchor = this.#at(time);
    if (!anchor) return 0;
    const elapsed = Math.round((time - anchor.time) * anchor.rate);
    return frameAfter(anchor.frame, elapsed, anchor.loop, anchor.map.frames);
  }

  /** The moment of the recording that is played at `time`, in samples of the recording; fractions too. */
  momentAt(time: number): number {
    return this.#at(time)?.map.toRecording(this.frameAt(time)) ?? 0;
  }

  /** True when nothing is left to play at `time`. */
  endedAt(time: number): boolean {
    const anchor = this.#at(time);
    return anchor !== undefined && this.frameAt(time) >= anchor.map.frames;
  }

  #at(time: number): Anchor | undefined {
    return this.#anchors.findLast((one) => one.time <= time) ?? this.#anchors[0];
  }
}
