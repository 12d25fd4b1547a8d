import type { EditState, EditStep } from '../../src-preload/contract/domain.ts';

interface Entry {
  readonly steps: EditStep[];
  /** What led to these steps. */
  readonly label: string;
}

/** One track's edit list with undo and redo, in memory. */
export class FakeEdits {
  #past: Entry[] = [{ steps: [], label: '' }];
  #future: Entry[] = [];
  #revision = 0;

  state(trackId: string): EditState {
    return {
      trackId,
      revision: this.#revision,
      steps: this.#past.at(-1)!.steps,
      undoLabel: this.#past.length > 1 ? this.#past.at(-1)!.label : null,
      redoLabel: this.#future.at(-1)?.label ?? null,
      history: [...this.#past.slice(1), ...this.#future.toReversed()].map(({ label }, i) => ({
        position: i + 1,
        label,
      })),
      position: this.#past.length - 1,
    };
  }

  set(steps: EditStep[], label: string): void {
    this.#past.push({ steps, label });
    this.#future = [];
    this.#revision++;
  }

  undo(): void {
    if (this.#past.length < 2) return;
    this.#future.push(this.#past.pop()!);
    this.#revision++;
  }

  go(position: number): void {
    while (this.#past.length - 1 > position) this.undo();
    while (this.#past.length - 1 < position && this.#future.length > 0) this.redo();
  }

  redo(): void {
    const entry = this.#future.pop();
    if (!entry) return;
    this.#past.push(entry);
    this.#revision++;
  }
}
