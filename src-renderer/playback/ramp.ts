/** Ramps an AudioParam linearly, from wherever an unfinished ramp has brought it. */
export class Ramp {
  readonly #param: AudioParam;
  #from: number;
  #to: number;
  #start = 0;
  #seconds = 0;

  constructor(param: AudioParam, level: number) {
    this.#param = param;
    this.#from = level;
    this.#to = level;
    param.value = level;
  }

  /** When the last ramp begins, and where it leads. */
  get start(): number {
    return this.#start;
  }

  get goal(): number {
    return this.#to;
  }

  /** Is at `level` at once; for a param that has not been ramped yet. */
  set(level: number): void {
    this.#from = level;
    this.#to = level;
    this.#param.value = level;
  }

  /** The level at a context time. */
  at(time: number): number {
    if (time >= this.#start + this.#seconds) return this.#to;
    if (time <= this.#start) return this.#from;
    return this.#from + ((this.#to - this.#from) * (time - this.#start)) / this.#seconds;
  }

  /** Goes to `level` within `seconds` from context time `start` on. */
  to(level: number, start: number, seconds: number): void {
    const from = this.at(start);
    const unfinished = start > this.#start && start < this.#start + this.#seconds;
    this.#param.cancelScheduledValues(start);
    // What is cancelled of a ramp under way is lost up to `start` as well, so that it is led there anew.
    if (unfinished) this.#param.linearRampToValueAtTime(from, start);
    else this.#param.setValueAtTime(from, start);
    this.#param.linearRampToValueAtTime(level, start + seconds);
    this.#from = from;
    this.#to = level;
    this.#start = start;
    this.#seconds = seconds;
  }
}
