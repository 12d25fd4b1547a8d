import { plainText, signedText } from '../../../src-preload/contract/signed-text.ts';
import type { Figure, Origin } from './figure.ts';
import { fillOf, HEAD, line, paragraph, rangeText, round, svgFile, text, tickText } from './svg.ts';
import { rangeAround, ticksOf } from './ticks.ts';

/** One mid-level feature's part in an emotion, before and after the edits. */
export interface EffectPart {
  readonly label: string;
  /** The feature itself, in standard deviations from the training mean. */
  readonly value: number;
  readonly effect: number;
  /** |effect| / Σ |effects|, 0 … 1. */
  readonly relative: number;
  /** Null when nothing is edited. */
  readonly edited: { readonly value: number; readonly effect: number } | null;
}

export interface EffectsInput {
  readonly origin: Origin;
  readonly emotion: string;
  readonly range: readonly [number, number];
  /** `0.0–10.0 s`, or what else is judged. */
  readonly where: string;
  readonly value: number;
  readonly intercept: number;
  /** Of the prediction interval; null where none was measured. */
  readonly halfWidth: number | null;
  readonly editedValue: number | null;
  readonly parts: readonly EffectPart[];
  /** What the plot says, in words. */
  readonly sentence: string;
}

const [WIDTH, ROW, LEFT, RIGHT] = [760, 24, 250, 580];

/** What one emotion is the sum of: a bar a feature from zero, the intercept, and the sum; edited effects as an outline. */
export function effectsFigure(input: EffectsInput): Figure {
  const { origin, emotion, range, where, value, intercept, halfWidth, editedValue, parts, sentence } = input;
  const all = parts.flatMap(({ effect, edited }) => [effect, edited?.effect ?? 0]);
  const [from, to] = rangeAround([...all, intercept], 0.05);
  const id = `effects${origin.key}`;
  const x = (at: number) => LEFT + ((at - from) / (to - from)) * (RIGHT - LEFT);
  const top = HEAD + 22;
  const bottom = top + (parts.length + 1) * ROW;
  const ticks = ticksOf(from, to, 6);
  const grid = ticks.map((at) => line(x(at), top, x(at), bottom, at === 0 ? 'z' : 'g'));
  const marks = ticks.map((at) => text(x(at), bottom + 16, tickText(at, ticks), 'c n m'));
  const rows = parts.map((part, i) => rowOf(part, top + i * ROW, { id, x }));
  const head = [
    text(16, top - 8, 'Feature', 'm'),
    text(LEFT - 14, top - 8, 'Value (SD)', 'e m'),
    text(650, top - 8, 'Effect', 'e m'),
    ...(editedValue === null ? [] : [text(740, top - 8, 'Edited', 'e m')]),
  ];
  const at = top + parts.length * ROW;
  const sumAt = bottom + 62;
  const words = paragraph(16, sumAt + 26, sentence, WIDTH - 32);
  const body = [
    ...grid,
    ...marks,
    text((LEFT + RIGHT) / 2, bottom + 34, `Effect on ${emotion.toLowerCase()} (its unit)`, 'c m'),
    ...head,
    ...rows,
    text(16, at + 16, 'Intercept', 'm'),
    bar({ id, x }, at, intercept),
    text(650, at + 16, signedText(intercept, 3), 'e n m'),
    line(16, bottom + 44, WIDTH - 16, bottom + 44, 'g'),
    text(16, sumAt, `${emotion}, ${rangeText(range)}`, 'b'),
    text(650, sumAt, signedText(value, 3), 'e n b'),
    ...(halfWidth === null ? [] : [text(LEFT, sumAt, `± ${plainText(halfWidth)}`, 'n m')]),
    ...(editedValue === null ? [] : [text(740, sumAt, signedText(editedValue, 3), 'e n b')]),
    words.svg,
  ].join('');
  const title = `Effects on ${emotion.toLowerCase()}`;
  const subtitle = `${origin.recording}, ${where}. ${origin.model}`;
  const svg = svgFile({ id, width: WIDTH, height: words.next, title, subtitle, desc: sentence, body });
  return { svg, rows: rowsOf(input) };
}

interface Plot {
  readonly id: string;
  readonly x: (effect: number) => number;
}

function rowOf({ label, value, effect, edited }: EffectPart, y: number, plot: Plot): string {
  return [
    text(16, y + 16, label),
    text(LEFT - 14, y + 16, signedText(value), 'e n m'),
    bar(plot, y, effect),
    text(650, y + 16, signedText(effect, 3), 'e n'),
    ...(edited
      ? [outline(plot, y, edited.effect), text(740, y + 16, signedText(edited.effect, 3), 'e n')]
      : []),
  ].join('');
}

function bar({ id, x }: Plot, y: number, value: number): string {
  const [a, b] = [x(Math.min(0, value)), x(Math.max(0, value))];
  return `<rect x="${round(a)}" y="${y + 5}" width="${round(b - a)}" height="14" fill="${fillOf(id, value)}"/>`;
}

function outline({ x }: Plot, y: number, value: number): string {
  const [a, b] = [x(Math.min(0, value)), x(Math.max(0, value))];
  return `<rect x="${round(a)}" y="${y + 3}" width="${round(b - a)}" height="18" fill="none" stroke="#1d2226" stroke-width="1.5"/>`;
}

function rowsOf({ emotion, value, intercept, halfWidth, editedValue, parts }: EffectsInput): Figure['rows'] {
  return [
    ['part', 'value (SD)', 'effect', 'share', 'edited value (SD)', 'edited effect', 'half width of interval'],
    ...parts.map(({ label, value, effect, relative, edited }) => [
      label,
      value,
      effect,
      relative,
      edited?.value ?? null,
      edited?.effect ?? null,
      null,
    ]),
    ['Intercept', null, intercept, null, null, editedValue === null ? null : intercept, null],
    [emotion, null, value, null, null, editedValue, halfWidth],
  ];
}
