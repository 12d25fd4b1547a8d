import { createHash } from 'node:crypto';

/** What a key may be made of: plain data without NaN, infinities or undefined. */
export type KeyPart =
  | string
  | number
  | boolean
  | null
  | readonly KeyPart[]
  | { readonly [name: string]: KeyPart };

/**
 * SHA-256, in hexadecimal, of the parts as canonical JSON (RFC 8785: members sorted by name, no white space), so
 * that equal parts give equal keys whatever order they were written in.
 * @throws TypeError for what JSON cannot say.
 */
export function canonicalKey(parts: { readonly [name: string]: KeyPart }): string {
  return createHash('sha256').update(canonicalJson(parts)).digest('hex');
}

export function canonicalJson(value: KeyPart): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`A key cannot be made of ${value}`);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`A key cannot be made of ${typeof value}`);
  return text;
}
