import type { Page } from '@playwright/test';
import { heardSoFar, listen, longestSilence } from '../e2e/output-tap.ts';
import { median, printRow } from './row.ts';
import { addRegion, openRecording } from './users.ts';

/** What is heard: no click when sides are switched, playing stops or goes on elsewhere, and no gap while explanations run. */

const SIDE = /original or the edited/;

interface Faded extends Window {
  /** For every level that an event changes: ms from the event to the end of the change. */
  fades?: number[];
}

/** Runs in the page before anything else: notes when the levels that an event asked for are reached. */
export function noteFades(): void {
  const page: Faded = window;
  page.fades = [];
  let context: AudioContext | null = null;
  const create = BaseAudioContext.prototype.createGain;
  BaseAudioContext.prototype.createGain = function () {
    if (this instanceof AudioContext) context = this;
    return create.call(this);
  };
  const ramp = AudioParam.prototype.linearRampToValueAtTime;
  AudioParam.prototype.linearRampToValueAtTime = function (value, end) {
    const asked = window.event?.timeStamp;
    if (context && asked) page.fades?.push(performance.now() - asked + 1000 * (end - context.currentTime));
    return ramp.call(this, value, end);
  };
}

/** The largest step from one sample to the next. */
const largestStep = (samples: readonly number[]): number =>
  samples.reduce((most, sample, n) => (n === 0 ? 0 : Math.max(most, Math.abs(sample - samples[n - 1]!))), 0);

/** What is heard while something is done, and for a moment after. */
async function heardDuring(page: Page, act: () => Promise<void>): Promise<readonly number[]> {
  await listen(page, 1);
  await act();
  await page.waitForTimeout(700);
  return (await heardSoFar(page)).samples;
}

/** Longer than anything that is done while it is listened to takes. */
const REFERENCE_MS = 9000;

/** What is heard from the start on, the start itself left out. */
async function playFromStart(page: Page): Promise<readonly number[]> {
  await page.keyboard.press('Home');
  await page.waitForTimeout(100);
  return (await listen(page, REFERENCE_MS)).samples;
}

/** Sides are switched, playing is stopped and begun again, and the playhead put elsewhere; what is heard steps no more than the music. */
export async function measureSwitching(page: Page): Promise<void> {
  await openRecording(page, /Two weathers/);
  await addRegion(page);
  await page.waitForTimeout(1500);
  const side = page.getByRole('button', { name: SIDE });
  await page.keyboard.press('Space');
  const edited = largestStep(await playFromStart(page));
  await side.click();
  const still = Math.max(edited, largestStep(await playFromStart(page)));
  const repeat = async (times: number, key: string) => {
    for (let i = 0; i < times; i++) {
      await page.keyboard.press(key);
      await page.waitForTimeout(400);
    }
  };
  const kinds = [
    ['A/B is switched', 'b', 12],
    ['playing is stopped and begun again', 'Space', 8],
    ['the playhead is put elsewhere', 'Home', 8],
  ] as const;
  for (const [what, key, times] of kinds) {
    await page.keyboard.press('Home');
    await page.waitForTimeout(200);
    await page.evaluate(() => Object.assign(window, { fades: [] }));
    const step = largestStep(await heardDuring(page, () => repeat(times, key)));
    const fades = await page.evaluate(() => (window as Faded).fades ?? []);
    printRow({
      what: `Largest step between samples while ${what}, as a percentage of the largest of the same music played on either side`,
      value: (100 * step) / still,
      unit: '%',
      goal: '100 %',
      met: still > 0 && step <= 1.02 * still,
    });
    if (key !== 'b') continue;
    printRow({
      what: `A/B: from the key to the end of the crossfade, median of ${times} (slowest ${Math.max(...fades).toFixed(0)} ms)`,
      value: median(fades),
      unit: 'ms',
      goal: '20 ms',
      met: median(fades) < 20,
    });
  }
  await page.keyboard.press('Space');
}

const LISTENED_MS = 30_000;

/** Plays the whole recording round and round while two explanations run and edits are made and taken back. */
export async function measureDropouts(page: Page): Promise<void> {
  await openRecording(page, /Two weathers/);
  await page.keyboard.press('0');
  await page.keyboard.press('l');
  await page.keyboard.press('Space');
  await page.waitForTimeout(1500);
  // A whole round of the loop: the recording has a rest of its own.
  const rest = longestSilence((await listen(page, 12_000)).samples);
  const { clock } = await listen(page, 1);
  const began = performance.now();
  let explained = 0;
  while (performance.now() - began < LISTENED_MS) {
    await page.keyboard.press('2');
    const explain = page.getByRole('button', { name: 'Explain', exact: true });
    if (await explain.isVisible()) {
      await explain.click();
      explained++;
    }
    await page.waitForTimeout(2000);
    await addRegion(page);
    await page.waitForTimeout(2000);
    await page.keyboard.press('Control+z');
    await page.waitForTimeout(1000);
  }
  const seconds = (performance.now() - began) / 1000;
  const heard = await heardSoFar(page);
  await page.keyboard.press('Space');
  const gap = (1000 * Math.max(0, longestSilence(heard.samples) - rest)) / heard.sampleRate;
  const played = heard.clock - clock;
  const captured = heard.samples.length / heard.sampleRate / played;
  printRow({
    what: `Longest silence beyond the music’s own rests in what is heard while ${explained} explanations run and edits are made (in ${seconds.toFixed(1)} s the output played ${played.toFixed(1)} s, ${(100 * captured).toFixed(1)} % of it captured)`,
    value: gap,
    unit: 'ms',
    goal: 'none',
    met: gap < 1 && explained >= 2 && captured > 0.9 && played > 0.99 * seconds,
  });
}
