/**
 * Holds back a sender while too many of its bytes are on their way. What is let through may pass the limit once, by the frame
 * that crosses it; the next waits until enough has arrived.
 */
export class SendWindow {
  readonly #limit: number;
  #onTheirWay = 0;
  #change = Promise.withResolvers<void>();
  #ended = false;

  /** `limit` in bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Resolves when these bytes may be sent, in the order of asking; to false when there is nobody to send to any more. */
  async admit(bytes: number): Promise<boolean> {
    while (!this.#ended && this.#onTheirWay > this.#limit) await this.#change.promise;
    if (this.#ended) return false;
    this.#onTheirWay += bytes;
    return true;
  }

  /** These bytes arrived. */
  arrived(bytes: number): void {
    this.#onTheirWay -= bytes;
    this.#wake();
  }

  /** Lets everyone go who waits. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  #wake(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }
}
