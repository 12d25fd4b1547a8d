import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAudio } from '../../../src-main/engine/audio/decode.ts';
import { encodeFile } from '../../../src-main/engine/audio/encode.fixture.ts';
import { wavBytes } from '../../../src-main/engine/audio/pcm-bytes.fixture.ts';
import { readMono } from '../../../src-main/engine/audio/resample.ts';
import { createCompute } from '../../../src-main/engine/jobs/compute.ts';
import { loadModel, type Model } from '../../../src-main/engine/model/model.ts';
import { type Analysis, analyse } from '../../../src-main/engine/model/prediction.ts';

/** What anyone would expect of the shipped models, on recordings made by make.py: one thing changed at a time. */

const DEFAULT = 'mezzo-two-level';
const MODELS = [DEFAULT, 'mezzo-two-level-piano'];
const PIECES = ['ballad', 'study'];
const FOLDER = import.meta.dirname;
/**
 * The least that more force and speed must add. The study's legato broken chords hide the tone of the keys: there the models hear
 * little of either, as their cards say.
 */
const HEARD_FORCE: Record<string, { arousal: number; speed: number; dynamics: number }> = {
  ballad: { arousal: 0.1, speed: 0.2, dynamics: 0.5 },
  study: { arousal: 0, speed: 0, dynamics: -0.2 },
};
/** Largest change, in standard deviations of an output, that a change of carrier may make. */
const TOLERATED = 0.15;
/** Standard deviations of the ratings in emotion units, by which emotions are measured. */
const EMOTION_DEVIATION = 0.25;

const compute = createCompute(2);
let cacheFolder = '';

beforeAll(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'mezzo-sanity-'));
});
afterAll(async () => {
  await compute[Symbol.asyncDispose]();
  await rm(cacheFolder, { recursive: true });
});

/** A mono recording of this folder at another rate. */
async function samplesOf(name: string, sampleRate: number): Promise<Float32Array> {
  await using audio = await openAudio(join(FOLDER, `${name}.flac`), { cacheFolder });
  return await readMono(audio, sampleRate, 0, Math.ceil((audio.frames * sampleRate) / audio.sampleRate));
}

describe.each(MODELS)('%s', (id) => {
  let model: Model;
  beforeAll(async () => {
    model = await loadModel(join(FOLDER, '../../../models', id), { provider: 'cpu', compute });
  });
  afterAll(async () => {
    await model[Symbol.asyncDispose]();
  });

  async function hear(path: string): Promise<Analysis['summary']> {
    await using audio = await openAudio(path, { cacheFolder });
    return (await analyse(audio, model, compute)).summary;
  }

  describe.each(PIECES)('%s', (piece) => {
    let written: Analysis['summary'];
    beforeAll(async () => {
      written = await hear(join(FOLDER, `${piece}-as-written.flac`));
    });
    const changed = (change: string) => hear(join(FOLDER, `${piece}-${change}.flac`));

    it('is heard as more minor and less positive in minor', async () => {
      const minor = await changed('minor');
      expect(minor.midLevel.minorness! - written.midLevel.minorness!).toBeGreaterThan(0.5);
      expect(minor.emotions.valence! - written.emotions.valence!).toBeLessThan(-0.05);
    });

    it('is heard as more articulated played staccato', async () => {
      const staccato = await changed('staccato');
      expect(staccato.midLevel.articulation! - written.midLevel.articulation!).toBeGreaterThan(0.5);
    });

    it('is heard as more dissonant in detuned clusters', async () => {
      const clusters = await changed('clusters');
      expect(clusters.midLevel.dissonance! - written.midLevel.dissonance!).toBeGreaterThan(0.5);
    });

    it('is heard as rhythmically less stable with a wandering beat', async () => {
      const rubato = await changed('rubato');
      expect(rubato.midLevel.rhythmic_stability! - written.midLevel.rhythmic_stability!).toBeLessThan(-0.3);
    });

    // The piano model does not hear the ballad's speed change (+0.02); its card says so.
    if (id === DEFAULT)
      it('is heard as faster and more aroused played faster and with more force', async () => {
        const forceful = await changed('forceful');
        expect(forceful.midLevel.speed! - written.midLevel.speed!).toBeGreaterThan(HEARD_FORCE[piece]!.speed);
        expect(forceful.emotions.arousal! - written.emotions.arousal!).toBeGreaterThan(
          HEARD_FORCE[piece]!.arousal,
        );
        expect(forceful.midLevel.dynamics! - written.midLevel.dynamics!).toBeGreaterThan(
          HEARD_FORCE[piece]!.dynamics,
        );
      });

    it('is heard alike 6 dB up and down, at another rate and as an MP3 of 128 kbit/s', async () => {
      const samples = await samplesOf(`${piece}-as-written`, 44_100);
      const path = (name: string) => join(cacheFolder, `${id}-${piece}-${name}`);
      const write = (name: string, sampleRate: number, channel: Float32Array) =>
        writeFile(path(name), wavBytes({ kind: 'float32', sampleRate, channels: [channel] }));
      const scaled = (gain: number) => samples.map((sample) => sample * gain);
      await write('louder.wav', 44_100, scaled(2));
      await write('softer.wav', 44_100, scaled(0.5));
      await write('48k.wav', 48_000, await samplesOf(`${piece}-as-written`, 48_000));
      encodeFile({
        path: path('coded.mp3'),
        codec: 'libmp3lame',
        sampleRate: 44_100,
        channels: [samples],
        bitRate: 128_000,
      });
      for (const name of ['louder.wav', 'softer.wav', '48k.wav', 'coded.mp3']) {
        const heard = await hear(path(name));
        for (const [feature, value] of Object.entries(heard.midLevel))
          expect(Math.abs(value - written.midLevel[feature]!), `${name}: ${feature}`).toBeLessThan(TOLERATED);
        for (const [emotion, value] of Object.entries(heard.emotions))
          expect(Math.abs(value - written.emotions[emotion]!), `${name}: ${emotion}`).toBeLessThan(
            TOLERATED * EMOTION_DEVIATION,
          );
      }
    });
  });
});
