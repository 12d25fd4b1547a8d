import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from './workstation.ts';

test('dropped files come in; one that is no sound file gets a sentence and does not stop the others', async ({
  workstation: page,
}) => {
  const bass = await readFile(
    fileURLToPath(new URL('../../resources/demo/two-weathers-bass.flac', import.meta.url)),
  );
  const transfer = await page.evaluateHandle((base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File(['no sound at all'], 'shopping list.mp3'));
    data.items.add(new File([bytes], 'bass “take 1”.flac'));
    return data;
  }, bass.toString('base64'));
  for (const event of ['dragenter', 'dragover', 'drop'])
    await page.getByRole('region', { name: 'Timeline' }).dispatchEvent(event, { dataTransfer: transfer });
  await expect(page.getByText('bass “take 1”.flac').first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/“shopping list\.mp3” is not a sound file/).first()).toBeVisible();
});
