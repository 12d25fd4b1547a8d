import { openAudio } from '../../src-main/engine/audio/decode.ts';
import { type PcmSource, pcmOf } from '../../src-main/engine/audio/signal.ts';
import { demoFiles } from '../../src-main/engine/demo.ts';
import { demoFolder } from '../../src-main/engine/start.ts';

/** A demo recording repeated until it is `seconds` long, in stereo at its own rate; it is never in memory as a whole. */
export async function longRecording(seconds: number, cacheFolder: string): Promise<PcmSource> {
  const [first] = await demoFiles(demoFolder());
  if (!first) throw new Error('The demo recordings are missing.');
  await using audio = await openAudio(first.path, { cacheFolder });
  const channels = await audio.read(0, audio.frames);
  const loop = pcmOf({ sampleRate: audio.sampleRate, channels });
  return {
    sampleRate: audio.sampleRate,
    channelCount: channels.length,
    frames: Math.round(seconds * audio.sampleRate),
    async read(start, count) {
      const out = channels.map(() => new Float32Array(count));
      for (let done = 0; done < count; ) {
        const at = (start + done) % loop.frames;
        const piece = Math.min(count - done, loop.frames - at);
        const read = await loop.read(at, piece);
        for (const [c, channel] of read.entries()) out[c]!.set(channel, done);
        done += piece;
      }
      return out;
    },
  };
}
