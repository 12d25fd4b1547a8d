import { exportDocument } from '../actions/export-document.ts';
import { useEdits, useExplanation, useSession, useView, useWorkstation } from '../workstation-context.tsx';
import { useDocuments } from './export-documents.ts';
import { ExportForm } from './export-form.tsx';
import type { ExportJob } from './export-job.ts';
import { documentName } from './export-name.ts';

/** Writes one page that holds everything about the open recording. */
export function ExportReportPage({ job, onClose }: { job: ExportJob; onClose: () => void }) {
  const workstation = useWorkstation();
  const trackName = useSession((session) => session.track?.name ?? '');
  const [kind] = useDocuments('report');
  const emotion = useView((view) => view.emotion);
  const explained = useExplanation(({ past }) => past.length);
  const steps = useEdits((edits) => edits.steps.length);
  const name = documentName(trackName, 'report', 'html');
  const start = () => {
    const report = { kind: 'report', ending: 'html', name, emotion, edited: true };
    void job.start((onProgress) => exportDocument(workstation, report, onProgress));
  };
  return (
    <ExportForm job={job} name={name} canStart={kind !== undefined} onStart={start} onClose={onClose}>
      <p>
        One HTML file that opens in every browser, without scripts and without anything from elsewhere. It can
        be printed, sent and kept.
      </p>
      <dl className="meaning">
        <dt>Prediction</dt>
        <dd>Every emotion with its interval, how familiar the sound is to the model, and the curves.</dd>
        <dt>Causes</dt>
        <dd>The effects on each emotion shown in the timeline, at the chosen moment, in a plain sentence.</dd>
        <dt>Explanations</dt>
        <dd>
          {explained === 0
            ? 'None: no feature of this recording was explained.'
            : `The newest ${Math.min(6, explained)} of ${explained}, with the figures that say how far to trust them.`}
        </dd>
        <dt>Edits</dt>
        <dd>
          {steps === 0
            ? 'None: nothing is edited.'
            : 'Every step, and every emotion before and after them at the chosen moment.'}
        </dd>
        <dt>Sound</dt>
        <dd>At most 30 s around the moment as FLAC, original{steps > 0 ? ' and edited' : ''}.</dd>
      </dl>
    </ExportForm>
  );
}
