import { PNG } from 'pngjs';
import { type Colour, type ColourMap, colourAt, cool, grey, warm } from './colour-map.ts';

export type Sign = 'positive' | 'negative';

export interface PictureInput {
  /** [frames × bands], frame by frame. */
  readonly values: Float32Array;
  readonly frames: number;
  readonly bands: number;
  /** Segment of each cell. */
  readonly labels: Int32Array;
  /** [segments] */
  readonly weights: Float64Array;
  /** 1 for every selected segment. */
  readonly selected: Uint8Array;
  readonly sign: Sign;
  /** Pixels a cell, at least 3. */
  readonly cellSize?: number;
}

const OUTLINE: Colour = [255, 255, 255];
const MAPS: Record<Sign, ColourMap> = { positive: warm, negative: cool };
/** Diagonal hatching of negative segments, in pixels. */
const HATCH_PERIOD = 8;
const HATCH_WIDTH = 2;

/**
 * A PNG of the spectrogram, time to the right and frequency upwards, where the selected segments of one sign stand out:
 * positive ones in warm colours with a solid outline, negative ones in cool colours with a dashed outline and diagonal
 * hatching, so that the sign never rests on colour alone. Everything else is dimmed grey.
 */
export function explanationPicture(input: PictureInput): Uint8Array {
  const { frames, bands, cellSize = 4 } = input;
  if (!Number.isInteger(cellSize) || cellSize < 3)
    throw new RangeError(`A cell of ${cellSize} pixels is not legible.`);
  const png = new PNG({ width: frames * cellSize, height: bands * cellSize, colorType: 2 });
  const shown = shownSegments(input);
  const level = levels(input.values);
  for (let f = 0; f < frames; f++) {
    for (let b = 0; b < bands; b++)
      paintCell(png, input, cellSize, { f, b, level: level[f * bands + b]!, shown });
  }
  return PNG.sync.write(png, { colorType: 2 });
}

/** A grey PNG of a spectrogram, a pixel a cell, for print: silence is white, the loudest cell dark grey. */
export function spectrogramPicture({
  values,
  frames,
  bands,
}: Pick<PictureInput, 'values' | 'frames' | 'bands'>): Uint8Array {
  const png = new PNG({ width: frames, height: bands, colorType: 2 });
  const level = levels(values);
  for (let f = 0; f < frames; f++) {
    for (let b = 0; b < bands; b++) {
      const grey = Math.round(255 - 165 * level[f * bands + b]!);
      setPixel(png, f, bands - 1 - b, [grey, grey, grey]);
    }
  }
  return PNG.sync.write(png, { colorType: 2 });
}

/** 1 for every selected segment whose weight has the picture's sign. */
function shownSegments({ weights, selected, sign }: PictureInput): Uint8Array {
  const direction = sign === 'positive' ? 1 : -1;
  return Uint8Array.from(weights, (weight, s) => (selected[s] === 1 && weight * direction > 0 ? 1 : 0));
}

/** Values stretched to 0 … 1; all 0 where there is only one level. */
function levels(values: Float32Array): Float32Array {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const range = high > low ? high - low : 1;
  return values.map((value) => (value - low) / range);
}

interface Cell {
  readonly f: number;
  readonly b: number;
  readonly level: number;
  readonly shown: Uint8Array;
}

function paintCell(png: PNG, input: PictureInput, size: number, { f, b, level, shown }: Cell): void {
  const { bands, labels, sign } = input;
  const label = labels[f * bands + b]!;
  const highlighted = shown[label] === 1;
  const colour = colourAt(highlighted ? MAPS[sign] : grey, level);
  const hatch = colourAt(MAPS[sign], level > 0.4 ? level - 0.4 : level + 0.4);
  const borders = highlighted ? segmentBorders(input, f, b, label) : NO_BORDERS;
  for (let dy = 0; dy < size; dy++) {
    for (let dx = 0; dx < size; dx++) {
      const x = f * size + dx;
      const y = (bands - 1 - b) * size + dy;
      const onBorder =
        (borders.left && dx === 0) ||
        (borders.right && dx === size - 1) ||
        (borders.above && dy === 0) ||
        (borders.below && dy === size - 1);
      if (onBorder && outlined(sign, x, y)) setPixel(png, x, y, OUTLINE);
      else if (highlighted && sign === 'negative' && hatched(x, y)) setPixel(png, x, y, hatch);
      else setPixel(png, x, y, colour);
    }
  }
}

interface Borders {
  readonly left: boolean;
  readonly right: boolean;
  readonly above: boolean;
  readonly below: boolean;
}
const NO_BORDERS: Borders = { left: false, right: false, above: false, below: false };

/** On which sides of a cell another segment, or nothing, lies. */
function segmentBorders(
  { labels, frames, bands }: PictureInput,
  f: number,
  b: number,
  label: number,
): Borders {
  return {
    left: f === 0 || labels[(f - 1) * bands + b] !== label,
    right: f === frames - 1 || labels[(f + 1) * bands + b] !== label,
    above: b === bands - 1 || labels[f * bands + b + 1] !== label,
    below: b === 0 || labels[f * bands + b - 1] !== label,
  };
}

function outlined(sign: Sign, x: number, y: number): boolean {
  return sign === 'positive' || (x + y) % 6 < 4;
}

function hatched(x: number, y: number): boolean {
  return (x + y) % HATCH_PERIOD < HATCH_WIDTH;
}

function setPixel(png: PNG, x: number, y: number, [red, green, blue]: Colour): void {
  const at = (y * png.width + x) * 4;
  png.data[at] = red;
  png.data[at + 1] = green;
  png.data[at + 2] = blue;
  png.data[at + 3] = 255;
}
