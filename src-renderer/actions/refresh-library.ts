import { MezzoError } from '../../src-preload/contract/errors.ts';
import { restart, type Workstation } from '../workstation.ts';

/** Reads the library's list again, with the present search. */
export async function refreshLibrary(workstation: Workstation): Promise<void> {
  const { engine, library } = workstation;
  const signal = restart(workstation, 'library');
  const { search } = library.getState();
  try {
    const { items, total } = await engine.tracks.list({ search, limit: 500, offset: 0 }, { signal });
    if (!signal.aborted) library.setState({ items, total, loading: false, error: null });
  } catch (cause) {
    if (signal.aborted) return;
    const { code, message } = MezzoError.from(cause);
    // While the engine is away the list stays as it was; it is read again when the engine is back.
    library.setState({ loading: false, error: code === 'engine_lost' ? null : message });
  }
}

/** Searches the library by name. */
export async function searchLibrary(workstation: Workstation, search: string): Promise<void> {
  workstation.library.setState({ search });
  const signal = restart(workstation, 'search');
  await new Promise((resolve) => setTimeout(resolve, 120));
  if (!signal.aborted) await refreshLibrary(workstation);
}
