import type { Page } from '@playwright/test';

/** What the three users do in a session of the workstation, step by step, with the demo project. */

export interface Step {
  /** What is done, as the report groups it. */
  readonly kind: string;
  /** How long the user looks at what came of it, ms. */
  readonly rest: number;
  act(page: Page): Promise<void>;
}

const step = (kind: string, act: Step['act'], rest = 400): Step => ({ kind, rest, act });

const keys = (kind: string, ...pressed: string[]): Step[] =>
  pressed.map((key) => step(kind, (page) => page.keyboard.press(key)));

const open = (name: RegExp): Step => step('open a recording', (page) => openRecording(page, name), 1500);

const press = (kind: string, name: string | RegExp, rest = 400): Step =>
  step(kind, (page) => page.getByRole('button', { name }).first().click(), rest);

/** Opens a recording of the project by its name. */
export async function openRecording(page: Page, name: RegExp): Promise<void> {
  const row = page.getByRole('grid', { name: /^Recordings of/ }).getByRole('row', { name });
  await row.click();
  await page.getByRole('banner').filter({ hasText: name }).waitFor();
}

/** A step of −6 dB over a stretch, put into the edit list. */
export async function addRegion(page: Page): Promise<void> {
  await page.keyboard.press('3');
  const add = page.getByRole('button', { name: 'Add region' });
  if (!(await add.isVisible())) await page.getByText('Add a region by numbers').click();
  await add.click();
}

type Place = readonly [number, number];

/** Drags over a lane, from and to given as shares of its width and height. */
const drag = (kind: string, slider: string | RegExp, from: Place, to: Place): Step =>
  step(
    kind,
    async (page) => {
      const lane = page.getByRole('slider', { name: slider }).first();
      await lane.scrollIntoViewIfNeeded();
      const { x, y, width, height } = (await lane.boundingBox())!;
      await page.mouse.move(x + from[0] * width, y + from[1] * height);
      await page.mouse.down();
      await page.mouse.move(x + to[0] * width, y + to[1] * height, { steps: 8 });
      await page.mouse.up();
    },
    800,
  );

const clickLane = (kind: string, slider: string, share: number): Step =>
  step(
    kind,
    async (page) => {
      const lane = page.getByRole('slider', { name: slider });
      const { width, height } = (await lane.boundingBox())!;
      await lane.click({ position: { x: share * width, y: height / 2 } });
    },
    600,
  );

/** Explains what is chosen and waits for the end of it. */
const explain = step(
  'explain',
  async (page) => {
    await page.getByRole('button', { name: 'Explain', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Explain', exact: true }).waitFor({ timeout: 60_000 });
  },
  800,
);

/** What makes it sound so, and does pulling a part down change it? */
const musician: readonly Step[] = [
  open(/Two weathers/),
  ...keys('play and stop', 'Space'),
  clickLane('seek', 'Playhead', 0.3),
  ...keys('seek', 'ArrowRight', 'ArrowRight', 'Home'),
  ...keys('inspector page', '1', '2'),
  explain,
  ...keys('seek', 'ArrowRight'),
  drag('drag a slider', 'Threshold', [0.1, 0.5], [0.3, 0.5]),
  press('select', /^Select \d+ positive/),
  press('edit', /^Apply/, 1000),
  ...keys('A/B', 'b', 'b', 'b'),
  ...keys('undo and redo', 'Control+z', 'Control+y', 'Control+z'),
  ...keys('select', 'Escape', 'r'),
  drag('select', 'Segments of the explanation', [0.3, 0.3], [0.5, 0.6]),
  press('edit', /^Mute/, 1000),
  ...keys('A/B', 'b', 'b'),
  ...keys('inspector page', '3'),
  drag('drag a slider', /^Gain of (?!the)/, [0.1, 0.5], [0.6, 0.5]),
  ...keys('undo and redo', 'Control+z', 'Control+z'),
  ...keys('inspector page', '4'),
  drag('drag a slider', 'Target of valence', [0.5, 0.5], [0.6, 0.5]),
  ...keys('play and stop', 'Space'),
];

/** Why is this take heard as happier than that one? */
const producer: readonly Step[] = [
  ...[/slow and legato/, /brisk and detached/].flatMap((name) => [
    open(name),
    ...keys('play and stop', 'Space'),
    ...keys('inspector page', 'e', '1'),
    step('choose a moment', (page) => page.getByRole('slider', { name: 'Moment' }).press('ArrowRight'), 600),
    ...keys('choose a moment', 'ArrowRight', 'PageDown'),
    step('scope', (page) => page.getByText('Recording', { exact: true }).click()),
    ...keys('inspector page', 'e', '1', '2', '1'),
    ...keys('zoom', '+', '+', '+', '-', '0', 'z', '0'),
    drag('zoom', 'Visible stretch', [0.2, 0.5], [0.4, 0.5]),
    ...keys('seek', 'Home', 'PageDown'),
    ...keys('play and stop', 'Space'),
  ]),
];

const sortBy = (label: string): Step =>
  step('sort the library', (page) =>
    page.getByRole('columnheader', { name: label }).getByRole('button').click(),
  );

/** Where does the model go wrong, for which group? */
const analyst: readonly Step[] = [
  ...keys('open the library', 'Control+l'),
  sortBy('Name'),
  sortBy('Valence'),
  sortBy('Valence'),
  sortBy('Arousal'),
  step('search the library', (page) => page.getByLabel('Search all recordings').click()),
  ...keys('search the library', 'p', 'r', 'e'),
  step('search the library', (page) => page.getByLabel('Search all recordings').fill('')),
  ...keys('open the library', 'Escape', 'Control+l', 'Escape'),
  ...keys('command palette', 'Control+k', 'z', 'o', 'o', 'm', 'ArrowDown', 'Enter'),
  ...keys('zoom', '0'),
  ...keys('command palette', 'Control+k', 'Escape'),
  ...keys('help and settings', '?', 'Escape', 'Control+,', 'Escape', 'Shift+M', 'Escape'),
  ...keys('panels', 'Shift+B', 'Shift+B', 'Shift+I', 'Shift+I', 'Shift+T', 'Shift+T'),
];

export const users: readonly (readonly Step[])[] = [musician, producer, analyst];
