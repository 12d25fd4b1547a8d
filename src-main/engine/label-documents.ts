import { MezzoError } from '../../src-preload/contract/errors.ts';
import { outputLabel } from '../../src-preload/contract/output-label.ts';
import { soundTimeOf } from '../../src-preload/contract/time-map.ts';
import type { Document, DocumentContext } from './document.ts';
import { analysisOf, explanationOf, momentOf } from './document-material.ts';
import type { LabelFormat } from './report/label-format.ts';
import { labelFormats } from './report/label-formats.ts';
import { editMarks, type Mark, momentMark, segmentMarks } from './report/mark.ts';
import { timeValueText } from './report/time-value.ts';

/** Labels for other programs, and the curve of an emotion as one of their layers. */
export const labelDocuments: readonly Document[] = [
  ...labelFormats.map(labelDocument),
  {
    name: 'curve',
    group: 'labels',
    label: 'Emotion curve as a layer',
    detail:
      'Time and value in each line, without a heading. In Sonic Visualiser: File, Import Annotation Layer.',
    needs: 'nothing',
    endings: ['csv'],
    async write(context) {
      const { windows, windowSeconds, hopSeconds, curves, duration } = await analysisOf(context, 'edited');
      const { midLevel, emotions } = context.model.manifest;
      const at = emotions.findIndex(({ name }) => name === context.request.emotion);
      if (at < 0) throw new MezzoError('bad_request', 'The model has no such emotion. Choose another.');
      const width = midLevel.length + emotions.length;
      const { placed } = await timesOf(context);
      return timeValueText(
        Array.from({ length: windows.count }, (_, i) => {
          const start = i * hopSeconds;
          const end = Math.min(duration, start + windowSeconds);
          return { time: placed((start + end) / 2), value: curves[i * width + midLevel.length + at]! };
        }),
      );
    },
  },
];

function labelDocument({ name, label, detail, ending, write }: LabelFormat): Document {
  return {
    name,
    group: 'labels',
    label,
    detail,
    needs: 'nothing',
    endings: [ending],
    async write(context) {
      const { placed, sampleRate, frames } = await timesOf(context);
      const marks = await marksOf(context);
      return write(
        marks.map((mark) => ({ ...mark, start: placed(mark.start), end: placed(mark.end) })),
        { sampleRate, frames },
      );
    },
  };
}

/** The seconds that are asked for, and the length of the sound that they belong to. */
async function timesOf({ engine, request }: DocumentContext) {
  const { time, recording } = await engine.sounds.of(request.audio);
  const { sampleRate, frames } = recording;
  const map = request.times === 'sound' ? soundTimeOf(time, recording) : null;
  if (!map) return { placed: (second: number) => second, sampleRate, frames };
  return { placed: map.toSound, sampleRate, frames: time.frames };
}

/** The marks that were asked for. Throws `bad_request` when there are none. */
async function marksOf(context: DocumentContext): Promise<Mark[]> {
  const { request, engine } = context;
  const asked = new Set(request.marks);
  const marks: Mark[] = [];
  if (asked.has('segment') && request.explanationId !== null) {
    const explanation = explanationOf(context);
    marks.push(...segmentMarks(outputLabel(context.model.manifest, explanation.feature), explanation));
  }
  if (asked.has('edit'))
    marks.push(...editMarks(request.audio.steps, (id) => engine.library.explanations.get(id)));
  if (asked.has('moment')) {
    const { window, emotions } = await momentOf(context, 'edited');
    marks.push(
      momentMark(
        window,
        outputLabel(context.model.manifest, request.emotion),
        emotions[request.emotion] ?? 0,
      ),
    );
  }
  if (marks.length === 0)
    throw new MezzoError(
      'bad_request',
      'There is nothing to label: no segment is marked and nothing is edited. Choose the moment, or explain or edit first.',
    );
  return marks;
}
