import { snapTime } from '../../actions/beats.ts';
import type { Workstation } from '../../workstation.ts';
import type { Hit } from './gesture.ts';

/** The pointer at the nearest beat where selections snap to beats. Ctrl or Cmd asks for the other of both. */
export function snapped(hit: Hit, workstation: Pick<Workstation, 'view' | 'beats'>): Hit {
  return { ...hit, time: snapTime(workstation, hit.time, hit.control) };
}
