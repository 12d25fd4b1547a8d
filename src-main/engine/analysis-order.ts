/** Which recording of a list is analysed next: the ones the user asked for come first, the last asked for before the others. */
export class AnalysisOrder {
  #preferred: readonly string[] = [];

  /** Puts a recording before all others, in the analysis that runs and in later ones, until it is taken. */
  prefer(trackId: string): void {
    this.#preferred = [trackId, ...this.#preferred.filter((id) => id !== trackId)];
  }

  /** Takes the next one out of `waiting`, which is in the list's order; undefined when none is left. */
  take(waiting: Set<string>): string | undefined {
    const next = this.#preferred.find((id) => waiting.has(id)) ?? waiting.values().next().value;
    if (next === undefined) return undefined;
    waiting.delete(next);
    this.#preferred = this.#preferred.filter((id) => id !== next);
    return next;
  }
}
