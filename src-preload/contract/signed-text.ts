/** Numbers as every reader meets them, on the screen and in files: a true minus sign and fixed decimals. */

const MINUS = '−';

/** `+0.31`, `−0.09`, `0.00`. */
export function signedText(value: number, decimals = 2): string {
  const text = Math.abs(value).toFixed(decimals);
  if (Number(text) === 0) return text;
  return `${value < 0 ? MINUS : '+'}${text}`;
}

/** `0.31`, `−0.09`. */
export function plainText(value: number, decimals = 2): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `${MINUS}${text}` : text;
}

/** `−6.0 dB`; `−∞ dB` for null. */
export function decibelText(db: number | null): string {
  return db === null ? `${MINUS}∞ dB` : `${signedText(db, 1)} dB`;
}
