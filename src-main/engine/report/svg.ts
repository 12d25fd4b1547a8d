import { signedText } from '../../../src-preload/contract/signed-text.ts';
import { ticksOf } from './ticks.ts';
import { escapeXml } from './xml.ts';

/** Figures as SVG: self-contained, light, and told apart in print without colour. */

/** Lines and areas (Okabe and Ito 2008, darkened for a white ground). */
export const COLOURS = [
  '#0b6fa4',
  '#b4560c',
  '#5b4fa2',
  '#2f7d4f',
  '#8d3b6d',
  '#6b6b1f',
  '#3a6a78',
  '#7a4a3a',
  '#555555',
] as const;
export const DASHES = ['', '7 3', '2 3', '9 3 2 3'] as const;

/** What raises is warm and solid, what lowers cool and hatched; the number shows its sign as well. */
export const PLUS = '#c4650c';
export const MINUS = '#1a6fb0';

const STYLE = `text{font:12px "Inter","Segoe UI",system-ui,"DejaVu Sans",sans-serif;fill:#1d2226}.t{font-size:15px;font-weight:600}.m{fill:#555e68}.n{font-variant-numeric:tabular-nums}.e{text-anchor:end}.c{text-anchor:middle}.b{font-weight:600}.g{stroke:#d5dae0}.z{stroke:#6b7480}`;

export interface SvgInput {
  /** Of the figure, a word; ids inside start with it, so that several figures can stand in one page. */
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Stands above the picture and is its name for screen readers. */
  readonly title: string;
  /** The second line: what, of which recording, by which model. */
  readonly subtitle: string;
  /** What the picture says, for those who do not see it. */
  readonly desc: string;
  readonly body: string;
}

/** A whole SVG file. The body starts below the two lines of its head, at `HEAD` pixels. */
export function svgFile({ id, width, height, title, subtitle, desc, body }: SvgInput): string {
  const [w, h] = [Math.round(width), Math.round(height)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="img" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${escapeXml(title)}</title><desc id="${id}-desc">${escapeXml(desc)}</desc><style>${STYLE}</style><defs><pattern id="${id}-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/><rect width="2.6" height="5" fill="${MINUS}"/></pattern></defs><rect width="${w}" height="${h}" fill="#fff"/>${text(16, 24, fitted(title, (w - 32) * 0.75), 't')}${text(16, 42, fitted(subtitle, w - 32), 'm')}${body}</svg>\n`;
}

/** Height of the two lines of the head. */
export const HEAD = 56;

/** Fill of a bar with this sign. */
export const fillOf = (id: string, value: number): string => (value < 0 ? `url(#${id}-hatch)` : PLUS);

export function text(x: number, y: number, content: string, className = ''): string {
  const attribute = className === '' ? '' : ` class="${className}"`;
  return `<text x="${round(x)}" y="${round(y)}"${attribute}>${escapeXml(content)}</text>`;
}

/** Characters of the plain text that fit a line of so many pixels. */
const CHARACTER = 6.6;

/** Text over as many lines as it needs, and where the next text may stand. */
export function paragraph(
  x: number,
  y: number,
  content: string,
  width: number,
): { readonly svg: string; readonly next: number } {
  const most = Math.floor(width / CHARACTER);
  const lines: string[] = [];
  for (const word of content.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return { svg: lines.map((one, i) => text(x, y + i * 16, one, 'm')).join(''), next: y + lines.length * 16 };
}

/** Text cut to a line of so many pixels, with an ellipsis where something is missing. */
export function fitted(content: string, width: number): string {
  const most = Math.floor(width / CHARACTER);
  const letters = [...content];
  return letters.length <= most ? content : `${letters.slice(0, most - 1).join('')}…`;
}

/** The name of an axis that runs upwards, around its middle. */
export function upwards(x: number, middle: number, content: string): string {
  return `<text transform="translate(${round(x)} ${round(middle)}) rotate(-90)" class="c m">${escapeXml(content)}</text>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, className: string): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${className}"/>`;
}

/** A picture keeps two decimals of a pixel. */
export const round = (value: number): number => Math.round(value * 100) / 100 || 0;

/** Figures at an axis with the decimals that its step needs; `+` and `−` in front. */
export function tickText(value: number, ticks: readonly number[]): string {
  return signedText(value, decimalsOf(ticks));
}

/** `−1 to +1`. */
export function rangeText([low, high]: readonly [number, number]): string {
  const decimals = Number.isInteger(low) && Number.isInteger(high) ? 0 : 2;
  return `${signedText(low, decimals)} to ${signedText(high, decimals)}`;
}

/** Decimals that tell neighbouring ticks apart. */
export function decimalsOf(ticks: readonly number[]): number {
  const step = ticks.length > 1 ? Math.abs(ticks[1]! - ticks[0]!) : 1;
  return Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9)));
}

/** An axis of time below a plot, in seconds, with its name. */
export function timeAxis(
  x: (seconds: number) => number,
  [from, to]: readonly [number, number],
  top: number,
  bottom: number,
): string {
  const ticks = ticksOf(from, to, 8);
  const decimals = decimalsOf(ticks);
  const marks = ticks.map(
    (time) =>
      line(x(time), top, x(time), bottom, 'g') + text(x(time), bottom + 16, time.toFixed(decimals), 'c n m'),
  );
  return `${marks.join('')}${text((x(from) + x(to)) / 2, bottom + 34, 'Time (s)', 'c m')}`;
}
