import type { AudioRef, EditStep, Track } from '../../src-preload/contract/domain.ts';
import { timeMapOf } from '../../src-preload/contract/time-map.ts';
import { isInside } from '../timeline/outline.ts';

/** Synthetic recordings: a line of decaying notes with five partials over a soft bass, the same at every call. */

export const SAMPLE_RATE = 44_100;
const NOTE_SECONDS = 0.5;
const PITCHES = [60, 63, 67, 72, 75, 72, 67, 63, 58, 62, 65, 70, 74, 70, 65, 62];
const PARTIALS = 5;
/** Samples over which amplitudes stand still; counted from the recording's start, so that every way of reading agrees. */
const BLOCK = 64;

const hertzOf = (pitch: number) => 440 * 2 ** ((pitch - 69) / 12);
const pitchAt = (note: number, shift: number) => PITCHES[(note + 3 * (note >> 4)) % PITCHES.length]! + shift;

/** Amplitude of each partial at `time`, with its frequency in hertz. */
function partialsAt(time: number, shift: number): { hertz: number; amplitude: number }[] {
  const note = Math.floor(time / NOTE_SECONDS);
  const since = time - note * NOTE_SECONDS;
  const swell = 0.6 + 0.4 * Math.sin(time / 7);
  const attack = Math.min(1, since / 0.008);
  const partials = [{ hertz: hertzOf(pitchAt(note & ~7, shift) - 24), amplitude: 0.18 * swell }];
  for (let k = 1; k <= PARTIALS; k++) {
    const decay = Math.exp(-since * (3 + 1.5 * k));
    partials.push({
      hertz: k * hertzOf(pitchAt(note, shift)),
      amplitude: (0.3 / k) * attack * decay * swell,
    });
  }
  return partials;
}

/** The gain of the steps at a time and frequency, linear. Segments act on the middle of the spectrum of their window. */
function gainAt(steps: readonly EditStep[], time: number, hertz: number): number {
  let gain = 1;
  for (const { target, gainDb, bypassed, complement } of steps) {
    if (bypassed) continue;
    const inside =
      target.kind === 'region'
        ? time >= target.timeRange[0] &&
          time <= target.timeRange[1] &&
          hertz >= target.frequencyRange[0] &&
          hertz <= target.frequencyRange[1]
        : target.kind === 'time'
          ? time >= target.timeRange[0] && time <= target.timeRange[1]
          : target.kind === 'lasso'
            ? isInside(target.points, time, hertz)
            : hertz > 300 && hertz < 3000;
    if (inside !== complement) gain *= gainDb === null ? 0 : 10 ** (gainDb / 20);
  }
  return gain;
}

/** Semitones by which the steps move the pitch at a time. */
function pitchAtTime(steps: readonly EditStep[], time: number): number {
  return steps.reduce((sum, { target, semitones = 0, bypassed }) => {
    const inside = target.kind === 'time' && time >= target.timeRange[0] && time <= target.timeRange[1];
    return inside && !bypassed ? sum + semitones : sum;
  }, 0);
}

/** Samples [start, start + count) of one channel of the sound; where the tempo is changed its pitch stays. */
export function samples(
  { steps }: AudioRef,
  track: Pick<Track, 'sampleRate' | 'frames'>,
  shift: number,
  channel: number,
  start: number,
  count: number,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(count);
  const pan = channel === 0 ? 1 : 0.8;
  const map = timeMapOf(track, steps);
  for (let at = 0; at < count; ) {
    const block = Math.floor((start + at) / BLOCK);
    const end = Math.min(count, (block + 1) * BLOCK - start);
    const time = map.toRecording(block * BLOCK) / SAMPLE_RATE;
    for (const { hertz, amplitude } of partialsAt(time, shift + pitchAtTime(steps, time))) {
      const level = pan * amplitude * gainAt(steps, time, hertz);
      if (level < 1e-6) continue;
      const step = (2 * Math.PI * hertz) / SAMPLE_RATE;
      for (let i = at; i < end; i++) out[i]! += level * Math.sin(step * (start + i));
    }
    at = end;
  }
  return out;
}

/** Minimum and maximum a column, from the envelope. */
export function peaks(
  { steps }: AudioRef,
  shift: number,
  from: number,
  to: number,
  columns: number,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(2 * columns);
  for (let c = 0; c < columns; c++) {
    const t0 = from + ((to - from) * c) / columns;
    const t1 = from + ((to - from) * (c + 1)) / columns;
    const note = Math.ceil(t0 / NOTE_SECONDS) * NOTE_SECONDS;
    const time = t1 - t0 < 0.002 ? t0 : note + 0.008 < t1 ? note + 0.008 : t0;
    let sum = 0;
    for (const { hertz, amplitude } of partialsAt(time, shift)) sum += amplitude * gainAt(steps, time, hertz);
    const ripple = 0.8 + 0.2 * Math.sin(t0 * 911);
    out[2 * c] = -sum * ripple;
    out[2 * c + 1] = sum * (1.6 - ripple) * 0.9;
  }
  return out;
}

const ROWS = 256;
const LOWEST = 30;
const HIGHEST = 20_000;

/** One display tile of the contract: Uint8 [256 columns × 256 rows], column after column. */
export function tile(
  { steps }: AudioRef,
  shift: number,
  frames: number,
  level: number,
  index: number,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(256 * ROWS);
  const columnSeconds = (2 ** level * 256) / SAMPLE_RATE;
  for (let c = 0; c < 256; c++) {
    const time = (index * 256 + c) * columnSeconds;
    if (time * SAMPLE_RATE >= frames) break;
    for (let row = 0; row < ROWS; row++) {
      const hash = Math.imul((c + 256 * index) * 2654435761 + row * 40503, 2246822519) >>> 24;
      out[c * ROWS + row] = Math.max(0, 30 - row / 12 + hash / 24);
    }
    for (const { hertz, amplitude } of partialsAt(time, shift + pitchAtTime(steps, time))) {
      const db = 20 * Math.log10(Math.max(1e-5, amplitude * gainAt(steps, time, hertz)));
      const centre = (ROWS - 1) * (Math.log(hertz / LOWEST) / Math.log(HIGHEST / LOWEST));
      for (let row = Math.max(0, Math.floor(centre - 4)); row <= Math.min(ROWS - 1, centre + 4); row++) {
        const value = (db + 100 - 6 * (row - centre) ** 2) * 2.55;
        if (value > out[c * ROWS + row]!) out[c * ROWS + row] = value;
      }
    }
  }
  return out;
}
