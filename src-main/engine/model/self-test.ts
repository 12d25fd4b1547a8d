import { z } from 'zod';
import type { Signal } from '../audio/signal.ts';

/**
 * A model's self-test: a short signal described by tones and what the model must answer to it. Both come from the
 * training code, so passing shows that front end, graph and provider agree with it.
 */
export const selfTestSchema = z.object({
  seconds: z.number().positive().max(60),
  /** [start in seconds, end in seconds, Hz, amplitude] */
  tones: z.array(z.tuple([z.number(), z.number(), z.number().positive(), z.number()])).max(1000),
  midLevel: z.record(z.string(), z.number()),
  emotions: z.record(z.string(), z.number()),
  /** Distance of the signal, as one stretch, from the domain; a model with a domain must give it. */
  distance: z.number().min(0).optional(),
  /** Largest difference allowed in any value; in the distance, for one of 1. */
  tolerance: z.number().positive().max(0.01),
});
export type SelfTest = z.infer<typeof selfTestSchema>;

const RAMP_SECONDS = 0.01;

/**
 * The signal Σ amplitude · sin(2π · Hz · t), each tone within [start, end) with 10 ms linear attack and release;
 * mono, computed in double precision.
 */
export function selfTestSignal({ seconds, tones }: SelfTest, sampleRate: number): Signal {
  const sum = new Float64Array(Math.round(seconds * sampleRate));
  for (const [start, end, hertz, amplitude] of tones) {
    const from = Math.max(0, Math.ceil(start * sampleRate));
    const to = Math.min(sum.length, Math.ceil(end * sampleRate));
    for (let n = from; n < to; n++) {
      const t = n / sampleRate;
      const envelope = Math.min(1, (t - start) / RAMP_SECONDS, (end - t) / RAMP_SECONDS);
      sum[n]! += amplitude * Math.max(0, envelope) * Math.sin(2 * Math.PI * hertz * t);
    }
  }
  return { sampleRate, channels: [Float32Array.from(sum)] };
}
