import { useState } from 'react';
import type { DocumentRequest, MarkKind } from '../../src-preload/contract/document.ts';
import { timeMapOf } from '../../src-preload/contract/time-map.ts';
import { exportDocument } from '../actions/export-document.ts';
import { formatTime } from '../ui/format.ts';
import { useEdits, useExplanation, useSession, useView, useWorkstation } from '../workstation-context.tsx';
import { Choice } from './choice.tsx';
import { EmotionField } from './emotion-field.tsx';
import { useDocuments } from './export-documents.ts';
import { ExportForm } from './export-form.tsx';
import type { ExportJob } from './export-job.ts';
import { documentName } from './export-name.ts';

/** Writes what is marked as labels of other programs, or an emotion's curve as a layer. */
export function ExportLabelsPage({ job, onClose }: { job: ExportJob; onClose: () => void }) {
  const workstation = useWorkstation();
  const trackName = useSession((session) => session.track?.name ?? '');
  const kinds = useDocuments('labels');
  const [chosen, setChosen] = useState<string | null>(null);
  const kind = kinds.find(({ name }) => name === chosen) ?? kinds[0];
  const view = useView((state) => state.emotion);
  const [emotion, setEmotion] = useState(view);
  const marks = useMarks();
  const [left, setLeft] = useState<ReadonlySet<MarkKind>>(new Set());
  const asked = marks.filter(({ id, count }) => count > 0 && !left.has(id)).map(({ id }) => id);
  const isCurve = kind?.name === 'curve';
  const isStretched = useIsStretched();
  const [times, setTimes] = useState<DocumentRequest['times']>('recording');
  const ending = kind?.endings[0] ?? '';
  const name = documentName(trackName, isCurve ? emotion : 'labels', ending);
  const running = job.fraction !== null;
  const start = () => {
    if (!kind) return;
    const what = { kind: kind.name, ending, name, emotion, edited: true, marks: asked, times };
    void job.start((onProgress) => exportDocument(workstation, what, onProgress));
  };
  return (
    <ExportForm
      job={job}
      name={name}
      canStart={kind !== undefined && (isCurve || asked.length > 0)}
      onStart={start}
      onClose={onClose}
    >
      <Choice
        label="For"
        value={kind?.name ?? ''}
        disabled={running}
        onChange={setChosen}
        options={kinds.map(({ name, label, detail }) => [name, label, detail, true] as const)}
      />
      {isCurve ? (
        <EmotionField value={emotion} onChange={setEmotion} />
      ) : (
        <fieldset className="checks-field" disabled={running}>
          <legend className="group-title">What is labelled</legend>
          {marks.map(({ id, label, count, text }) => (
            <label key={id} className="check-option">
              <input
                type="checkbox"
                disabled={count === 0}
                checked={count > 0 && !left.has(id)}
                onChange={() => setLeft(toggled(left, id))}
              />
              <span>
                {label}
                <span className="choice-text">{text}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {isStretched ? (
        <Choice
          label="Times"
          value={times}
          disabled={running}
          onChange={setTimes}
          options={[
            ['recording', 'Of the recording', 'To lay over the file as it came.', true],
            [
              'sound',
              'Of the edited sound',
              'To lay over the edited recording, whose tempo is another.',
              true,
            ],
          ]}
        />
      ) : null}
    </ExportForm>
  );
}

/** True when an edit changes the tempo. */
function useIsStretched(): boolean {
  const track = useSession((session) => session.track);
  return useEdits(({ steps }) => track !== null && !timeMapOf(track, steps).steady);
}

interface MarkChoice {
  readonly id: MarkKind;
  readonly label: string;
  readonly count: number;
  /** How many there are, or why there is none. */
  readonly text: string;
}

function useMarks(): readonly MarkChoice[] {
  const segments = useExplanation(
    ({ current }) => current?.segments.filter(({ selected }) => selected).length ?? 0,
  );
  const steps = useEdits((edits) => edits.steps.length);
  const window = useSession((session) => session.moment?.window ?? null);
  return [
    {
      id: 'segment',
      label: 'Marked segments of the explanation',
      count: segments,
      text: segments > 0 ? numbered(segments, 'segment') : 'No explanation is open, or no segment is marked.',
    },
    {
      id: 'edit',
      label: 'Steps of the edit list',
      count: steps,
      text: steps > 0 ? numbered(steps, 'step') : 'Nothing is edited yet.',
    },
    {
      id: 'moment',
      label: 'The moment',
      count: Number(window !== null),
      text: window
        ? `${formatTime(window.start, 1)} – ${formatTime(window.end, 1)}, with the value of the chosen emotion.`
        : 'The recording is not judged yet.',
    },
  ];
}

const numbered = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}.`;

function toggled(set: ReadonlySet<MarkKind>, id: MarkKind): ReadonlySet<MarkKind> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
