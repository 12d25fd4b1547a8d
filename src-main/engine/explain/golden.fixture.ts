import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Path of a file in test/golden/explain. */
export function golden(name: string): string {
  return fileURLToPath(new URL(`../../../test/golden/explain/${name}`, import.meta.url));
}

export function floats(name: string): Float32Array {
  const bytes = readFileSync(golden(name));
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
}

export function shorts(name: string): Uint16Array {
  const bytes = readFileSync(golden(name));
  return Uint16Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readUInt16LE(2 * i));
}

/** True when there is a one-to-one renaming of labels between two maps of equal length. */
export function sameUpToNumbering(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  const there = new Map<number, number>();
  const back = new Map<number, number>();
  for (let i = 0; i < a.length; i++) {
    if (!there.has(a[i]!)) there.set(a[i]!, b[i]!);
    if (!back.has(b[i]!)) back.set(b[i]!, a[i]!);
    if (there.get(a[i]!) !== b[i] || back.get(b[i]!) !== a[i]) return false;
  }
  return true;
}
