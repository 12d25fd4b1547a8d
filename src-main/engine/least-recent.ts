/**
 * A map that keeps the entries used last and gives the others to `drop`. A value still being made counts as used.
 */
export class LeastRecent<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #limit: number;
  readonly #drop: (value: Value) => void;

  constructor(limit: number, drop: (value: Value) => void = () => {}) {
    this.#limit = limit;
    this.#drop = drop;
  }

  /** The value under `key`, made when it is not there. */
  get(key: string, make: () => Value): Value {
    const value = this.#entries.get(key) ?? make();
    this.#entries.delete(key);
    this.#entries.set(key, value);
    for (const [oldest, old] of this.#entries) {
      if (this.#entries.size <= this.#limit) break;
      this.#entries.delete(oldest);
      this.#drop(old);
    }
    return value;
  }

  delete(key: string): void {
    const value = this.#entries.get(key);
    if (value === undefined) return;
    this.#entries.delete(key);
    this.#drop(value);
  }

  values(): IterableIterator<Value> {
    return this.#entries.values();
  }

  /** From the one used longest ago to the one used last. */
  entries(): IterableIterator<[string, Value]> {
    return this.#entries.entries();
  }
}
