import type { AudioRef, EditStep } from '../../src-preload/contract/domain.ts';
import { activeSteps } from '../stores/edits.ts';
import { cancel, restart, type Workstation } from '../workstation.ts';
import { makeStep, presentTarget } from './change-edits.ts';

/** What of the track is written. */
export type ExportWhat = 'edited' | 'original' | 'only' | 'without';

export interface Exported {
  readonly name: string;
  readonly bytes: number;
  /** Where it lies, when the host knows. */
  readonly path: string | null;
  readonly warning: string | null;
}

const PIECE_BYTES = 4 * 1024 * 1024;
/** Writing is the first part of the progress of a download, fetching the rest. */
const WRITING_SHARE = 0.8;

/** The steps that make what is asked for; the selection is taken with the edits that are heard. */
export function exportSteps(workstation: Workstation, what: ExportWhat): EditStep[] {
  if (what === 'original') return [];
  const steps = activeSteps(workstation.edits.getState().steps);
  if (what === 'edited') return steps;
  const target = presentTarget(workstation);
  return target ? [...steps, makeStep(target, null, what === 'only')] : steps;
}

/**
 * Writes the open track to a place the user chooses, or as a download where the host has no dialog.
 * Resolves to null when the user gave up. Throws what the engine says; a cancelled export leaves no file.
 */
export async function exportAudio(
  workstation: Workstation,
  { what, format, name }: { what: ExportWhat; format: string; name: string },
  onProgress: (fraction: number) => void,
): Promise<Exported | null> {
  const { engine, capabilities, session } = workstation;
  const { track } = session.getState();
  if (!track) return null;
  const token = capabilities.saveDialog ? await capabilities.saveDialog(name) : null;
  if (capabilities.saveDialog && token === null) return null;
  const signal = restart(workstation, 'export');
  const audio: AudioRef = { trackId: track.id, steps: exportSteps(workstation, what) };
  const destination = token === null ? { kind: 'download' as const } : { kind: 'grant' as const, token };
  const share = token === null ? WRITING_SHARE : 1;
  const events = await engine.exports.audio({ audio, format, destination }, { signal });
  for await (const event of events) {
    if (event.kind === 'progress') onProgress(event.fraction * share);
    else if (token !== null) return event;
    else {
      await download(workstation, event.exportId, name, event.bytes, signal, (fraction) =>
        onProgress(share + fraction * (1 - share)),
      );
      return { ...event, name };
    }
  }
  throw new DOMException('The export ended early.', 'AbortError');
}

/** Stops the running export. */
export function cancelExport(workstation: Workstation): void {
  cancel(workstation, 'export');
}

/** Fetches an export piece by piece and hands it to the browser as a file. */
async function download(
  { engine }: Workstation,
  exportId: string,
  name: string,
  bytes: number,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<void> {
  try {
    const pieces: Blob[] = [];
    for (let offset = 0; offset < bytes; offset += PIECE_BYTES) {
      pieces.push(await engine.exports.read({ exportId, offset, length: PIECE_BYTES }, { signal }));
      onProgress(Math.min(1, (offset + PIECE_BYTES) / bytes));
    }
    saveBlob(new Blob(pieces), name);
  } finally {
    await engine.exports.discard({ exportId }).catch(() => undefined);
  }
}

/** The browser needs the address for a moment after the click. */
const ADDRESS_MS = 60_000;

function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), ADDRESS_MS);
}
