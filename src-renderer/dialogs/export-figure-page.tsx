import { useState } from 'react';
import { exportFigure } from '../actions/export-figure.ts';
import { activeSteps } from '../stores/edits.ts';
import { useEdits, useSession, useView, useWorkstation } from '../workstation-context.tsx';
import { Choice } from './choice.tsx';
import { EmotionField } from './emotion-field.tsx';
import { useDocuments, useLacking } from './export-documents.ts';
import { ExportForm } from './export-form.tsx';
import type { ExportJob } from './export-job.ts';
import { documentName } from './export-name.ts';
import { FigurePreview } from './figure-preview.tsx';

const AS = {
  svg: ['SVG', 'Sharp at every size; can be edited.'],
  png: ['PNG', 'A picture at twice the size, for documents and slides.'],
  csv: ['CSV', 'The numbers it shows.'],
} as const;
type As = keyof typeof AS;

/** Writes a figure or its numbers, as the preview shows it. */
export function ExportFigurePage({ job, onClose }: { job: ExportJob; onClose: () => void }) {
  const workstation = useWorkstation();
  const trackName = useSession((session) => session.track?.name ?? '');
  const isEdited = useEdits((edits) => activeSteps(edits.steps).length > 0);
  const kinds = useDocuments('figure');
  const lacking = useLacking();
  const [chosen, setChosen] = useState<string | null>(null);
  const kind = kinds.find(({ name }) => name === chosen) ?? kinds[0];
  const [as, setAs] = useState<As>('svg');
  const [sound, setSound] = useState<'original' | 'edited'>(isEdited ? 'edited' : 'original');
  const shown = useView((state) => state.emotion);
  const [emotion, setEmotion] = useState(shown);
  const running = job.fraction !== null;
  if (!kind) return null;
  const what = kind.name === 'effects' ? `effects on ${emotion}` : kind.label.toLowerCase();
  const name = documentName(trackName, what, as);
  const edited = sound === 'edited';
  const figure = { kind: kind.name, ending: as, name, emotion, edited };
  const start = () => void job.start((onProgress) => exportFigure(workstation, figure, onProgress));
  return (
    <ExportForm job={job} name={name} canStart={lacking(kind) === null} onStart={start} onClose={onClose}>
      <div className="export-columns">
        <Choice
          label="Figure"
          value={kind.name}
          disabled={running}
          onChange={setChosen}
          options={kinds.map((one) => {
            const lacks = lacking(one);
            return [one.name, one.label, lacks ?? one.detail, lacks === null] as const;
          })}
        />
        <div className="export-side">
          <Choice
            label="As"
            value={as}
            disabled={running}
            onChange={setAs}
            options={Object.entries(AS).map(([id, [title, text]]) => [id as As, title, text, true] as const)}
          />
          {kind.name === 'effects' ? <EmotionField value={emotion} onChange={setEmotion} /> : null}
          {isEdited && kind.needs === 'nothing' ? (
            <Choice
              label="Of"
              value={sound}
              disabled={running}
              onChange={setSound}
              options={[
                ['edited', 'The edited recording', 'With all steps that are not bypassed.', true],
                ['original', 'The original recording', 'As it came.', true],
              ]}
            />
          ) : null}
        </div>
      </div>
      <FigurePreview figure={figure} title={kind.label} />
    </ExportForm>
  );
}
