import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PredictionRecord } from './predictions.ts';
import type { NewTrack } from './tracks.ts';

/** What the library's tests share. */

export interface TemporaryFolder extends Disposable {
  readonly path: string;
}

export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'mezzo-library-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A clock that moves on by one second a reading. */
export function steppingClock(): () => Date {
  let now = Date.UTC(2026, 0, 1);
  return () => {
    now += 1000;
    return new Date(now);
  };
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A two-second stereo recording that lies at /music/NAME. */
export function recording(name: string, differs: Partial<NewTrack> = {}): NewTrack {
  return {
    name,
    path: `/music/${name}`,
    fileSize: 352_844,
    modifiedMs: 1_760_000_000_123.5,
    audioHash: hashOf(name),
    duration: 2,
    sampleRate: 44_100,
    channels: 2,
    frames: 88_200,
    format: 'wav',
    bitDepth: 16,
    ...differs,
  };
}

export function predictionOf(trackId: string, valence: number): PredictionRecord {
  return {
    trackId,
    model: { id: 'seed', version: '1.0.0' },
    provider: 'cpu',
    duration: 2,
    windowSeconds: 10,
    hopSeconds: 0.5,
    count: 1,
    midLevelNames: ['minorness'],
    emotionNames: ['valence'],
    summary: {
      midLevel: { minorness: 1 },
      emotions: { valence },
      familiarity: null,
    },
    warnings: [],
  };
}
