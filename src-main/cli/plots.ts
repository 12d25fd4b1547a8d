import type { EmotionEffects } from '../../src-preload/contract/domain.ts';

/** Plots of the report as SVG. Sign is told by side, hue and glyph together. */

const colours = [
  '#0b6fa4',
  '#b4560c',
  '#5b4fa2',
  '#2f7d4f',
  '#8d3b6d',
  '#6b6b1f',
  '#3a6a78',
  '#7a4a3a',
  '#555555',
];

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export interface Curve {
  readonly label: string;
  /** Of the prediction interval, drawn as a band; null without one. */
  readonly halfWidth: number | null;
  /** `known` is false where the sound is unlike what the model was made for: no band is drawn there. */
  readonly points: readonly { readonly time: number; readonly value: number; readonly known: boolean }[];
}

/** Curves over time with a printed scale, in the band of their prediction interval. */
export function curvePlot(
  curves: readonly Curve[],
  duration: number,
  [low, high]: readonly [number, number],
): string {
  const [width, height, left, bottom] = [760, 200, 46, 26];
  const x = (time: number) => left + (time / duration) * (width - left - 110);
  const y = (value: number) => 10 + ((high - value) / (high - low)) * (height - bottom - 10);
  const ticks = [low, (low + high) / 2, high].map(
    (value) =>
      `<text x="${left - 6}" y="${y(value) + 4}" text-anchor="end">${value}</text><line x1="${left}" x2="${x(duration)}" y1="${y(value)}" y2="${y(value)}" class="grid"/>`,
  );
  const bands = curves.flatMap(({ points, halfWidth }, i) =>
    halfWidth === null
      ? []
      : runsOf(points).map((run) => {
          const edge = (sign: number) =>
            run.map(
              ({ time, value }) =>
                `${x(time).toFixed(1)} ${y(Math.min(high, Math.max(low, value + sign * halfWidth))).toFixed(1)}`,
            );
          const outline = [...edge(1), ...edge(-1).reverse()].join('L');
          return `<path d="M${outline}Z" fill="${colours[i % colours.length]}" fill-opacity="0.12"/>`;
        }),
  );
  const lines = curves.map(({ label, points }, i) => {
    const path = points
      .map(({ time, value }, p) => `${p === 0 ? 'M' : 'L'}${x(time).toFixed(1)} ${y(value).toFixed(1)}`)
      .join('');
    const last = points.at(-1);
    const dash = i % 2 === 1 ? ' stroke-dasharray="6 3"' : '';
    return `<path d="${path}" fill="none" stroke="${colours[i % colours.length]}" stroke-width="2"${dash}/><text x="${x(duration) + 6}" y="${y(last?.value ?? 0) + 4}" fill="${colours[i % colours.length]}">${escapeHtml(label)}</text>`;
  });
  const end = `<text x="${x(0)}" y="${height - 6}">0 s</text><text x="${x(duration)}" y="${height - 6}" text-anchor="end">${duration.toFixed(1)} s</text>`;
  return `<svg viewBox="0 0 ${width} ${height}" role="img">${ticks.join('')}${bands.join('')}${lines.join('')}${end}</svg>`;
}

/** The stretches of points where the model knows the sound. */
function runsOf(points: Curve['points']): Curve['points'][] {
  const runs: Curve['points'][number][][] = [];
  points.forEach((point, p) => {
    if (!point.known) return;
    if (p > 0 && points[p - 1]!.known) runs.at(-1)!.push(point);
    else runs.push([point]);
  });
  return runs;
}

/** Effects of one emotion as bars from zero. */
export function effectsPlot(
  { effects, intercept }: EmotionEffects,
  labels: ReadonlyMap<string, string>,
): string {
  const entries = [...Object.entries(effects), ['intercept', intercept] as const];
  const most = Math.max(...entries.map(([, value]) => Math.abs(value)), 1e-6);
  const [width, row, centre] = [760, 22, 470];
  const bars = entries.map(([name, value], i) => {
    const length = (Math.abs(value) / most) * 200;
    const sign = value < 0 ? '−' : '+';
    const from = value < 0 ? centre - length : centre;
    return `<text x="180" y="${i * row + 16}" text-anchor="end">${escapeHtml(labels.get(name) ?? name)}</text><rect x="${from}" y="${i * row + 4}" width="${length}" height="14" fill="${value < 0 ? colours[0] : colours[1]}"/><text x="${value < 0 ? from - 6 : from + length + 6}" y="${i * row + 16}" text-anchor="${value < 0 ? 'end' : 'start'}">${sign}${Math.abs(value).toFixed(3)}</text>`;
  });
  const height = entries.length * row + 8;
  return `<svg viewBox="0 0 ${width} ${height}" role="img"><line x1="${centre}" x2="${centre}" y1="0" y2="${height}" class="grid"/>${bars.join('')}</svg>`;
}
