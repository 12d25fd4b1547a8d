import type { Source } from '../../src-preload/contract/contract.ts';
import { toPlainError } from '../../src-preload/contract/errors.ts';
import type { Importing } from '../stores/library.ts';
import { sourceOf } from '../transport/upload.ts';
import { report, restart, type Workstation } from '../workstation.ts';
import { openTrack } from './open-track.ts';
import { addToProject } from './project-tracks.ts';
import { refreshLibrary } from './refresh-library.ts';

/** Takes files the user chose or dropped into the library; one that fails does not stop the others. */
export async function importFiles(workstation: Workstation, files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  const signal = restart(workstation, 'import');
  const { capabilities, engine, library } = workstation;
  const keys = files.map((file, i) => `${Date.now()}:${i}:${file.name}`);
  library.setState({
    imports: files.map((file, i) => ({
      key: keys[i]!,
      name: file.name,
      step: 'Waiting',
      fraction: 0,
      error: null,
    })),
  });
  const sources: Source[] = [];
  const sourceKeys: string[] = [];
  for (const [i, file] of files.entries()) {
    try {
      const source = await sourceOf({ client: engine, capabilities }, file, {
        signal,
        onProgress: (fraction) => update(workstation, keys[i]!, { step: 'Copying', fraction }),
      });
      sources.push(source);
      sourceKeys.push(keys[i]!);
    } catch (cause) {
      if (signal.aborted) return;
      update(workstation, keys[i]!, { error: toPlainError(cause) });
    }
  }
  if (sources.length > 0) await importSources(workstation, sources, sourceKeys, signal);
}

/** Asks the host for files and takes them into the library. Only where the host has a dialog of its own. */
export async function importByDialog(workstation: Workstation): Promise<void> {
  await importGrants(workstation, (await workstation.capabilities.openDialog?.('audio')) ?? []);
}

/** Takes files into the library that the host has granted. */
export async function importGrants(workstation: Workstation, tokens: readonly string[]): Promise<void> {
  if (tokens.length === 0) return;
  const signal = restart(workstation, 'import');
  const keys = tokens.map((_, i) => `${Date.now()}:${i}`);
  workstation.library.setState({
    imports: keys.map((key, i) => ({
      key,
      name: `File ${i + 1}`,
      step: 'Waiting',
      fraction: 0,
      error: null,
    })),
  });
  await importSources(
    workstation,
    tokens.map((token) => ({ kind: 'grant', token })),
    keys,
    signal,
  );
}

/** Stops the running import; files that are done stay. */
export function cancelImport(workstation: Workstation): void {
  restart(workstation, 'import');
  workstation.library.setState({ imports: [] });
}

/** Takes a finished or failed file off the list of imports. */
export function dismissImport({ library }: Workstation, key: string): void {
  library.setState(({ imports }) => ({ imports: imports.filter((item) => item.key !== key) }));
}

async function importSources(
  workstation: Workstation,
  sources: Source[],
  keys: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { engine, session } = workstation;
  const projectId = session.getState().project?.id;
  let first: string | null = null;
  try {
    const events = await engine.tracks.import({ sources, ...(projectId ? { projectId } : {}) }, { signal });
    for await (const event of events) {
      const key = keys[event.index];
      if (key === undefined) continue;
      if (event.kind === 'progress') {
        update(workstation, key, { name: event.name, step: event.step, fraction: event.fraction });
      } else if (event.kind === 'failed') {
        update(workstation, key, { name: event.name, error: event.error });
      } else {
        first ??= event.track.id;
        dismissImport(workstation, key);
        addToProject(workstation, event.track);
        await refreshLibrary(workstation);
      }
    }
  } catch (cause) {
    if (!signal.aborted) report(workstation, cause);
  }
  if (first && !signal.aborted) await openTrack(workstation, first);
}

function update({ library }: Workstation, key: string, change: Partial<Importing>): void {
  library.setState(({ imports }) => ({
    imports: imports.map((item) => (item.key === key ? { ...item, ...change } : item)),
  }));
}
