import type { Shift } from '../../src-preload/contract/domain.ts';
import { familiarityWord, unusualBelow } from '../../src-preload/contract/familiarity.ts';
import { sentenceOf } from '../../src-preload/contract/sentence.ts';
import type { LabelledExplanation } from '../engine/library/explanations.ts';
import type { Manifest } from '../engine/model/manifest.ts';
import type { Curve } from '../engine/report/curve.ts';
import { effectsFigure } from '../engine/report/effects-figure.ts';
import { emotionsFigure } from '../engine/report/emotions-figure.ts';
import type { Origin } from '../engine/report/figure.ts';
import { escapeXml as escapeHtml } from '../engine/report/xml.ts';
import { familiaritySentence, intervalsSentence, type PredictedFile, signed } from './predict.ts';

/** One recording taken through the circle. Pictures and sounds are file bytes. */
export interface CircleResult {
  readonly name: string;
  readonly predicted: PredictedFile;
  readonly explanation: LabelledExplanation;
  readonly positive: Uint8Array;
  readonly negative: Uint8Array;
  readonly original: Uint8Array;
  readonly edited: Uint8Array;
  readonly editSentence: string;
  readonly shift: Shift;
}

const style = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2226;background:#fff}
h2{margin-top:3rem;border-top:1px solid #ccd;padding-top:1.5rem}svg{width:100%;height:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:.2rem .8rem;text-align:right;border-bottom:1px solid #dde}td:first-child,th:first-child{text-align:left}
img{max-width:100%;display:block;margin:.5rem 0}figcaption{color:#555}audio{width:100%}`;

/** The report: one HTML file with everything in it. */
export function reportHtml(manifest: Manifest, results: readonly CircleResult[]): string {
  const sections = results.map((result) => section(manifest, result)).join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mezzo: the circle on the demo recordings</title><style>${style}</style>
<h1>The circle on the demo recordings</h1>
<p>Model ${escapeHtml(manifest.name)} (${escapeHtml(manifest.id)} ${escapeHtml(manifest.version)}). Emotions run from ${manifest.emotions[0]?.range.join(' to ')};
mid-level features are standardised: 0 is the mean of the training music, 1 its standard deviation. An effect is weight × feature; the effects and the intercept add up to the emotion.</p>
${sections}</html>\n`;
}

function section(manifest: Manifest, result: CircleResult): string {
  const { predicted, explanation } = result;
  const labels = new Map(
    [...manifest.midLevel, ...manifest.emotions].map(({ name, label }) => [name, label]),
  );
  const main = manifest.emotions[0]!;
  const feature = labels.get(explanation.feature) ?? explanation.feature;
  const selected = explanation.segments.filter((segment) => segment.selected).length;
  const { start, end } = explanation.window;
  return `<h2>${escapeHtml(result.name)}</h2>
<h3>What is heard</h3>${curves(manifest, result)}
${knowledge(predicted)}
<h3>Why: effects on ${escapeHtml(main.label)} (${signed(predicted.summary.emotions[main.name]!)})</h3>${effects(manifest, result)}
<h3>Where: ${escapeHtml(feature)} from ${start.toFixed(1)} to ${end.toFixed(1)} s</h3>
<p>${selected} of ${explanation.segments.length} segments matter; the surrogate explains R² = ${explanation.fidelity.r2.toFixed(2)} of the neighbourhood (${explanation.samples} samples, seed ${explanation.seed}).</p>
<figure><img alt="Segments that raise ${escapeHtml(feature)}" src="${dataUrl('image/png', result.positive)}"><figcaption>+ segments that raise it</figcaption></figure>
<figure><img alt="Segments that lower ${escapeHtml(feature)}" src="${dataUrl('image/png', result.negative)}"><figcaption>− segments that lower it</figcaption></figure>
<h3>What if</h3><p>${escapeHtml(result.editSentence)}</p>
<figure><figcaption>Original</figcaption><audio controls src="${dataUrl('audio/flac', result.original)}"></audio></figure>
<figure><figcaption>Edited</figcaption><audio controls src="${dataUrl('audio/flac', result.edited)}"></audio></figure>
${shiftTable(result.shift, labels)}`;
}

/** How far the curves are to be trusted; nothing for a model that does not say. */
function knowledge(predicted: PredictedFile): string {
  return [familiaritySentence(predicted), intervalsSentence(predicted)]
    .filter((sentence) => sentence !== null)
    .map((sentence) => `<p>${escapeHtml(sentence)}.</p>`)
    .join('');
}

const originOf = (manifest: Manifest, { name }: CircleResult): Origin => ({
  recording: name,
  model: `${manifest.name} ${manifest.version}`,
  key: `-${name.replace(/\W+/g, '-')}`,
});

function curves(manifest: Manifest, result: CircleResult): string {
  const { windows, intervals, duration } = result.predicted;
  const drawn = manifest.emotions.slice(0, 2).map(
    ({ name, label }): Curve => ({
      label,
      halfWidth: intervals?.emotions[name] ?? null,
      points: windows.map(({ start, end, emotions, familiarity }) => ({
        start,
        end,
        value: emotions[name]!,
        known: familiarity === null || familiarity >= unusualBelow,
      })),
    }),
  );
  const note = 'Each value is that of a window, drawn at its middle. Bands: prediction intervals.';
  const { range } = manifest.emotions[0]!;
  return emotionsFigure({ origin: originOf(manifest, result), duration, curves: drawn, note, range }).svg;
}

function effects(manifest: Manifest, result: CircleResult): string {
  const { name, label, range } = manifest.emotions[0]!;
  const { midLevel, emotions, effects: all } = result.predicted.summary;
  const { effects: mine, relative, intercept } = all[name]!;
  const parts = manifest.midLevel.map((feature) => ({
    label: feature.label,
    value: midLevel[feature.name]!,
    effect: mine[feature.name]!,
    relative: relative[feature.name]!,
    edited: null,
  }));
  const value = emotions[name]!;
  return effectsFigure({
    origin: originOf(manifest, result),
    emotion: label,
    range,
    where: 'whole recording',
    value,
    intercept,
    halfWidth: null,
    editedValue: null,
    parts,
    sentence: sentenceOf(label, value, intercept, parts),
  }).svg;
}

function shiftTable({ before, after, shift }: Shift, labels: ReadonlyMap<string, string>): string {
  const rows = (group: 'emotions' | 'midLevel') =>
    Object.keys(shift[group])
      .map(
        (name) =>
          `<tr><td>${escapeHtml(labels.get(name) ?? name)}</td><td>${signed(before[group][name]!)}</td><td>${signed(after[group][name]!)}</td><td>${signed(shift[group][name]!)}</td></tr>`,
      )
      .join('');
  return `<table><tr><th>in this window</th><th>before</th><th>after</th><th>shift</th></tr>${rows('emotions')}${rows('midLevel')}${familiarityRow(before.familiarity, after.familiarity)}</table>`;
}

function familiarityRow(before: number | null, after: number | null): string {
  if (before === null || after === null) return '';
  const shown = (value: number) => `${value.toFixed(2)} (${familiarityWord(value)})`;
  return `<tr><td>Familiarity</td><td>${shown(before)}</td><td>${shown(after)}</td><td>${signed(after - before)}</td></tr>`;
}

function dataUrl(type: string, bytes: Uint8Array): string {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}
