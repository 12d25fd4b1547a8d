/** Rendered blocks, the least recently used dropped first. A block whose rendering fails is forgotten at once. */
export class BlockCache {
  readonly #blocks = new Map<number, Promise<Float32Array[]>>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(index: number): Promise<Float32Array[]> | undefined {
    const block = this.#blocks.get(index);
    if (block) {
      this.#blocks.delete(index);
      this.#blocks.set(index, block);
    }
    return block;
  }

  has(index: number): boolean {
    return this.#blocks.has(index);
  }

  set(index: number, block: Promise<Float32Array[]>): void {
    this.#blocks.set(index, block);
    block.catch(() => {
      if (this.#blocks.get(index) === block) this.#blocks.delete(index);
    });
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= this.#capacity) break;
      this.#blocks.delete(oldest);
    }
  }
}
