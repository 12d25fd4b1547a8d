import type { Page } from '@playwright/test';
import { listen } from './output-tap.ts';
import { openRecording, startWithoutEdits } from './recordings.ts';
import { expect, test } from './workstation.ts';

const TONE_HZ = 440;

test('a stretch is heard at another pitch, against the original at its own, and its shift is predicted', async ({
  workstation: page,
}) => {
  await page
    .getByLabel('Recordings to add')
    .setInputFiles({ name: 'a tone.wav', mimeType: 'audio/wav', buffer: toneFile(30) });
  await openRecording(page, 'a tone');
  await startWithoutEdits(page);
  await page.getByText('Move the pitch of a stretch').click();
  for (const [label, value] of [
    ['Start (s)', '0'],
    ['End (s)', '30'],
    ['Pitch of the stretch, in semitones', '7'],
  ] as const) {
    await page.getByLabel(label).fill(value);
    await page.getByLabel(label).press('Enter');
  }
  await page.getByRole('button', { name: 'Add pitch' }).click();
  const step = page.getByRole('listitem', { name: /^Pitch, 0:00\.00/ });
  await expect(step.getByRole('textbox', { name: /in semitones/ })).toHaveValue('+7 semitones');
  await expect(page.getByRole('region', { name: 'Predicted shift' })).toContainText(/[+−]0\.\d{3}/, {
    timeout: 30_000,
  });

  const side = page.getByRole('button', { name: /original or the edited/ });
  await expect(side).toHaveText(/Edited/);
  await expectHeard(page, TONE_HZ * 2 ** (7 / 12));
  await side.click();
  await expect(side).toHaveText(/Original/);
  await expectHeard(page, TONE_HZ);
  await side.click();

  const typed = step.getByRole('textbox', { name: /in semitones/ });
  await typed.fill('-12');
  await typed.press('Enter');
  await expect(typed).toHaveValue('−12 semitones');
  await expectHeard(page, TONE_HZ / 2);

  await startWithoutEdits(page);
  const row = page.getByRole('grid', { name: 'Recordings of Demo' }).getByRole('row', { name: /a tone/ });
  await row.focus();
  await page.keyboard.press('Delete');
  await expect(row).toBeHidden();
});

/** Plays from the start until the tone is heard at this frequency. */
async function expectHeard(page: Page, hertz: number): Promise<void> {
  await page.getByRole('button', { name: 'Go to the start' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => hertzHeard(page), { timeout: 20_000 }).toBeCloseTo(hertz, -1);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
}

/** Of the middle one of all periods of a stretch, so that a gap counts for nothing; 0 while nothing is heard. */
async function hertzHeard(page: Page): Promise<number> {
  const { samples, sampleRate } = await listen(page, 800);
  const crossings = samples.flatMap((after, n) => {
    const before = samples[n - 1] ?? 0;
    return before < 0 && after >= 0 ? [n - after / (after - before)] : [];
  });
  const periods = crossings.slice(1).map((at, i) => at - crossings[i]!);
  const middle = periods.sort((a, b) => a - b)[Math.floor(periods.length / 2)];
  return middle === undefined ? 0 : sampleRate / middle;
}

/** A mono WAV of a sine, 16 bits at 22.05 kHz. */
function toneFile(seconds: number): Buffer {
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
  for (let n = 0; n < seconds * rate; n++)
    bytes.writeInt16LE(Math.round(12_000 * Math.sin((2 * Math.PI * TONE_HZ * n) / rate)), 44 + 2 * n);
  return bytes;
}
