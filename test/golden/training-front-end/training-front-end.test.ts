import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pcmOf } from '../../../src-main/engine/audio/signal.ts';
import { createCompute } from '../../../src-main/engine/jobs/compute.ts';
import { computeBands } from '../../../src-main/engine/model/front-end.ts';
import { levelReference } from '../../../src-main/engine/model/level.ts';
import { frontEndSchema } from '../../../src-main/engine/model/manifest.ts';
import { scaleBands } from '../../../src-main/engine/model/scaling.ts';
import { selfTestSignal } from '../../../src-main/engine/model/self-test.ts';

const tone = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const { frontEnd, cases } = z
  .object({
    frontEnd: frontEndSchema,
    cases: z
      .array(
        z.object({
          name: z.string(),
          sampleRate: z.number(),
          seconds: z.number(),
          channels: z.array(z.array(tone)),
          frames: z.number(),
          reference: z.number(),
        }),
      )
      .length(3),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'cases.json'), 'utf8')));

const compute = createCompute(1);
afterAll(() => compute[Symbol.asyncDispose]());

describe('The front end of the training code and of the engine', () => {
  it('has the numbers of the shipped model', () => {
    const path = join(import.meta.dirname, '../../../models/mezzo-two-level/manifest.json');
    expect(frontEndSchema.parse(JSON.parse(readFileSync(path, 'utf8')).frontEnd)).toEqual(frontEnd);
  });

  for (const { name, sampleRate, seconds, channels, frames, reference } of cases) {
    it(`agrees on the ${name}`, async () => {
      const signal = channels.map(
        (tones) =>
          selfTestSignal({ seconds, tones, midLevel: {}, emotions: {}, tolerance: 1e-3 }, sampleRate)
            .channels[0]!,
      );
      const bands = await computeBands(pcmOf({ sampleRate, channels: signal }), frontEnd, compute);
      const level = levelReference(bands, frontEnd);
      const expected = readValues(name);
      const spectrogram = scaleBands(bands, frontEnd, level);
      expect(spectrogram.frames).toBe(frames);
      expect(spectrogram.values.length).toBe(expected.length);
      expect(level).toEqual({ kind: 'gated_power', decibels: expect.closeTo(reference, 3) });
      let largest = 0;
      for (const [i, value] of expected.entries())
        largest = Math.max(largest, Math.abs(spectrogram.values[i]! - value));
      expect(largest).toBeLessThan(1e-3);
    });
  }
});

function readValues(name: string): Float32Array {
  const bytes = readFileSync(join(import.meta.dirname, `${name}.f32`));
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
