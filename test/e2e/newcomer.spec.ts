import { expect, test } from './workstation.ts';

test('a newcomer finds the demo project with its recordings and what is heard in them', async ({
  workstation: page,
}) => {
  await expect(page.getByText('Demo').first()).toBeVisible();
  for (const name of ['brisk and detached', 'slow and legato', 'Two weathers'])
    await expect(page.getByText(name).first()).toBeVisible();
  await expect(page.getByText('Mezzo two-level').first()).toBeVisible();
  await expect(page.getByText('Valence').first()).toBeVisible();
});

test('everything can be reached by keyboard: the timeline speaks its values', async ({
  workstation: page,
}) => {
  const moment = page.getByRole('slider', { name: 'Moment' });
  await moment.focus();
  // Another file may have left the last moment, from which nothing lies to the right.
  await page.keyboard.press('Home');
  await expect(moment).toHaveAttribute('aria-valuenow', '0');
  const before = await moment.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowRight');
  await expect(moment).not.toHaveAttribute('aria-valuetext', before ?? '');
  const stretch = page.getByRole('slider', { name: 'Visible stretch' });
  const whole = await stretch.getAttribute('aria-valuetext');
  await page.keyboard.press('+');
  await expect(stretch).not.toHaveAttribute('aria-valuetext', whole ?? '');
});
