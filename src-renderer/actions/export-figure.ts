import { restart, type Workstation } from '../workstation.ts';
import { type DocumentJob, exportDocument, requestOf } from './export-document.ts';
import { rasterise } from './rasterise.ts';
import { type AskExport, type Exported, fetchExport, saveBlob } from './receive-export.ts';

/** Writes a figure; `png` is drawn here from the engine's SVG. Resolves to null when the user gave up. */
export async function exportFigure(
  workstation: Workstation,
  job: DocumentJob,
  onProgress: (fraction: number) => void,
): Promise<Exported | null> {
  if (job.ending !== 'png') return exportDocument(workstation, job, onProgress);
  const { saveDialog } = workstation.capabilities;
  const token = saveDialog ? await saveDialog(job.name) : null;
  if (saveDialog && token === null) return null;
  const signal = restart(workstation, 'export');
  const svg = await fetchFigure(workstation, job, signal, onProgress);
  if (!svg) return null;
  const content = await rasterise(svg);
  signal.throwIfAborted();
  const done = { name: job.name, bytes: content.size, warning: null };
  if (token === null) {
    saveBlob(content, job.name);
    return { ...done, path: null };
  }
  const { path } = await workstation.engine.exports.save({ token, content }, { signal });
  return { ...done, path };
}

/** The figure as an SVG file; null while no recording is open. */
export async function fetchFigure(
  workstation: Workstation,
  job: DocumentJob,
  signal: AbortSignal,
  onProgress: (fraction: number) => void = () => undefined,
): Promise<Blob | null> {
  const document = requestOf(workstation, { ...job, ending: 'svg' });
  if (!document) return null;
  const ask: AskExport = (destination, options) =>
    workstation.engine.exports.document({ document, destination }, options);
  const { blob } = await fetchExport(workstation, ask, signal, onProgress);
  return new Blob([blob], { type: 'image/svg+xml' });
}
