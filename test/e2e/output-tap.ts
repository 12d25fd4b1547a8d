import type { Page } from '@playwright/test';

/** What the page played since `listen` was called last, at the context's rate; the mean of the channels. */
export interface Heard {
  readonly sampleRate: number;
  readonly samples: readonly number[];
  /** The output's own clock, in seconds: what it has played since it was opened. */
  readonly clock: number;
}

interface Tap {
  readonly context: AudioContext;
  /** Frames of the context's clock before this are not listened to any more. */
  from: number;
  samples: number[];
}

interface Tapped extends Window {
  tap?: Tap;
}

/** Chromium's; not in TypeScript's library. */
declare class MediaStreamTrackProcessor {
  constructor(options: { track: MediaStreamTrack; maxBufferSize: number });
  readonly readable: ReadableStream<AudioData>;
}

/** Before the page is opened: whatever it will connect to an audio destination is copied into `window.tap`. It changes nothing of what is played. */
export const tapOutput = (page: Page): Promise<unknown> => page.addInitScript(copyToTap);

/** Runs in the page before anything else. Pieces of 10 ms wait in the browser until the page has time for them, so that a busy page loses nothing. */
function copyToTap(): void {
  const page: Tapped = window;
  const connect = AudioNode.prototype.connect as (...args: unknown[]) => unknown;
  const outputs = new WeakMap<BaseAudioContext, AudioNode>();
  const copy = async (tap: Tap, track: MediaStreamTrack): Promise<void> => {
    let at = Math.round(tap.context.currentTime * tap.context.sampleRate);
    const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: 6000 });
    for await (const piece of readable as unknown as AsyncIterable<AudioData>) {
      const { numberOfFrames, numberOfChannels } = piece;
      const mean = new Float32Array(numberOfFrames);
      const channel = new Float32Array(numberOfFrames);
      for (let planeIndex = 0; planeIndex < numberOfChannels; planeIndex++) {
        piece.copyTo(channel, { planeIndex, format: 'f32-planar' });
        for (let n = 0; n < numberOfFrames; n++) mean[n]! += channel[n]! / numberOfChannels;
      }
      piece.close();
      if (at >= tap.from) tap.samples.push(...mean);
      at += numberOfFrames;
    }
  };
  const outputOf = (context: AudioContext): AudioNode => {
    const output = context.createMediaStreamDestination();
    const tap: Tap = { context, from: 0, samples: [] };
    page.tap = tap;
    void copy(tap, output.stream.getAudioTracks()[0]!);
    return output;
  };
  AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
    const [target] = args;
    if (target instanceof AudioDestinationNode && target.context instanceof AudioContext) {
      const output = outputs.get(target.context) ?? outputOf(target.context);
      outputs.set(target.context, output);
      connect.call(this, output);
    }
    return connect.apply(this, args);
  } as typeof AudioNode.prototype.connect;
}

/** Listens for so much of the output's own time, which on a busy machine takes longer, and returns what was heard meanwhile. */
export async function listen(page: Page, milliseconds: number): Promise<Heard> {
  await page.evaluate(() => {
    const { tap }: Tapped = window;
    if (!tap) return;
    tap.from = Math.ceil(tap.context.currentTime * tap.context.sampleRate);
    tap.samples = [];
  });
  await page.waitForTimeout(milliseconds);
  await page.waitForFunction(
    (seconds) => {
      const { tap }: Tapped = window;
      return tap?.context.state !== 'running' || tap.samples.length >= seconds * tap.context.sampleRate;
    },
    milliseconds / 1000,
    { timeout: 60_000 },
  );
  return heardSoFar(page);
}

/** What was heard since `listen` began last. */
export function heardSoFar(page: Page): Promise<Heard> {
  return page.evaluate(() => {
    const { tap }: Tapped = window;
    const { sampleRate = 0, currentTime: clock = 0 } = tap?.context ?? {};
    return { sampleRate, samples: tap?.samples ?? [], clock };
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
