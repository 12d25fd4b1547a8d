import { beatGrid } from './beat-grid.ts';
import { type Choice, choose } from './choice.ts';
import { felzenszwalb } from './felzenszwalb.ts';
import { grid } from './grid.ts';
import { regions } from './regions.ts';
import type { Segmenter } from './segmenter.ts';
import { slic } from './slic.ts';

/** Every segmenter Mezzo offers; the first is the default. */
export const segmenters: readonly Segmenter[] = [felzenszwalb, slic, grid, beatGrid, regions];

/** The segmenter and parameters a setting such as `felzenszwalb` or `grid:seconds=0.5` asks for; else `bad_request`. */
export function findSegmenter(setting: string): Choice<Segmenter> {
  return choose('segmenter', segmenters, setting);
}
