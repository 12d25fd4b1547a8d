import { expect, test } from './workstation.ts';

test('the tour goes the circle by keyboard, beside what it speaks of, and Esc ends it', async ({
  workstation: page,
}) => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Show the tour');
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: 'Tour' });
  const titles: string[] = [];
  for (let step = 1; step <= 7; step++) {
    await expect(card).toContainText(`${step} of 7`);
    titles.push(await card.getByRole('heading').innerText());
    await expect
      .poll(() =>
        page.evaluate(() => {
          const [ring, card] = ['.tour-ring', '.tour-card'].map((selector) =>
            document.querySelector(selector)?.getBoundingClientRect(),
          );
          if (!ring || !card) return 'no ring';
          const apart =
            card.right <= ring.left ||
            card.left >= ring.right ||
            card.bottom <= ring.top ||
            card.top >= ring.bottom;
          return apart ? 'beside' : 'covered';
        }),
      )
      .toBe('beside');
    if (step < 7) await page.keyboard.press('Enter');
  }
  expect(titles[0]).toBe('Open a recording');
  expect(new Set(titles).size).toBe(7);
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
  await expect(card).toBeHidden();
});
