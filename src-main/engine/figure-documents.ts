import type { Document, DocumentContext } from './document.ts';
import { curvesInput, deletionInput, effectsInput, explanationInput } from './figure-material.ts';
import { csvText } from './report/csv.ts';
import { deletionFigure } from './report/deletion-figure.ts';
import { effectsFigure } from './report/effects-figure.ts';
import { emotionsFigure } from './report/emotions-figure.ts';
import { explanationFigure } from './report/explanation-figure.ts';
import type { Figure } from './report/figure.ts';
import { midLevelFigure } from './report/mid-level-figure.ts';

/** Every figure, as a picture and as the numbers in it. */
export const figureDocuments: readonly Document[] = [
  figureDocument(
    'effects',
    'Effects of the moment',
    'What the chosen emotion is the sum of; with edits, before and after.',
    'nothing',
    async (context) => effectsFigure(await effectsInput(context)),
  ),
  figureDocument(
    'emotions',
    'Emotion curves',
    'The emotions shown in the timeline, with their interval bands.',
    'nothing',
    async (context) => emotionsFigure(await curvesInput(context, 'emotions')),
  ),
  figureDocument(
    'mid-level',
    'Mid-level curves',
    'Every feature over time, a row each.',
    'nothing',
    async (context) => midLevelFigure(await curvesInput(context, 'midLevel')),
  ),
  figureDocument(
    'explanation',
    'Explanation',
    'Weights over the spectrogram; the CSV lists every segment.',
    'explanation',
    async (context) => explanationFigure(await explanationInput(context)),
  ),
  figureDocument(
    'deletion',
    'Deletion and insertion',
    'What the model says while parts go and come.',
    'trust',
    async (context) => deletionFigure(deletionInput(context)),
  ),
];

function figureDocument(
  name: string,
  label: string,
  detail: string,
  needs: Document['needs'],
  draw: (context: DocumentContext) => Promise<Figure>,
): Document {
  return {
    name,
    group: 'figure',
    label,
    detail,
    needs,
    endings: ['svg', 'csv'],
    async write(context) {
      const { svg, rows } = await draw(context);
      return context.request.ending === 'csv' ? csvText(rows) : svg;
    },
  };
}
