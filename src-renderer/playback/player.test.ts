import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AudioRef, EditStep, Track } from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { timeMapOf } from '../../src-preload/contract/time-map.ts';
import type { EngineClient } from '../engine-client.ts';
import { FakeAudioContext } from '../testing/fake-audio-context.ts';
import { SILENT } from './meter.ts';
import { Mixer } from './mixer.ts';
import type { PlayerContext } from './output.ts';
import { Player } from './player.ts';
import type { Programme } from './programme.ts';

const RATE = 1000;
const FRAMES = 20_000;
const track: Track = {
  id: 't',
  name: 'Ramp',
  audioHash: '',
  duration: FRAMES / RATE,
  sampleRate: RATE,
  channels: 1,
  frames: FRAMES,
  format: 'wav',
  bitDepth: 16,
  fileSize: 0,
  importedAt: '',
  missing: false,
};
const cut = (gainDb: number): EditStep => ({
  id: 'e',
  name: 'cut',
  target: { kind: 'region', timeRange: [0, 20], frequencyRange: [0, 500] },
  complement: false,
  gainDb,
  bypassed: false,
});

const paced = (tempo: number, timeRange: [number, number]): EditStep => ({
  ...cut(0),
  target: { kind: 'time', timeRange },
  tempo,
});

/** Every sample says where it comes from: moment n of the recording is n + 1, edits scale it by their gain. */
const valueAt = (frame: number, { steps }: AudioRef) =>
  steps.reduce(
    (value, step) => value * 10 ** ((step.gainDb ?? -200) / 20),
    timeMapOf(track, steps).toRecording(frame) + 1,
  );

let context: FakeAudioContext;
/** The rates that outputs were opened at. */
let opened: number[];
/** The devices that sound was to go to. */
let sentTo: string[];
let pump: () => void;
let player: Player;
let reads: { start: number; frames: number }[];
let failing: boolean | 'cancelled';
/** Seconds that reading edited sound takes, however little. */
let slowness: number;

beforeEach(() => {
  vi.useFakeTimers();
  context = new FakeAudioContext(RATE);
  reads = [];
  failing = false;
  slowness = 0;
  const engine = {
    audio: {
      read: async ({ audio, start, frames }: { audio: AudioRef; start: number; frames: number }) => {
        if (failing === 'cancelled') throw new MezzoError('cancelled', 'Cancelled.');
        if (failing) throw new Error('the engine is away');
        const due = context.currentTime + slowness * (audio.steps.length > 0 ? 1 : 0);
        while (context.currentTime < due) await new Promise((resolve) => setTimeout(resolve, 10));
        reads.push({ start, frames });
        const count = Math.max(0, Math.min(frames, timeMapOf(track, audio.steps).frames - start));
        return new Blob([Float32Array.from({ length: count }, (_, i) => valueAt(start + i, audio))]);
      },
    },
  } as unknown as EngineClient;
  opened = [];
  sentTo = [];
  player = new Player(engine, (rate, onPump) => {
    opened.push(rate);
    pump = onPump;
    return {
      context: context as unknown as PlayerContext,
      mixer: new Mixer(context as unknown as BaseAudioContext),
      levels: () => SILENT,
      sendTo: async (deviceId) => {
        sentTo.push(deviceId);
        if (deviceId === 'broken') throw new DOMException('Refused', 'NotFoundError');
      },
      [Symbol.asyncDispose]: async () => undefined,
    };
  });
});

afterEach(() => vi.useRealTimers());

function programme(change: Partial<Programme> = {}): Programme {
  return {
    track,
    original: { trackId: 't', steps: [] },
    edited: null,
    side: 'original',
    loop: null,
    matchGainDb: 0,
    volumeDb: 0,
    speed: 1,
    ...change,
  };
}

/** Lets waiting reads come in. */
const settle = async () => {
  for (let i = 0; i < 20; i++) await vi.advanceTimersByTimeAsync(0);
};

/** Plays on for so many seconds, ten pumps a second, and returns what was heard. */
async function listen(seconds: number): Promise<number[]> {
  const heard: number[] = [];
  for (let i = 0; i < Math.round(seconds * 10); i++) {
    heard.push(...context.run(0.1));
    pump();
    await vi.advanceTimersByTimeAsync(100);
    await settle();
  }
  return heard;
}

const skipStart = 100;

test('a recording is heard sample after sample without a gap', async () => {
  player.configure(programme());
  await player.play(2);
  const heard = await listen(6);
  const first = Math.round(heard[skipStart]! - skipStart);
  heard.slice(skipStart).forEach((value, i) => {
    expect(value).toBeCloseTo(first + skipStart + i, 2);
  });
  expect(heard[skipStart]).toBeGreaterThan(2001);
  expect(player.status).toBe('playing');
});

test('where the playhead rests is read before it plays, both sides, and not again', async () => {
  const edited = { trackId: 't', steps: [cut(-6)] };
  player.configure(programme({ edited }));
  player.rest(3.4);
  await vi.advanceTimersByTimeAsync(149);
  expect(reads).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await settle();
  expect(reads.map(({ start }) => start)).toEqual([3000, 3000, 4000, 4000]);
  await player.play(3.4);
  await listen(1);
  expect(reads.length).toBeGreaterThan(4);
  expect(Math.min(...reads.slice(4).map(({ start }) => start))).toBe(5000);
});

test('with a loop on, its start is read before it plays', async () => {
  player.configure(programme({ loop: { start: 6, end: 7 } }));
  await vi.advanceTimersByTimeAsync(150);
  await settle();
  expect(reads.map(({ start }) => start)).toEqual([6000, 7000]);
});

test('a playhead that is dragged reads only where it comes to rest, and a closed recording nothing', async () => {
  player.configure(programme());
  for (const seconds of [1, 2, 3]) {
    player.rest(seconds);
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(50);
  await settle();
  expect(reads.map(({ start }) => start)).toEqual([3000, 4000]);
  player.rest(7);
  player.configure(null);
  await vi.advanceTimersByTimeAsync(1000);
  expect(reads).toHaveLength(2);
});

test('a loop wraps at its last sample, and is read from the engine only once', async () => {
  player.configure(programme({ loop: { start: 3, end: 4.5 } }));
  await player.play(3);
  const heard = await listen(12);
  for (let i = skipStart + 1; i < heard.length; i++) {
    const [before, now] = [Math.round(heard[i - 1]!), Math.round(heard[i]!)];
    expect(now).toBe(before === 4500 ? 3001 : before + 1);
  }
  const readsSoFar = reads.length;
  await listen(6);
  expect(reads.length).toBe(readsSoFar);
});

test('switching between original and edited keeps the place and never falls silent', async () => {
  const both = programme({ edited: { trackId: 't', steps: [cut(-6.0206)] } });
  player.configure(both);
  await player.play(1);
  const before = await listen(1);
  player.configure({ ...both, side: 'edited' });
  const after = await listen(1);
  const frame = before.at(-1)!;
  after.forEach((value, i) => {
    const full = frame + 1 + i;
    expect(value).toBeLessThanOrEqual(full * 1.001);
    expect(value).toBeGreaterThanOrEqual(full * 0.499);
    // Samples last a millisecond here: 4 until it begins, 10 of crossfade.
    if (i > 15) expect(value).toBeCloseTo(full / 2, 1);
  });
});

test('a changed edit is heard within 150 ms, from the same place, without a gap', async () => {
  const quiet = programme({ edited: { trackId: 't', steps: [cut(-6.0206)] }, side: 'edited' });
  player.configure(quiet);
  await player.play(1);
  const before = await listen(1);
  player.configure({ ...quiet, edited: { trackId: 't', steps: [cut(-20)] } });
  await settle();
  const after = await listen(1);
  const frame = before.at(-1)! * 2;
  const changed = after.findIndex((value, i) => value < (frame + 1 + i) * 0.11);
  expect(changed).toBeGreaterThan(0);
  expect(changed / RATE).toBeLessThan(0.15);
  after.slice(changed + 5).forEach((value, i) => {
    expect(value / ((frame + 1 + changed + 5 + i) * 0.1)).toBeCloseTo(1, 2);
  });
  for (const value of after) expect(value).toBeGreaterThan(frame * 0.09);
});

test('an edit that is slow to render changes over late, and what was heard goes on until then', async () => {
  const quiet = programme({ edited: { trackId: 't', steps: [cut(-6.0206)] }, side: 'edited' });
  player.configure(quiet);
  await player.play(1);
  await listen(1);
  slowness = 0.4;
  player.configure({ ...quiet, edited: { trackId: 't', steps: [cut(-20)] } });
  const heard = await listen(4);
  const changed = heard.findIndex((value, i) => value < (2000 + i) * 0.2);
  expect(changed / RATE).toBeGreaterThan(0.4);
  expect(changed / RATE).toBeLessThan(3);
  for (const value of heard.slice(0, changed - 12)) expect(value).toBeGreaterThan(900);
});

test('when rendering is slower than playing the sound has holes, but comes back and keeps its place', async () => {
  const slow = programme({ edited: { trackId: 't', steps: [cut(-6.0206)] }, side: 'edited' });
  player.configure(slow);
  await player.play(1);
  slowness = 1.3;
  const heard = await listen(16);
  const late = heard.slice(-8000);
  const sounding = late.filter((value) => value > 0).length;
  expect(sounding).toBeGreaterThan(2000);
  const place = Math.round(player.position() * RATE);
  const last = heard.findLastIndex((value) => value > 0);
  expect(heard[last]! * 2).toBeGreaterThan(place - (heard.length - last) - 20);
  expect(heard[last]! * 2).toBeLessThan(place - (heard.length - last) + 20);
});

test('seeking while playing goes on from the new place', async () => {
  player.configure(programme());
  await player.play(1);
  await listen(1);
  await player.play(10);
  const heard = await listen(1);
  expect(Math.round(heard.at(-1)!)).toBeGreaterThan(10_800);
  expect(player.position()).toBeGreaterThan(10.8);
  expect(player.position()).toBeLessThan(11.2);
});

test('the position follows the loop', async () => {
  player.configure(programme({ loop: { start: 5, end: 6 } }));
  await player.play(5.5);
  for (let i = 0; i < 5; i++) {
    await listen(0.7);
    expect(player.position()).toBeGreaterThanOrEqual(5);
    expect(player.position()).toBeLessThan(6);
  }
});

test('nodes do not pile up, and stopping lets go of all of them', async () => {
  player.configure(programme({ loop: { start: 0, end: 0.7 }, edited: { trackId: 't', steps: [cut(-6)] } }));
  await player.play(0);
  await listen(4);
  const early = player.nodeCount;
  await listen(40);
  expect(player.nodeCount).toBeLessThanOrEqual(early + 2);
  for (let i = 0; i < 30; i++) {
    await player.play(i / 10);
    await listen(0.1);
  }
  await listen(1);
  expect(player.nodeCount).toBeLessThanOrEqual(early + 2);
  player.stop();
  await listen(0.5);
  expect(player.nodeCount).toBe(0);
  expect(context.connectedSources).toBe(0);
});

test('at the end the playhead goes back to where playing began', async () => {
  player.configure(programme());
  const rests: number[] = [];
  player.onStatus = (status, at) => {
    if (status === 'stopped') rests.push(at);
  };
  await player.play(18.5);
  await listen(3);
  expect(player.status).toBe('stopped');
  expect(rests.at(-1)).toBe(18.5);
  expect(player.position()).toBe(18.5);
});

test('a read that is cancelled by a change does not stop the sound', async () => {
  player.configure(programme());
  await player.play(1);
  await listen(0.5);
  failing = 'cancelled';
  player.configure(programme({ edited: { trackId: 't', steps: [cut(-6)] } }));
  await listen(0.5);
  expect(player.status).toBe('playing');
});

test('when the engine is away, playing stops and the failure is told', async () => {
  const failures: unknown[] = [];
  player.onStatus = (_, __, failure) => {
    if (failure) failures.push(failure);
  };
  player.configure(programme());
  failing = true;
  await player.play(0);
  await settle();
  expect(player.status).toBe('stopped');
  expect(failures).toHaveLength(1);
});

test('of several starts in a row the last one is heard', async () => {
  player.configure(programme());
  await Promise.all([player.play(1), player.play(5), player.play(9)]);
  const heard = await listen(1);
  expect(Math.round(heard.at(-1)!)).toBeGreaterThan(9800);
  await listen(0.5);
  expect(player.position()).toBeGreaterThan(10);
});

test('the difference is the edited side less the other, and silence where they are the same', async () => {
  const both = programme({ edited: { trackId: 't', steps: [cut(-6.0206)] }, side: 'difference' });
  player.configure(both);
  await player.play(1);
  const heard = await listen(1);
  const first = Math.round(-2 * heard[skipStart]! - skipStart);
  heard.slice(skipStart).forEach((value, i) => {
    expect(value).toBeCloseTo(-(first + skipStart + i) / 2, 1);
  });
  expect(heard[skipStart]).toBeLessThan(-500);
});

test('at half the speed every sample lasts twice as long, and the place is told in the recording’s own time', async () => {
  player.configure(programme({ speed: 0.5 }));
  await player.play(2);
  expect(opened).toEqual([RATE / 2]);
  const at = player.position();
  await listen(2);
  expect(player.position() - at).toBeGreaterThan(0.9);
  expect(player.position() - at).toBeLessThan(1.1);
});

test('another speed goes on from the same place', async () => {
  player.configure(programme());
  await player.play(2);
  await listen(1);
  const at = player.position();
  player.configure(programme({ speed: 2 }));
  await settle();
  expect(player.status).toBe('playing');
  expect(Math.abs(player.position() - at)).toBeLessThan(0.2);
  expect(opened).toEqual([RATE, 2 * RATE]);
});

test('sound goes to the chosen device, also once an output is opened, and to the system’s when that is refused', async () => {
  const refused = vi.fn();
  player.onOutputRefused = refused;
  await player.sendTo('headphones');
  expect(sentTo).toEqual([]);
  player.configure(programme());
  await player.play(0);
  expect(sentTo).toEqual(['headphones']);
  await player.sendTo('broken');
  expect(sentTo).toEqual(['headphones', 'broken', '']);
  expect(refused).toHaveBeenCalledOnce();
  expect(player.status).toBe('playing');
});

/** A programme whose edited side plays a stretch at another tempo. */
const tempo = (factor: number, range: [number, number], change: Partial<Programme> = {}) =>
  programme({ edited: { trackId: 't', steps: [paced(factor, range)] }, ...change });

/**
 * Fails when what was heard, which tells the moments it comes from, leaps or falls silent. From one tempo to another the fade itself
 * moves a little on or back.
 */
function expectNoGap(heard: readonly number[], most: number, least = 0): void {
  for (let i = 1; i < heard.length; i++) {
    expect(heard[i]! - heard[i - 1]!).toBeGreaterThanOrEqual(least - 0.1);
    expect(heard[i]! - heard[i - 1]!).toBeLessThanOrEqual(most + 0.1);
  }
}

const perSample = (heard: readonly number[]) => (heard.at(-1)! - heard.at(-101)!) / 100;

test('a stretch at twice the tempo moves the position twice as fast, and the sound ends when all of it is heard', async () => {
  player.configure(tempo(2, [2, 10], { side: 'edited' }));
  await player.play(3);
  await listen(0.5);
  const before = player.position();
  const heard = await listen(2);
  expect(player.position() - before).toBeCloseTo(4, 2);
  expect(perSample(heard)).toBeCloseTo(2, 3);
  expectNoGap(heard, 2);
  expect(Math.abs(heard.at(-1)! / RATE - player.position())).toBeLessThan(0.01);
  const rest = await listen(12);
  expect(player.status).toBe('stopped');
  expect(Math.max(...rest)).toBeCloseTo(FRAMES, 0);
  expect(player.position()).toBe(3);
});

test('sides of different tempo change over at the same moment, without a gap, and need not wait for the engine', async () => {
  const both = tempo(2, [2, 6]);
  player.configure(both);
  await player.play(8);
  const heard = await listen(1);
  for (const [side, frame] of [
    ['edited', 7000],
    ['original', 10_000],
    ['edited', 9000],
  ] as const) {
    const readsBefore = reads.length;
    player.configure({ ...both, side });
    heard.push(...(await listen(1)));
    // The second that it begins with was there already.
    for (const { start } of reads.slice(readsBefore)) expect(start).toBeGreaterThan(frame + 900);
    expect(reads.length).toBeGreaterThan(readsBefore);
  }
  expectNoGap(heard.slice(skipStart), 1);
  expect(heard.at(-1)! / RATE).toBeCloseTo(player.position(), 1);
  expect(heard.at(-1)!).toBeGreaterThan(11_900);
});

test('the side that is come to is heard within 40 ms, at its matched level', async () => {
  const both = tempo(2, [2, 6], { matchGainDb: -6.0206 });
  player.configure(both);
  await player.play(8);
  await listen(1);
  player.configure({ ...both, side: 'edited' });
  await settle();
  const heard = await listen(0.5);
  const from = player.position() * RATE - heard.length;
  heard.forEach((value, i) => {
    expect(value / (from + i)).toBeGreaterThan(0.49);
    if (i > 40) expect(value / (from + i)).toBeCloseTo(0.5, 2);
  });
  expect(heard[0]! / from).toBeCloseTo(1, 2);
});

test('while one side plays alone the other is read along, each second of it once', async () => {
  player.configure(tempo(0.5, [0, 20]));
  await player.play(1);
  await listen(8);
  const places = reads.map(({ start, frames }) => `${start} ${frames}`);
  expect(places.length).toBeLessThanOrEqual(2 + 12 + 19);
  expect(reads.some(({ start }) => start === 17_000)).toBe(true);
});

test('quick changes of mind leave one voice, at the right moment', async () => {
  const both = tempo(2, [2, 6]);
  player.configure(both);
  await player.play(8);
  const heard = await listen(1);
  const nodes = player.nodeCount;
  for (const side of ['edited', 'original', 'edited', 'original', 'edited'] as const)
    player.configure({ ...both, side });
  heard.push(...(await listen(0.5)));
  slowness = 0.4;
  const slower = (side: 'original' | 'edited') => tempo(0.5, [2, 6], { side });
  player.configure(slower('edited'));
  heard.push(...(await listen(0.1)));
  player.configure(slower('original'));
  await settle();
  player.configure(slower('edited'));
  heard.push(...(await listen(3)));
  expectNoGap(heard.slice(skipStart), 1);
  expect(heard.at(-1)! / RATE).toBeCloseTo(player.position(), 1);
  expect(player.nodeCount).toBeLessThanOrEqual(nodes + 4);
});

test('a change while a seek is being loaded is heard at the place that was sought', async () => {
  const both = tempo(2, [2, 6]);
  player.configure(both);
  await player.play(1);
  await listen(1);
  slowness = 0.3;
  const sought = player.play(12);
  player.configure({ ...both, side: 'edited' });
  await listen(1);
  await sought;
  const heard = await listen(1);
  expect(player.status).toBe('playing');
  expectNoGap(heard, 1);
  expect(heard.at(-1)!).toBeGreaterThan(12_800);
  expect(heard.at(-1)! / RATE).toBeCloseTo(player.position(), 1);
});

test('a loop over the edge of a stretch of another tempo wraps at its moments', async () => {
  player.configure(tempo(2, [4, 6], { side: 'edited', loop: { start: 3, end: 5 } }));
  await player.play(3);
  const heard = (await listen(6)).slice(skipStart);
  const wraps = heard.flatMap((value, i) => (i > 0 && value < heard[i - 1]! ? [i] : []));
  expect(wraps.length).toBeGreaterThanOrEqual(3);
  for (const i of wraps) expect([heard[i - 1]!, heard[i]!]).toEqual([4999, 3001]);
  for (let i = 1; i < wraps.length; i++) expect(wraps[i]! - wraps[i - 1]!).toBe(1500);
  expect(player.position()).toBeGreaterThanOrEqual(3);
  expect(player.position()).toBeLessThan(5);
});

test('a tempo that is added, changed and undone while it plays goes on from the same moment', async () => {
  const plain = programme({ side: 'edited' });
  player.configure(plain);
  await player.play(3);
  const heard = await listen(1);
  const paces: number[] = [];
  for (const next of [
    tempo(2, [2, 16], { side: 'edited' }),
    tempo(0.5, [2, 16], { side: 'edited' }),
    plain,
    programme({ edited: { trackId: 't', steps: [cut(0), paced(2, [2, 16])] }, side: 'edited' }),
    programme({ edited: { trackId: 't', steps: [{ ...cut(0), gainDb: 0 }] }, side: 'edited' }),
  ]) {
    player.configure(next);
    await settle();
    heard.push(...(await listen(1)));
    paces.push(perSample(heard));
    expect(heard.at(-1)! / RATE).toBeCloseTo(player.position(), 1);
  }
  paces.forEach((pace, i) => {
    expect(pace).toBeCloseTo([2, 0.5, 1, 2, 1][i]!, 2);
  });
  expectNoGap(heard.slice(skipStart), 3.5, -1.5);
});

test('sides that come to keep the same time again play in step, and A/B is a matter of levels', async () => {
  const both = programme({ edited: { trackId: 't', steps: [cut(-6.0206)] } });
  player.configure(tempo(2, [2, 6]));
  await player.play(8);
  await listen(0.5);
  player.configure(both);
  await listen(0.5);
  const readsBefore = reads.length;
  player.configure({ ...both, side: 'edited' });
  await settle();
  expect(reads.length).toBe(readsBefore);
  const heard = await listen(0.2);
  heard.slice(20).forEach((value, i) => {
    expect(value).toBeCloseTo(heard[20]! + i / 2, 1);
  });
  expect(heard[20]! * 2).toBeGreaterThan(8900);
});

test('the difference of sides that keep the same time is silence, also coming from another tempo', async () => {
  const both = tempo(2, [2, 6], { side: 'edited' });
  player.configure(both);
  await player.play(8);
  await listen(1);
  player.configure({ ...both, edited: { trackId: 't', steps: [] }, side: 'difference' });
  await listen(0.3);
  const heard = await listen(1);
  expect(player.status).toBe('playing');
  expect(Math.max(...heard.map(Math.abs))).toBe(0);
  player.configure(both);
  await listen(0.3);
  expect((await listen(0.1)).at(-1)! / RATE).toBeCloseTo(player.position(), 1);
});

test('after sides of different tempo stopping lets go of all nodes', async () => {
  const both = tempo(2, [2, 6]);
  player.configure(both);
  await player.play(8);
  for (const side of ['edited', 'original', 'edited'] as const) {
    await listen(0.3);
    player.configure({ ...both, side });
  }
  player.stop();
  await listen(0.5);
  expect(player.nodeCount).toBe(0);
  expect(context.connectedSources).toBe(0);
});

test('the volume holds from the first sample on', async () => {
  player.configure(programme({ volumeDb: -20 }));
  await player.play(10);
  const heard = await listen(0.2);
  const first = heard.findIndex((value) => value > 0);
  for (const value of heard.slice(first)) expect(value).toBeLessThan(1100);
  expect(heard.at(-1)!).toBeGreaterThan(1000);
});

test('a side that is loaded too late to be wanted any more is not heard', async () => {
  const both = programme({ edited: { trackId: 't', steps: [cut(-20), paced(0.5, [2, 6])] } });
  player.configure(both);
  await player.play(8);
  const heard = await listen(0.5);
  slowness = 0.4;
  player.configure({
    ...both,
    edited: { trackId: 't', steps: [cut(-20), paced(0.6, [2, 6])] },
    side: 'edited',
  });
  heard.push(...(await listen(0.2)));
  player.configure(both);
  heard.push(...(await listen(2)));
  expectNoGap(heard.slice(skipStart), 1);
  expect(heard.at(-1)! / RATE).toBeCloseTo(player.position(), 1);
});

test('stopping fades out within 15 ms, not before the sound that is made already', async () => {
  player.configure(programme());
  await player.play(10);
  await listen(0.5);
  player.stop();
  const heard = await listen(0.1);
  const place = player.position() * RATE;
  // Samples last a millisecond: 5 until it begins, 10 of fade.
  for (const value of heard.slice(0, 5)) expect(value / place).toBeCloseTo(1, 2);
  expect(heard[10]! / place).toBeGreaterThan(0.3);
  expect(heard[10]! / place).toBeLessThan(0.7);
  for (const value of heard.slice(16)) expect(value).toBe(0);
});
