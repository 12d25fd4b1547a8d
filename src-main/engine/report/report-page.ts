import { plainText, signedText } from '../../../src-preload/contract/signed-text.ts';
import { REPORT_STYLE } from './report-style.ts';
import { rangeText } from './svg.ts';
import { escapeXml } from './xml.ts';

/** A name and what is said of it. */
export type Fact = readonly [name: string, text: string];

/** A value before and after the edits. */
export interface Change {
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

export interface ReportInput {
  readonly title: string;
  /** The recording; the model with its licence. */
  readonly recording: readonly Fact[];
  readonly model: readonly Fact[];
  /** Sentences that make the figures less than usual. */
  readonly warnings: readonly string[];
  /** `10.0–20.1 s`. */
  readonly moment: string;
  /** How familiar the sound is to the model; null where the model does not say. */
  readonly familiarity: string | null;
  readonly emotions: readonly {
    readonly label: string;
    readonly range: readonly [number, number];
    readonly recording: number;
    readonly moment: number;
    /** Of the interval around the moment's value; null without one. */
    readonly halfWidth: number | null;
  }[];
  /** What the intervals mean; null without them. */
  readonly intervals: string | null;
  /** Figures as SVG that this program drew, with a plain sentence. */
  readonly effects: readonly { readonly svg: string; readonly sentence: string }[];
  readonly curves: string;
  readonly midLevel: string;
  readonly explanations: readonly {
    readonly heading: string;
    readonly svg: string;
    readonly trust: readonly Fact[];
    readonly deletion: string | null;
  }[];
  readonly edits: readonly { readonly name: string; readonly change: string; readonly note: string }[];
  /** In the moment; empty when nothing is edited. */
  readonly changes: readonly Change[];
  /** Sounds as base64 of FLAC files. */
  readonly sounds: readonly { readonly caption: string; readonly flac: string }[];
  /** Program and day. */
  readonly made: string;
}

/**
 * The report: one HTML file with everything in it, without scripts, that asks nobody for anything. Every text is escaped; only the
 * figures go in as they are.
 */
export function reportPage(input: ReportInput): string {
  const { title, warnings, made } = input;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src data:"><title>${escapeXml(title)}</title><style>${REPORT_STYLE}</style></head><body>
<h1>${escapeXml(title)}</h1>
<p class="quiet">${escapeXml(made)}</p>
${warnings.map((warning) => `<p class="note">${escapeXml(warning)}</p>\n`).join('')}${section('The recording', facts(input.recording))}${section('The model', facts(input.model))}${section('What is heard', heard(input))}${section(`Why, at ${input.moment}`, input.effects.map(({ svg, sentence }) => `<p>${escapeXml(sentence)}</p>\n${figure(svg)}`).join(''))}${section('Features over time', figure(input.midLevel))}${section('Where in the sound', explained(input))}${section('What was changed', changed(input))}${section('To listen to', listened(input))}</body></html>
`;
}

const section = (heading: string, content: string) => `<h2>${escapeXml(heading)}</h2>\n${content}`;

const figure = (svg: string) => `<figure>${svg.trim()}</figure>\n`;

const facts = (list: readonly Fact[]) =>
  `<dl>${list.map(([name, text]) => `<dt>${escapeXml(name)}</dt><dd>${escapeXml(text)}</dd>`).join('')}</dl>\n`;

function heard({ emotions, moment, familiarity, intervals, curves }: ReportInput): string {
  const rows = emotions.map(({ label, range, recording, moment: value, halfWidth }) => [
    label,
    rangeText(range),
    signedText(recording),
    signedText(value),
    halfWidth === null ? 'not measured' : `± ${plainText(halfWidth)}`,
  ]);
  const head = ['Emotion', 'Scale', 'Whole recording', moment, 'Interval'];
  return [
    table(head, rows),
    ...[familiarity, intervals].map((text) => (text === null ? '' : `<p>${escapeXml(text)}</p>\n`)),
    figure(curves),
  ].join('');
}

function explained({ explanations }: ReportInput): string {
  if (explanations.length === 0) return '<p class="quiet">No feature was explained.</p>\n';
  return explanations
    .map(
      ({ heading, svg, trust, deletion }) =>
        `<h3>${escapeXml(heading)}</h3>\n${figure(svg)}${facts(trust)}${deletion === null ? '' : figure(deletion)}`,
    )
    .join('');
}

function changed({ edits, changes, moment }: ReportInput): string {
  if (edits.length === 0) return '<p class="quiet">Nothing is edited.</p>\n';
  const steps = edits.map(({ name, change, note }) => [name, change, note]);
  const shifts = changes.map(({ label, before, after }) => [
    label,
    signedText(before),
    signedText(after),
    signedText(after - before),
  ]);
  return `${table(['Step', 'Change', ''], steps)}<p>Predicted again from the edited sound, at ${escapeXml(moment)}:</p>\n${table(['', 'Before', 'After', 'Shift'], shifts)}`;
}

function listened({ sounds }: ReportInput): string {
  return sounds
    .map(
      ({ caption, flac }) =>
        `<figure><figcaption>${escapeXml(caption)}</figcaption><audio controls preload="metadata" src="data:audio/flac;base64,${flac}"></audio></figure>\n`,
    )
    .join('');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: 'th' | 'td', row: readonly string[]) =>
    row.map((cell) => `<${tag}>${escapeXml(cell)}</${tag}>`).join('');
  return `<table><thead><tr>${cells('th', head)}</tr></thead><tbody>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</tbody></table>\n`;
}
