import type { AudioRef } from '../../../src-preload/contract/domain.ts';

/** How long an edit rests before its spectrogram and waveform are fetched. */
const REST_MS = 350;

/**
 * Which sounds the picture shows. The same object as long as the sound is the same, so that cache keys are made once. A changed edit is shown
 * once it has rested, so that its sound and its prediction come first.
 */
export class ShownSound implements Disposable {
  readonly #changed: () => void;
  #original: AudioRef | null = null;
  #resting: AudioRef['steps'] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last: AudioRef | null = null;

  /** `changed` is called when an edit has rested. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  original(trackId: string | null): AudioRef | null {
    if (trackId === null) return null;
    if (this.#original?.trackId !== trackId) this.#original = { trackId, steps: [] };
    return this.#original;
  }

  /** What is shown of a track with these steps: what was shown before, until they have rested. */
  edited(trackId: string | null, steps: AudioRef['steps']): AudioRef | null {
    const original = this.original(trackId);
    if (!original || steps.length === 0) return original;
    const last = this.#last?.trackId === trackId ? this.#last : null;
    if (last && isSame(last.steps, steps)) return last;
    if (!isSame(this.#resting, steps)) {
      this.#resting = steps;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#last = { trackId: original.trackId, steps };
        this.#changed();
      }, REST_MS);
    }
    return last ?? original;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}

/** True for lists of the very same things. */
export const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);
