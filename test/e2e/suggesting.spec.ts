import { openRecording, startWithoutEdits } from './recordings.ts';
import { expect, test } from './workstation.ts';

const WEATHERS = 'Two weathers, for drums, bass, chords and melody';

test('a musician drags the target of an emotion, hears a suggested edit, applies it and takes it back', async ({
  workstation: page,
}) => {
  await openRecording(page, WEATHERS);
  await startWithoutEdits(page);
  await page.keyboard.press('4');
  const slider = page.getByRole('slider', { name: 'Target of valence' });
  await slider.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', /a shift of \+0\.04 from/);
  await page.getByRole('button', { name: 'Find edits' }).click();
  const outcome = page.getByRole('region', { name: 'Suggestions' });
  await expect(outcome.getByRole('status')).toContainText(/valence by \+0\.04/, { timeout: 90_000 });
  const first = outcome.getByRole('listitem').first();
  await expect(first).toContainText(/Heard as/);
  const shift = await first.locator('strong').first().textContent();

  await first.getByRole('button', { name: /^Hear / }).click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /original or the edited/ })).toHaveText(/Edited/);
  await first.getByRole('button', { name: /^Stop hearing / }).click();
  await expect(page.getByRole('button', { name: /original or the edited/ })).toBeDisabled();
  await page.keyboard.press('Space');

  await first.getByRole('button', { name: /^Apply / }).click();
  await expect(outcome.getByRole('status')).toContainText('find edits again');
  const strip = page.getByRole('region', { name: 'Predicted shift' });
  await expect(strip.locator('.shift-item', { hasText: 'Valence' }).locator('strong')).toHaveText(
    new RegExp(`^\\${shift!.slice(0, 4)}`),
  );
  await page.keyboard.press('Control+z');
  await expect(strip).toBeHidden();
});
