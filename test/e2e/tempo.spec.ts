import type { Page } from '@playwright/test';
import { heardSoFar, listen } from './output-tap.ts';
import { startWithoutEdits } from './recordings.ts';
import {
  addOverStretch,
  frequencyOf,
  openTone,
  removeRecording,
  TONE_HZ,
  toneFile,
  typeInto,
  whilePlaying,
} from './stretches.ts';
import { expect, test } from './workstation.ts';

/** How loud the tone is at a second: it swells twice a second and never falls silent. */
const swelling = (second: number) => 0.55 - 0.45 * Math.cos(2 * Math.PI * 2 * second);

test('a stretch is heard at another tempo and its own pitch, against the original, and its shift is predicted', async ({
  workstation: page,
}) => {
  await openTone(page, 'a pulse', toneFile(30, swelling));
  await startWithoutEdits(page);
  await addOverStretch(page, {
    form: 'Change the tempo of a stretch',
    field: 'Tempo of the stretch, in percent',
    value: '150 %',
    add: 'Add tempo',
    seconds: '30',
  });
  const step = page.getByRole('listitem', { name: 'Tempo, 0:00.00–0:30.00' });
  const typed = step.getByRole('textbox', { name: /in percent/ });
  await expect(typed).toHaveValue('150 %');
  await expect(page.getByText('The edited sound lasts 0:20.00, the recording 0:30.00.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Predicted shift' })).toContainText(/[+−]0\.\d{3}/, {
    timeout: 30_000,
  });

  const side = page.getByRole('button', { name: /original or the edited/ });
  await expect(side).toHaveText(/Edited/);
  await expectHeard(page, { swellings: 3, hertz: TONE_HZ, speed: 1.5 });
  await side.click();
  await expect(side).toHaveText(/Original/);
  await expectHeard(page, { swellings: 2, hertz: TONE_HZ, speed: 1 });
  await side.click();

  await typeInto(typed, '-20 %');
  await expect(typed).toHaveValue('80 %');
  await expect(page.getByText('The edited sound lasts 0:37.50, the recording 0:30.00.')).toBeVisible();
  await expectHeard(page, { swellings: 1.6, hertz: TONE_HZ, speed: 0.8 });

  await startWithoutEdits(page);
  await removeRecording(page, 'a pulse');
});

interface Measured {
  /** A second. */
  readonly swellings: number;
  /** Of the tone, to ten. */
  readonly hertz: number;
  /** Seconds of the recording that the playhead passes in a second. */
  readonly speed: number;
}

/** Plays from the start until the tone is heard like this. */
const expectHeard = (page: Page, expected: Measured): Promise<void> =>
  whilePlaying(page, () => expect.poll(() => measured(page), { timeout: 30_000 }).toEqual(expected));

async function measured(page: Page): Promise<Measured> {
  const before = await playhead(page);
  const { samples, sampleRate } = await listen(page, 3000);
  const after = await playhead(page);
  const tenths = (value: number) => Math.round(10 * value) / 10;
  return {
    swellings: tenths(frequencyOf(loudness(samples, sampleRate))),
    hertz: 10 * Math.round(frequencyOf({ samples, sampleRate }) / 10),
    speed: tenths((after.time - before.time) / (after.clock - before.clock)),
  };
}

/** Where the page says that the recording is, and the output's clock, s. */
async function playhead(page: Page): Promise<{ time: number; clock: number }> {
  const [{ clock }, shown] = await Promise.all([heardSoFar(page), page.getByRole('timer').innerText()]);
  const [, minutes, seconds] = /(\d+):(\d+\.\d+)/.exec(shown) ?? [];
  return { time: 60 * Number(minutes) + Number(seconds), clock };
}

/** How loud a sound is against its mean, fifty times a second. */
function loudness(sound: readonly number[], sampleRate: number): { samples: number[]; sampleRate: number } {
  const length = Math.round(sampleRate / 50);
  const powers = Array.from({ length: Math.floor(sound.length / length) }, (_, i) =>
    Math.sqrt(sound.slice(i * length, (i + 1) * length).reduce((sum, x) => sum + x * x, 0) / length),
  );
  const mean = powers.reduce((sum, power) => sum + power, 0) / Math.max(1, powers.length);
  return { samples: powers.map((power) => power - mean), sampleRate: sampleRate / length };
}
