import type { Page } from '@playwright/test';

/** What the page played since `listen` was called last, at the context's rate. */
export interface Heard {
  readonly sampleRate: number;
  readonly samples: readonly number[];
}

interface Tapped extends Window {
  heard?: { sampleRate: number; samples: number[] };
}

/**
 * Runs in the page before anything else: whatever is connected to an audio destination is copied into `window.heard`, as the mean of
 * the channels. It changes nothing of what is played.
 */
export function tapOutput(): void {
  const page: Tapped = window;
  const connect = AudioNode.prototype.connect as (...args: unknown[]) => unknown;
  const taps = new WeakMap<BaseAudioContext, ScriptProcessorNode>();
  AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
    const [target] = args;
    if (target instanceof AudioDestinationNode && target.context instanceof AudioContext) {
      let tap = taps.get(target.context);
      if (tap === undefined) {
        tap = target.context.createScriptProcessor(16384, 2, 2);
        taps.set(target.context, tap);
        page.heard ??= { sampleRate: target.context.sampleRate, samples: [] };
        tap.onaudioprocess = ({ inputBuffer }) => {
          const [left, right] = [inputBuffer.getChannelData(0), inputBuffer.getChannelData(1)];
          for (let n = 0; n < left.length; n++)
            page.heard?.samples.push(((left[n] ?? 0) + (right[n] ?? 0)) / 2);
        };
        connect.call(tap, target);
      }
      connect.call(this, tap);
    }
    return connect.apply(this, args);
  } as typeof AudioNode.prototype.connect;
}

/** Plays for a while and returns what was heard meanwhile. */
export async function listen(page: Page, milliseconds: number): Promise<Heard> {
  await page.evaluate(() => {
    const tapped: Tapped = window;
    if (tapped.heard) tapped.heard.samples = [];
  });
  await page.waitForTimeout(milliseconds);
  return page.evaluate(() => {
    const tapped: Tapped = window;
    return tapped.heard ?? { sampleRate: 0, samples: [] };
  });
}

export function peakOf(samples: readonly number[]): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

export function rmsOf(samples: readonly number[]): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
}

/** The longest run of exact silence, in samples. */
export function longestSilence(samples: readonly number[]): number {
  let longest = 0;
  let run = 0;
  for (const sample of samples) {
    run = sample === 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
