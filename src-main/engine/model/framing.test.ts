import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  frameCount,
  frameSample,
  frameStart,
  framesSeeing,
  frameToSeconds,
  secondsToFrame,
} from './framing.ts';

const research = { sampleRate: 22_050, fftSize: 2048, hop: 22_050 / 31.3, origin: 'future' } as const;
const centred = { sampleRate: 22_050, fftSize: 4096, hop: 1024, origin: 'centre' } as const;
const framings = fc.constantFrom(research, centred, { ...research, origin: 'centre' as const, hop: 16.25 });

describe('frame and time', () => {
  it('do not drift with the research’s hop of 704.473 samples', () => {
    const hour = 31.3 * 3600;
    expect(frameToSeconds(hour, research)).toBeCloseTo(3600, 9);
    expect(secondsToFrame(3600, research)).toBe(hour);
    // The hop of 704 that the research code stores would be 2.4 s off here.
    expect(frameSample(hour, research)).toBe(3600 * 22_050);
  });

  it('are each other’s inverse', () => {
    fc.assert(
      fc.property(framings, fc.integer({ min: 0, max: 10_000_000 }), (framing, frame) => {
        expect(secondsToFrame(frameToSeconds(frame, framing), framing)).toBe(frame);
      }),
      { seed: 1 },
    );
  });

  it('agree with the frame’s place in samples to half a sample', () => {
    fc.assert(
      fc.property(framings, fc.integer({ min: 0, max: 1_000_000 }), (framing, frame) => {
        const seconds = frameSample(frame, framing) / framing.sampleRate;
        expect(Math.abs(seconds - frameToSeconds(frame, framing))).toBeLessThanOrEqual(
          0.5001 / framing.sampleRate,
        );
      }),
      { seed: 1 },
    );
  });
});

describe('frames', () => {
  it('of a recording: one for each hop begun', () => {
    expect(frameCount(1, centred)).toBe(1);
    expect(frameCount(1024, centred)).toBe(1);
    expect(frameCount(1025, centred)).toBe(2);
    expect(frameCount(10 * 22_050, research)).toBe(313);
  });

  it('start at their sample or half a frame before it', () => {
    expect(frameStart(0, research)).toBe(0);
    expect(frameStart(2, research)).toBe(1409);
    expect(frameStart(0, centred)).toBe(-2048);
    expect(frameStart(3, centred)).toBe(1024);
  });

  it('that see a run of samples are exactly those whose samples meet it', () => {
    fc.assert(
      fc.property(
        framings,
        fc.integer({ min: 0, max: 30_000 }),
        fc.integer({ min: 1, max: 5000 }),
        (framing, from, length) => {
          const total = frameCount(32_000, framing);
          const seeing = Array.from({ length: total }, (_, frame) => frame).filter((frame) => {
            const start = frameStart(frame, framing);
            return start < from + length && start + framing.fftSize > from;
          });
          const range = framesSeeing(from, from + length, total, framing);
          expect(range.count).toBe(seeing.length);
          if (seeing.length > 0) expect(range.first).toBe(seeing[0]);
        },
      ),
      { seed: 4, numRuns: 60 },
    );
  });
});
