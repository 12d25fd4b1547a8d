import { checkFiles } from '../actions/check-files.ts';
import type { Workstation } from '../workstation.ts';

/** The files are looked for no more often than this, in milliseconds. */
const REST_MS = 60_000;

/** Looks for the recordings' files once the session is there, and when the window comes to the front again. The result ends it. */
export function followFiles(workstation: Workstation): () => void {
  const { session } = workstation;
  let last = Number.NEGATIVE_INFINITY;
  const look = () => {
    const { loading, connection } = session.getState();
    const now = performance.now();
    if (loading || connection !== 'connected' || now - last < REST_MS) return;
    last = now;
    void checkFiles(workstation);
  };
  const end = session.subscribe((now, before) => {
    if (before.loading && !now.loading) look();
  });
  window.addEventListener('focus', look);
  return () => {
    end();
    window.removeEventListener('focus', look);
  };
}
