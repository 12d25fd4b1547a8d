import { constants, setPriority } from 'node:os';

/**
 * Puts this process behind those that draw and play, so that the timeline moves and the sound goes on while all cores compute. Threads started
 * later inherit it. Where the system does not allow it, nothing changes.
 */
export function lowerPriority(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (cause) {
    console.error('The engine keeps its normal priority:', cause);
  }
}
