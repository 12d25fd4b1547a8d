import type { EditStep } from '../../src-preload/contract/domain.ts';
import { activeSteps } from '../stores/edits.ts';
import type { Workstation } from '../workstation.ts';
import { makeStep, presentTarget } from './change-edits.ts';
import { type Exported, receiveExport } from './receive-export.ts';

/** What of the track is written. */
export type ExportWhat = 'edited' | 'original' | 'only' | 'without';

/** The steps that make what is asked for; the selection is taken with the edits that are heard. */
export function exportSteps(workstation: Workstation, what: ExportWhat): EditStep[] {
  if (what === 'original') return [];
  const steps = activeSteps(workstation.edits.getState().steps);
  if (what === 'edited') return steps;
  const target = presentTarget(workstation);
  return target ? [...steps, makeStep(target, null, { complement: what === 'only' })] : steps;
}

/** Writes the open track as sound. Resolves to null when the user gave up. Throws what the engine says. */
export async function exportAudio(
  workstation: Workstation,
  { what, format, name }: { what: ExportWhat; format: string; name: string },
  onProgress: (fraction: number) => void,
): Promise<Exported | null> {
  const { engine, session } = workstation;
  const { track } = session.getState();
  if (!track) return null;
  return receiveExport(
    workstation,
    name,
    (destination, options) => {
      const audio = { trackId: track.id, steps: exportSteps(workstation, what) };
      return engine.exports.audio({ audio, format, destination }, options);
    },
    onProgress,
  );
}
