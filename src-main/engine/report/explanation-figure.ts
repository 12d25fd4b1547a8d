import type { ExplainedSegment } from '../../../src-preload/contract/explanation.ts';
import { plainText, signedText } from '../../../src-preload/contract/signed-text.ts';
import type { Figure, Origin } from './figure.ts';
import { areas, border, type LabelMap, middleOf } from './label-map.ts';
import { HEAD, line, MINUS, PLUS, paragraph, round, svgFile, text, timeAxis, upwards } from './svg.ts';

export interface ExplanationInput extends LabelMap {
  readonly origin: Origin;
  readonly feature: string;
  /** `standard deviations`, or what else the weights are in. */
  readonly unit: string;
  /** Seconds. */
  readonly window: { readonly start: number; readonly end: number };
  readonly frameSeconds: number;
  /** [bands + 1] Hz. */
  readonly bandEdges: readonly number[];
  readonly segments: readonly ExplainedSegment[];
  /** How it was made and how far to trust it, a sentence or two. */
  readonly note: string;
  /** A grey picture of the spectrogram, frames × bands, as a data address; null where there is none. */
  readonly picture: string | null;
}

const [WIDTH, PLOT, LEFT, RIGHT] = [760, 320, 76, 700];
/** Where a frequency is written at the axis, Hz. */
const FREQUENCIES = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];
/** Segments whose weight is written into the picture, at most. */
const NAMED = 12;

/** The weights of an explanation over the spectrogram of its window; marked segments have an outline, solid for +, dashed for −. */
export function explanationFigure(input: ExplanationInput): Figure {
  const { origin, feature, unit, window, frames, bands, frameSeconds, segments, note, picture } = input;
  const [top, bottom] = [HEAD + 8, HEAD + 8 + PLOT];
  const end = window.start + frames * frameSeconds;
  const x = (seconds: number) => LEFT + ((seconds - window.start) / (end - window.start)) * (RIGHT - LEFT);
  const [cellX, cellY] = [(RIGHT - LEFT) / frames, PLOT / bands];
  const most = Math.max(1e-9, ...segments.map(({ weight }) => Math.abs(weight)));
  const words = paragraph(
    16,
    bottom + 92,
    `Outlined segments are marked: solid raises, dashed lowers. ${note}`,
    WIDTH - 32,
  );
  const body = [
    timeAxis(x, [window.start, end], top, bottom),
    picture === null
      ? `<rect x="${LEFT}" y="${top}" width="${RIGHT - LEFT}" height="${PLOT}" fill="#f2f4f6"/>`
      : `<image x="${LEFT}" y="${top}" width="${RIGHT - LEFT}" height="${PLOT}" preserveAspectRatio="none" href="${picture}"/>`,
    `<g transform="translate(${LEFT} ${top}) scale(${cellX.toFixed(5)} ${cellY.toFixed(5)})" shape-rendering="crispEdges">`,
    ...cells(input, most),
    '</g>',
    ...names(input, ([f, b]) => [LEFT + (f + 0.5) * cellX, bottom - (b + 0.5) * cellY]),
    ...rowLabels(input, (band) => bottom - band * cellY),
    legend(bottom + 62, most, `Weight (${unit})`),
    words.svg,
  ].join('');
  const marked = segments.filter(({ selected }) => selected).length;
  const strongest = [...segments].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, 3);
  return {
    svg: svgFile({
      id: `explanation${origin.key}`,
      width: WIDTH,
      height: words.next,
      title: `What raises and lowers ${feature.toLowerCase()}`,
      subtitle: `${origin.recording}, ${window.start.toFixed(1)}–${window.end.toFixed(1)} s. ${origin.model}`,
      desc: `${marked} of ${segments.length} segments are marked. The largest weights: ${strongest.map(sentenceOf).join('; ')}. ${note}`,
      body,
    }),
    rows: rowsOf(segments),
  };
}

function cells(input: ExplanationInput, most: number): string[] {
  const shapes = areas(input);
  const drawn: string[] = [];
  for (const { id, weight } of input.segments) {
    const path = shapes.get(id);
    const strength = round((Math.abs(weight) / most) ** 0.7 * 0.75);
    if (path !== undefined && strength > 0.02)
      drawn.push(`<path d="${path}" fill="${weight < 0 ? MINUS : PLUS}" fill-opacity="${strength}"/>`);
  }
  for (const { id, weight, selected } of input.segments) {
    if (!selected || !shapes.has(id)) continue;
    const dash = weight < 0 ? ' stroke-dasharray="4 3"' : '';
    drawn.push(
      `<path d="${border(input, id)}" fill="none" stroke="#1d2226" stroke-width="1.2" vector-effect="non-scaling-stroke"${dash}/>`,
    );
  }
  return drawn;
}

function names(input: ExplanationInput, place: (cell: [number, number]) => [number, number]): string[] {
  const largest = input.segments
    .filter(({ selected }) => selected)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, NAMED);
  const placed: [number, number][] = [];
  return largest.flatMap(({ id, weight }) => {
    const cell = middleOf(input, id);
    if (cell === null) return [];
    const [x, y] = place(cell);
    // A larger weight keeps its place: two numbers on each other say nothing.
    if (placed.some(([otherX, otherY]) => Math.abs(x - otherX) < 40 && Math.abs(y - otherY) < 17)) return [];
    placed.push([x, y]);
    return `<g><rect x="${round(x - 19)}" y="${round(y - 8)}" width="38" height="16" rx="3" fill="#fff" fill-opacity="0.85"/>${text(x, y + 4, signedText(weight), 'c n')}</g>`;
  });
}

/** Frequencies at the rows of a spectrogram, or the name of the source whose row it is. */
function rowLabels(
  { bands, bandEdges, labels, frames, segments }: ExplanationInput,
  y: (band: number) => number,
): string[] {
  if (segments.some(({ source }) => source !== null)) {
    return Array.from({ length: bands }, (_, b) => {
      const id = Array.from({ length: frames }, (_, f) => labels[f * bands + b]!).find((label) => label >= 0);
      const source = segments.find((segment) => segment.id === id)?.source ?? '';
      return text(LEFT - 8, y(b + 0.5) + 4, source, 'e m');
    });
  }
  const ticks = FREQUENCIES.flatMap((hertz) => {
    const above = bandEdges.findIndex((edge) => edge >= hertz);
    if (above <= 0) return [];
    const [low, high] = [bandEdges[above - 1]!, bandEdges[above]!];
    const at = y(above - 1 + (hertz - low) / Math.max(1e-9, high - low));
    const written = hertz >= 1000 ? `${hertz / 1000}k` : String(hertz);
    return line(LEFT - 5, at, LEFT, at, 'z') + text(LEFT - 8, at + 4, written, 'e n m');
  });
  return [...ticks, upwards(24, y(bands / 2), 'Frequency (Hz)')];
}

function legend(y: number, most: number, unit: string): string {
  const steps = [-1, -0.66, -0.33, 0.33, 0.66, 1];
  const boxes = steps.map((share, i) => {
    const colour = share < 0 ? MINUS : PLUS;
    return `<rect x="${LEFT + 56 + i * 26}" y="${y - 11}" width="26" height="13" fill="${colour}" fill-opacity="${round(Math.abs(share) ** 0.7 * 0.75)}"/>`;
  });
  const right = LEFT + 56 + steps.length * 26;
  const ends = text(LEFT + 48, y, signedText(-most), 'e n') + text(right + 8, y, signedText(most), 'n');
  return `${boxes.join('')}${ends}${text(right + 56, y, unit, 'm')}`;
}

const sentenceOf = ({
  weight,
  standardError,
  source,
  timeRange: [t0, t1],
  frequencyRange: [f0, f1],
}: ExplainedSegment) =>
  `${signedText(weight)} ± ${plainText(standardError)} at ${t0.toFixed(1)}–${t1.toFixed(1)} s, ${source ?? `${Math.round(f0)}–${Math.round(f1)} Hz`}`;

function rowsOf(segments: readonly ExplainedSegment[]): Figure['rows'] {
  return [
    [
      'segment',
      'weight',
      'standard error',
      'p',
      'interval low',
      'interval high',
      'marked',
      'from (s)',
      'to (s)',
      'low (Hz)',
      'high (Hz)',
      'source',
    ],
    ...segments.map(
      ({ id, weight, standardError, pValue, interval, selected, timeRange, frequencyRange, source }) => [
        id,
        weight,
        standardError,
        pValue,
        interval?.[0] ?? null,
        interval?.[1] ?? null,
        selected ? 'yes' : 'no',
        ...timeRange,
        ...frequencyRange,
        source,
      ],
    ),
  ];
}
