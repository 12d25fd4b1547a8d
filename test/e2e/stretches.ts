import type { Locator, Page } from '@playwright/test';
import { type Heard, listen } from './output-tap.ts';
import { openRecording } from './recordings.ts';
import { expect } from './workstation.ts';

export const TONE_HZ = 440;

/** Adds a recording of a tone to the project and opens it. */
export async function openTone(page: Page, name: string, file: Buffer): Promise<void> {
  await page
    .getByLabel('Recordings to add')
    .setInputFiles({ name: `${name}.wav`, mimeType: 'audio/wav', buffer: file });
  await openRecording(page, name);
}

/** Takes a recording out of the project again. */
export async function removeRecording(page: Page, name: string): Promise<void> {
  const row = page.getByRole('grid', { name: 'Recordings of Demo' }).getByRole('row', { name });
  await row.focus();
  await page.keyboard.press('Delete');
  await expect(row).toBeHidden();
}

/** Adds a step over the first seconds through one of the forms for stretches, all of it typed. */
export async function addOverStretch(
  page: Page,
  { form, field, value, add, seconds }: Record<'form' | 'field' | 'value' | 'add' | 'seconds', string>,
): Promise<void> {
  const group = page.getByRole('group', { name: form });
  await group.getByText(form).click();
  for (const [label, text] of [
    ['Start (s)', '0'],
    ['End (s)', seconds],
    [field, value],
  ] as const)
    await typeInto(group.getByLabel(label), text);
  await group.getByRole('button', { name: add }).click();
}

export async function typeInto(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.press('Enter');
}

/** Plays from the start and pauses when `body` is through. */
export async function whilePlaying(page: Page, body: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Go to the start' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await body();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
}

/** The frequency of the tone that is heard now, Hz; 0 while nothing is heard. */
export async function hertzHeard(page: Page): Promise<number> {
  return frequencyOf(await listen(page, 800));
}

/** One over the middle one of all periods of a sound, so that a gap counts for nothing; 0 without a period. */
export function frequencyOf({ samples, sampleRate }: Pick<Heard, 'samples' | 'sampleRate'>): number {
  const crossings = samples.flatMap((after, n) => {
    const before = samples[n - 1] ?? 0;
    return before < 0 && after >= 0 ? [n - after / (after - before)] : [];
  });
  const periods = crossings.slice(1).map((at, i) => at - crossings[i]!);
  const middle = periods.sort((a, b) => a - b)[Math.floor(periods.length / 2)];
  return middle === undefined ? 0 : sampleRate / middle;
}

/** A mono WAV of a sine, 16 bits at 22.05 kHz. `level` says how loud it is at a second, 0 … 1. */
export function toneFile(seconds: number, level: (second: number) => number = () => 1): Buffer {
  const rate = 22_050;
  const bytes = Buffer.alloc(44 + 2 * seconds * rate);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(2 * rate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(bytes.length - 44, 40);
  for (let n = 0; n < seconds * rate; n++) {
    const sample = 12_000 * level(n / rate) * Math.sin((2 * Math.PI * TONE_HZ * n) / rate);
    bytes.writeInt16LE(Math.round(sample), 44 + 2 * n);
  }
  return bytes;
}
