import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openAudio } from '../audio/decode.ts';
import { tempFolder } from '../audio/temp-folder.fixture.ts';
import { computeBands } from '../model/front-end.ts';
import { levelReference } from '../model/level.ts';
import { readManifest } from '../model/model-folder.ts';
import { scaleBands } from '../model/scaling.ts';
import { inlineCompute } from './compute.fixture.ts';
import { fillSilence } from './fill-silence.ts';
import { axesOf } from './geometry.ts';
import { segmenters } from './segmenters.ts';
import { cutWindow } from './spectrogram-components.ts';

/** Every segmenter on windows of the demo recordings: a cell belongs to one segment, and a segment that is off changes the input. */

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const { frontEnd, window, fillValue } = await readManifest(at('models/mezzo-two-level'));
const cacheFolder = await tempFolder();

async function windowOf(name: string, firstFrame: number) {
  await using audio = await openAudio(at(`resources/demo/${name}.flac`), { cacheFolder });
  const frameRange = { first: firstFrame, count: window.frames };
  const bands = await computeBands(audio, frontEnd, inlineCompute, { frameRange });
  return scaleBands(bands, frontEnd, levelReference(bands, frontEnd));
}

const windows = await Promise.all([
  windowOf('two-weathers', 200),
  windowOf('prelude-legato-slow', 400),
  windowOf('prelude-detached-brisk', 100),
]);

describe.each(segmenters)('$name', (segmenter) => {
  test.each([0, 1, 2])(
    'covers window %i exactly once, and every segment changes it when it is off',
    async (i) => {
      const { values, frames, bands } = windows[i]!;
      const regions = [
        { timeRange: [1, 3], frequencyRange: [100, 1000] },
        { timeRange: [2, 6], frequencyRange: [500, 4000] },
      ] as const;
      const { labels, components } = await cutWindow(
        { values, frames, bands, axes: axesOf(frontEnd), silence: fillValue },
        { segmenter, params: segmenter.defaults, fill: fillSilence, regions, compute: inlineCompute },
      );
      expect(labels).toHaveLength(frames * bands);
      expect(new Set(labels)).toEqual(new Set(Array.from({ length: components.count }, (_, id) => id)));
      expect(components.extents.reduce((sum, { cells }) => sum + cells, 0)).toBe(frames * bands);
      const out = new Float32Array(values.length);
      const unchanged: number[] = [];
      for (let c = 0; c < components.count; c++) {
        const mask = new Uint8Array(components.count).fill(1);
        mask[c] = 0;
        components.compose(mask, 1, out);
        let changed = 0;
        for (let cell = 0; cell < out.length; cell++) {
          if (out[cell] === values[cell]) continue;
          changed++;
          if (labels[cell] !== c) throw new Error(`segment ${c} changed a cell of segment ${labels[cell]}`);
        }
        if (changed === 0) unchanged.push(c);
      }
      // Only a segment that is silent from end to end may change nothing.
      for (const c of unchanged)
        expect(values.every((value, cell) => labels[cell] !== c || value === fillValue)).toBe(true);
      expect(unchanged.length).toBeLessThan(0.1 * components.count);
    },
  );
});
