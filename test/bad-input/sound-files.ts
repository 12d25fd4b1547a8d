import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeFile } from '../../src-main/engine/audio/encode.fixture.ts';
import { type PcmKind, wavBytes } from '../../src-main/engine/audio/pcm-bytes.fixture.ts';
import { createRandom, sweep } from '../../src-main/engine/audio/signals.fixture.ts';

export const RATE = 44_100;

/** Writes a mono WAV file and returns its path. */
export function writeWav(path: string, samples: Float32Array, kind: PcmKind = 'int16'): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, wavBytes({ kind, sampleRate: RATE, channels: [samples] }));
  return path;
}

/** Seconds of a swept tone with a little noise, so that no two seeds give the same file. */
export function music(seconds: number, seed = 1): Float32Array {
  const random = createRandom(seed);
  return sweep(RATE, Math.round(seconds * RATE)).map((value) => value + 0.01 * (random() - 0.5));
}

/** A tone in which some samples are no numbers. */
export function brokenNumbers(): Float32Array {
  const samples = music(2);
  samples[1000] = Number.POSITIVE_INFINITY;
  samples[2000] = Number.NEGATIVE_INFINITY;
  samples.fill(Number.NaN, 30_000, 30_100);
  return samples;
}

/** A compressed file of which only the first half is there. */
export function writeHalf(folder: string, name: string, codec: string): string {
  const path = join(folder, name);
  encodeFile({ path, codec, sampleRate: codec === 'libopus' ? 48_000 : RATE, channels: [music(4)] });
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, bytes.length / 2));
  return path;
}
