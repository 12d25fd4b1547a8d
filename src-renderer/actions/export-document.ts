import type { DocumentRequest, MarkKind } from '../../src-preload/contract/document.ts';
import type { Workstation } from '../workstation.ts';
import { type Exported, receiveExport } from './receive-export.ts';

/** What is written, beyond what is open. */
export interface DocumentJob {
  /** The name of one of the engine's documents, and one of its endings. */
  readonly kind: string;
  readonly ending: string;
  /** Of the file. */
  readonly name: string;
  readonly emotion: string;
  /** Steps of the edit list; none for the original. */
  readonly edited: boolean;
  readonly marks?: readonly MarkKind[];
  /** Of labels and curves; the recording's when left out. */
  readonly times?: DocumentRequest['times'];
}

/** Writes labels, a figure or the report of what is open. Resolves to null when the user gave up. Throws what the engine says. */
export async function exportDocument(
  workstation: Workstation,
  job: DocumentJob,
  onProgress: (fraction: number) => void,
): Promise<Exported | null> {
  const document = requestOf(workstation, job);
  if (!document) return null;
  return receiveExport(
    workstation,
    job.name,
    (destination, options) => workstation.engine.exports.document({ document, destination }, options),
    onProgress,
  );
}

/** What is asked of the engine; null while no recording is open. */
export function requestOf(
  { session, view, edits, explanation }: Workstation,
  { kind, ending, emotion, edited, marks = [], times = 'recording' }: DocumentJob,
): DocumentRequest | null {
  const { track, model } = session.getState();
  if (!track) return null;
  const { moment, shownEmotions } = view.getState();
  return {
    name: kind,
    ending,
    audio: { trackId: track.id, steps: edited ? [...edits.getState().steps] : [] },
    ...(model ? { modelId: model.id } : {}),
    start: moment,
    emotion,
    emotions: [...shownEmotions],
    explanationId: explanation.getState().current?.id ?? null,
    marks: [...marks],
    times,
  };
}
