import type { ExportEvent } from '../../src-preload/contract/contract.ts';
import { cancel, restart, type Workstation } from '../workstation.ts';

export interface Exported {
  readonly name: string;
  readonly bytes: number;
  /** Where it lies, when the host knows. */
  readonly path: string | null;
  readonly warning: string | null;
}

export type Destination = { kind: 'download' } | { kind: 'grant'; token: string };

/** Asks the engine for an export. */
export type AskExport = (
  destination: Destination,
  options: { signal: AbortSignal },
) => Promise<AsyncIterable<ExportEvent>>;

const PIECE_BYTES = 4 * 1024 * 1024;
/** Writing is the first part of the progress of a download, fetching the rest. */
const WRITING_SHARE = 0.8;

/**
 * Writes a file to a place the user chooses, or as a download where the host has no dialog. Resolves to null when the user
 * gave up. Throws what the engine says; a cancelled export leaves no file.
 */
export async function receiveExport(
  workstation: Workstation,
  name: string,
  ask: AskExport,
  onProgress: (fraction: number) => void,
): Promise<Exported | null> {
  const { saveDialog } = workstation.capabilities;
  const token = saveDialog ? await saveDialog(name) : null;
  if (saveDialog && token === null) return null;
  const signal = restart(workstation, 'export');
  if (token === null) {
    const content = await fetchExport(workstation, ask, signal, onProgress);
    saveBlob(content.blob, name);
    return { name, bytes: content.blob.size, path: null, warning: content.warning };
  }
  for await (const event of await ask({ kind: 'grant', token }, { signal })) {
    if (event.kind === 'progress') onProgress(event.fraction);
    else return event;
  }
  throw endedEarly();
}

/** Makes an export and fetches it piece by piece. */
export async function fetchExport(
  { engine }: Workstation,
  ask: AskExport,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<{ blob: Blob; warning: string | null }> {
  for await (const event of await ask({ kind: 'download' }, { signal })) {
    if (event.kind === 'progress') {
      onProgress(event.fraction * WRITING_SHARE);
      continue;
    }
    const { exportId, bytes, warning } = event;
    try {
      const pieces: Blob[] = [];
      for (let offset = 0; offset < bytes; offset += PIECE_BYTES) {
        pieces.push(await engine.exports.read({ exportId, offset, length: PIECE_BYTES }, { signal }));
        onProgress(WRITING_SHARE + (1 - WRITING_SHARE) * Math.min(1, (offset + PIECE_BYTES) / bytes));
      }
      return { blob: new Blob(pieces), warning };
    } finally {
      await engine.exports.discard({ exportId }).catch(() => undefined);
    }
  }
  throw endedEarly();
}

/** Stops the running export. */
export function cancelExport(workstation: Workstation): void {
  cancel(workstation, 'export');
}

const endedEarly = () => new DOMException('The export ended early.', 'AbortError');

/** The browser needs the address for a moment after the click. */
const ADDRESS_MS = 60_000;

/** Hands bytes to the browser as a file. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), ADDRESS_MS);
}
