import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PcmSource } from './signal.ts';
import { type WriteAudioOptions, writeAudio } from './write.ts';

/** A stretch of a recording, in seconds, as a recording of its own. */
export function excerpt(pcm: PcmSource, { start, end }: { start: number; end: number }): PcmSource {
  const first = Math.round(start * pcm.sampleRate);
  const frames = Math.min(pcm.frames, Math.round(end * pcm.sampleRate)) - first;
  return { ...pcm, frames, read: (at, count) => pcm.read(first + at, count) };
}

/** A recording as the bytes of a FLAC file. Throws what writing audio throws. */
export async function flacBytes(pcm: PcmSource, options: WriteAudioOptions = {}): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'mezzo-flac-'));
  try {
    const path = join(folder, 'sound.flac');
    await writeAudio(pcm, path, 'flac', options);
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
