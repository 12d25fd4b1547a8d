import { type EditStep, MAX_TEMPO } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { keepsTempo, type TempoRun, type TimeMap } from '../../../src-preload/contract/time-map.ts';
import type { PcmSource } from '../audio/signal.ts';
import type { Compute } from '../jobs/compute.ts';
import { TIME_EDGE_SECONDS } from './plan.ts';
import { raisedCosineStep } from './raised-cosine.ts';
import { openStretchStream } from './stretch-stream.ts';

/** The most that changes over each other may make of the tempo, and one over it the least. */
const MOST_TOGETHER = 4;

/** True when the step changes the tempo. Throws `bad_request` for a change that cannot be made. */
export function changesTempo({ target, tempo = 1, complement, fade }: EditStep): boolean {
  if (tempo === 1) return false;
  if (!(tempo >= 1 / MAX_TEMPO && tempo <= MAX_TEMPO))
    throw new MezzoError(
      'bad_request',
      `An edit step asks for ${tempo} times the tempo. Choose a factor from ${1 / MAX_TEMPO} to ${MAX_TEMPO}.`,
    );
  if (target.kind !== 'time' || complement || fade)
    throw new MezzoError(
      'bad_request',
      'The tempo can be changed in a stretch of time only, with all its frequencies and without a fade. Make the step anew over a time range.',
    );
  return true;
}

/** Throws `bad_request` where changes that overlap go beyond what can be made. */
export function expectPossible({ runs }: TimeMap): void {
  for (const { from, to, length } of runs) {
    const tempo = (to - from) / length;
    // A run of few samples is rounded to whole ones.
    if (length < 100 || (tempo <= 1.01 * MOST_TOGETHER && tempo >= 0.99 / MOST_TOGETHER)) continue;
    throw new MezzoError(
      'bad_request',
      `Changes of tempo that overlap make it ${tempo.toFixed(2)} times as fast. Together they can make it ${1 / MOST_TOGETHER} to ${MOST_TOGETHER} times.`,
    );
  }
}

/**
 * A sound at the tempo that a map of its time says, at its own pitch. A 12 ms crossfade lies around each edge between two tempos; farther away
 * what keeps its tempo is the sound's own, bit for bit, by whole samples earlier or later. The same samples come out however they are asked for.
 */
export function changeTempo(pcm: PcmSource, map: TimeMap, compute: Compute): PcmSource {
  const width = TIME_EDGE_SECONDS * pcm.sampleRate;
  const voices = map.runs.map((run, i) => {
    const begins = i === 0 ? Number.NEGATIVE_INFINITY : run.at;
    const ends = i === map.runs.length - 1 ? Number.POSITIVE_INFINITY : run.at + run.length;
    const source = sourceOf(pcm, run, compute);
    return { begins, ends, source };
  });
  return {
    sampleRate: pcm.sampleRate,
    channelCount: pcm.channelCount,
    frames: map.frames,
    async read(first, count, signal) {
      const out = Array.from({ length: pcm.channelCount }, () => new Float32Array(count));
      const [from, to] = [Math.max(0, first), Math.min(map.frames, first + count)];
      for (const { begins, ends, source } of voices) {
        const start = Math.max(from, Math.floor(begins - width / 2));
        const end = Math.min(to, Math.ceil(ends + width / 2));
        if (start >= end) continue;
        const samples = await source(start, end - start, signal);
        for (let at = start; at < end; at++) {
          const share = raisedCosineStep(at, begins, width) - raisedCosineStep(at, ends, width);
          if (share === 0) continue;
          for (const [c, channel] of out.entries()) {
            const sample = samples[c]![at - start]!;
            channel[at - first] = share === 1 ? sample : channel[at - first]! + share * sample;
          }
        }
      }
      return out;
    },
  };
}

/** Reads one run as it goes on before its begin and after its end, by samples of the sound that is made. */
function sourceOf(pcm: PcmSource, run: TempoRun, compute: Compute): PcmSource['read'] {
  if (keepsTempo(run)) return (start, count, signal) => pcm.read(start - run.at + run.from, count, signal);
  const rate = (run.to - run.from) / run.length;
  const stream = openStretchStream(pcm, { start: run.from, semitones: 0, rate }, compute);
  return (start, count, signal) => stream.read(start - run.at, count, signal);
}
