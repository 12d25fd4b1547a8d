/**
 * xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 2021), seeded with
 * splitmix64 as its authors advise. Every random draw of an explanation comes from here, so a seed stored with the
 * result repeats it.
 */
export class Random {
  readonly #state: Uint32Array;

  /** `seed` is a whole number from 0 to 2^53 − 1. */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new RangeError(`The seed ${seed} is not a whole number ≥ 0.`);
    const [low, high] = splitmix64(BigInt(seed), 2);
    this.#state = Uint32Array.of(...halves(low ?? 0n), ...halves(high ?? 0n));
  }

  /** The next 32 random bits as a number from 0 to 2^32 − 1. */
  next(): number {
    const s = this.#state;
    const [a, b, c, d] = [s[0]!, s[1]!, s[2]!, s[3]!];
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    s[0] = a ^ d ^ b;
    s[1] = b ^ c ^ a;
    s[2] = c ^ a ^ (b << 9);
    s[3] = rotateLeft(d ^ b, 11);
    return result;
  }
}

/** The first `count` outputs of splitmix64 (Steele, Lea and Flood, OOPSLA 2014) from a 64-bit seed. */
export function splitmix64(seed: bigint, count: number): bigint[] {
  let state = BigInt.asUintN(64, seed);
  return Array.from({ length: count }, () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let z = state;
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return z ^ (z >> 31n);
  });
}

function halves(word: bigint): [number, number] {
  return [Number(word & 0xffffffffn), Number(word >> 32n)];
}

function rotateLeft(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
