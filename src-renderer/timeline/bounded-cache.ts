/** Keeps the values used last within a size; `onEvict` frees what falls out. */
export class BoundedCache<T> implements Disposable {
  readonly #values = new Map<string, T>();
  readonly #capacity: number;
  readonly #onEvict: (value: T) => void;

  /** `capacity` in entries. */
  constructor(capacity: number, onEvict: (value: T) => void = () => undefined) {
    this.#capacity = capacity;
    this.#onEvict = onEvict;
  }

  get size(): number {
    return this.#values.size;
  }

  /** The value, now the one used last. */
  get(key: string): T | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) {
      this.#values.delete(key);
      this.#values.set(key, value);
    }
    return value;
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  set(key: string, value: T): void {
    const old = this.#values.get(key);
    if (old !== undefined) this.#onEvict(old);
    this.#values.delete(key);
    this.#values.set(key, value);
    for (const [oldest, dropped] of this.#values) {
      if (this.#values.size <= this.#capacity) break;
      this.#values.delete(oldest);
      this.#onEvict(dropped);
    }
  }

  [Symbol.dispose](): void {
    for (const value of this.#values.values()) this.#onEvict(value);
    this.#values.clear();
  }
}
