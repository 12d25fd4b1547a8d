import { useEffect, useState } from 'react';
import type { ExportFormat } from '../../src-preload/contract/domain.ts';
import { nameTarget, presentTarget } from '../actions/change-edits.ts';
import { type ExportWhat, exportAudio } from '../actions/export-audio.ts';
import { activeSteps } from '../stores/edits.ts';
import { report } from '../workstation.ts';
import { useEdits, useSession, useWorkstation } from '../workstation-context.tsx';
import { Choice } from './choice.tsx';
import { ExportForm } from './export-form.tsx';
import type { ExportJob } from './export-job.ts';
import { exportName } from './export-name.ts';

/** Writes the track as sound: what, and in which format. */
export function ExportAudioPage({ job, onClose }: { job: ExportJob; onClose: () => void }) {
  const workstation = useWorkstation();
  const trackName = useSession((session) => session.track?.name ?? '');
  const edited = useEdits((edits) => activeSteps(edits.steps).length > 0);
  const target = presentTarget(workstation);
  const [what, setWhat] = useState<ExportWhat>(edited ? 'edited' : 'original');
  const bitDepth = useSession((session) => session.track?.bitDepth ?? null);
  const formats = useExportFormats();
  const [chosen, setChosen] = useState<string | null>(null);
  const format = formats.find(({ name }) => name === chosen) ?? fullQuality(formats, bitDepth);
  const name = exportName(trackName, what, format?.ending ?? '');
  const start = () => {
    if (!format) return;
    void job.start((onProgress) => exportAudio(workstation, { what, format: format.name, name }, onProgress));
  };
  const running = job.fraction !== null;
  return (
    <ExportForm job={job} name={name} canStart={format !== undefined} onStart={start} onClose={onClose}>
      <Choice
        label="What"
        value={what}
        disabled={running}
        onChange={setWhat}
        options={[
          [
            'edited',
            'The edited recording',
            edited ? 'With all steps that are not bypassed.' : 'Nothing is edited yet.',
            edited,
          ],
          ['original', 'The original recording', 'As it came, in another format if you like.', true],
          [
            'only',
            'Only the selection',
            target ? `${nameTarget(target)}, all else silent.` : 'Select segments or a region first.',
            target !== null,
          ],
          [
            'without',
            'All but the selection',
            target ? `Without ${nameTarget(target)}.` : 'Select segments or a region first.',
            target !== null,
          ],
        ]}
      />
      <Choice
        label="Format"
        value={format?.name ?? ''}
        disabled={running}
        onChange={setChosen}
        options={formats.map(({ name, label, detail }) => [name, label, detail, true] as const)}
      />
    </ExportForm>
  );
}

/** What the engine can write; none until it has said so. */
function useExportFormats(): readonly ExportFormat[] {
  const workstation = useWorkstation();
  const [formats, setFormats] = useState<readonly ExportFormat[]>([]);
  useEffect(() => {
    workstation.engine.exports.formats().then(setFormats, (cause) => report(workstation, cause));
  }, [workstation]);
  return formats;
}

/** The default, or the first with as many bits as the original where that has more. */
function fullQuality(formats: readonly ExportFormat[], bitDepth: number | null): ExportFormat | undefined {
  const [usual] = formats;
  return formats.find(({ bits }) => bits >= Math.max(usual?.bits ?? 0, bitDepth ?? 0)) ?? usual;
}
