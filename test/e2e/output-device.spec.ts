import { expect, test } from './workstation.ts';

interface Machine extends Window {
  plug?: (...labels: string[]) => void;
  sentTo?: string[];
}

/** Runs in the page before anything else: a machine whose outputs the test plugs in and pulls out, and which notes where sound goes. */
function pretendOutputs(): void {
  const page: Machine = window;
  let labels = ['Speakers', 'Headphones'];
  page.sentTo = [];
  const { mediaDevices } = navigator;
  mediaDevices.enumerateDevices = async () =>
    labels.map((label) => ({
      kind: 'audiooutput',
      deviceId: label,
      groupId: '',
      label,
      toJSON: () => label,
    }));
  Object.assign(AudioContext.prototype, {
    setSinkId: async (id: string) => {
      page.sentTo?.push(id);
    },
  });
  page.plug = (...now) => {
    labels = now;
    mediaDevices.dispatchEvent(new Event('devicechange'));
  };
}

test('the settings list the system’s output at least', async ({ workstation: page }) => {
  await page.keyboard.press('Control+,');
  const output = page.getByRole('dialog', { name: 'Settings' }).getByLabel('Sound output');
  await expect(output).toHaveValue('');
  await expect(output.getByRole('option', { name: 'System output' })).toBeAttached();
});

test('a producer sends the sound to headphones, pulls them out and plugs them in again', async ({
  workstation: page,
}) => {
  await page.addInitScript(pretendOutputs);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
  await page.keyboard.press('Control+,');
  const output = page.getByLabel('Sound output');
  await output.selectOption('Headphones');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  const sentTo = () => page.evaluate(() => (window as Machine).sentTo);
  await expect.poll(sentTo).toEqual(['Headphones']);

  await page.evaluate(() => (window as Machine).plug?.('Speakers'));
  await expect(page.getByText('“Headphones” is no longer connected.')).toBeVisible();
  await page.evaluate(() => (window as Machine).plug?.('Speakers', 'Headphones'));
  await expect(page.getByText('“Headphones” is connected again.')).toBeVisible();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();

  await page.reload();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
  await page.keyboard.press('Control+,');
  await expect(output).toHaveValue('Headphones');
  await output.selectOption('System output');
  await expect(output).toHaveValue('');
});
