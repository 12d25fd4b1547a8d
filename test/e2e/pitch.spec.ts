import type { Page } from '@playwright/test';
import { startWithoutEdits } from './recordings.ts';
import {
  addOverStretch,
  hertzHeard,
  openTone,
  removeRecording,
  TONE_HZ,
  toneFile,
  typeInto,
  whilePlaying,
} from './stretches.ts';
import { expect, test } from './workstation.ts';

test('a stretch is heard at another pitch, against the original at its own, and its shift is predicted', async ({
  workstation: page,
}) => {
  await openTone(page, 'a tone', toneFile(30));
  await startWithoutEdits(page);
  await addOverStretch(page, {
    form: 'Move the pitch of a stretch',
    field: 'Pitch of the stretch, in semitones',
    value: '7',
    add: 'Add pitch',
    seconds: '30',
  });
  const step = page.getByRole('listitem', { name: /^Pitch, 0:00\.00/ });
  const typed = step.getByRole('textbox', { name: /in semitones/ });
  await expect(typed).toHaveValue('+7 semitones');
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

  await typeInto(typed, '-12');
  await expect(typed).toHaveValue('−12 semitones');
  await expectHeard(page, TONE_HZ / 2);

  await startWithoutEdits(page);
  await removeRecording(page, 'a tone');
});

/** Plays from the start until the tone is heard at this frequency. */
const expectHeard = (page: Page, hertz: number): Promise<void> =>
  whilePlaying(page, () => expect.poll(() => hertzHeard(page), { timeout: 20_000 }).toBeCloseTo(hertz, -1));
