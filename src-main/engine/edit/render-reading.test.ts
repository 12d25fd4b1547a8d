import { describe, expect, it } from 'vitest';
import { type Compute, createCompute } from '../jobs/compute.ts';
import { gainStep } from './edit-step.ts';
import { maps, onThisThread, region, segments } from './edits.fixture.ts';
import { applyEdits } from './render.ts';
import { chords, noise, soundOf } from './sounds.fixture.ts';

describe('reading an edited recording', () => {
  const rate = 44_100;
  const length = 6 * rate + 321;
  const samples = [noise(length, 30), chords(length, rate)];
  const steps = [
    gainStep('a', 'a', segments(0, 3), -12),
    gainStep('b', 'b', region(1.2, 3, 500, 4000), 6),
    gainStep('c', 'c', region(4.9, 5.2, 0, 1e6), null),
  ];
  const open = () => applyEdits(soundOf(rate, ...samples), steps, maps, onThisThread);

  it('gives the same bits however the reads are cut', async () => {
    const whole = await open().read(0, length);
    const source = open();
    let at = 0;
    for (let i = 0; at < length; i++) {
      const count = Math.min(length - at, 1 + ((i * 7919) % 23_456));
      const part = await source.read(at, count);
      for (const [c, channel] of part.entries()) expect(channel).toEqual(whole[c]!.subarray(at, at + count));
      at += count;
    }
  });

  it('gives the same bits for reads at the same time', async () => {
    const whole = await open().read(0, length);
    const source = open();
    const starts = [60_000, 0, 61_000, 130_000];
    const parts = await Promise.all(starts.map((start) => source.read(start, 80_000)));
    for (const [i, part] of parts.entries())
      expect(part[1]).toEqual(whole[1]!.subarray(starts[i]!, starts[i]! + 80_000));
  });

  it('gives the same bits on worker threads', async () => {
    await using compute = createCompute(2);
    const there = await applyEdits(soundOf(rate, ...samples), steps, maps, compute).read(0, length);
    expect(there).toEqual(await open().read(0, length));
  });

  it('keeps no more tasks waiting than there are threads', async () => {
    let running = 0;
    let most = 0;
    const counting: Compute = {
      ...onThisThread,
      threads: 2,
      async run(task, input) {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        return onThisThread.run(task, input).finally(() => running--);
      },
    };
    const everywhere = [gainStep('d', 'd', region(0, 60, 500, 4000), 6)];
    const long = soundOf(8000, noise(8000 * 60, 31));
    await applyEdits(long, everywhere, maps, counting).read(0, 8000 * 60);
    expect(most).toBe(2);
  });

  it('is silent outside the recording', async () => {
    const [channel] = await open().read(-500, length + 1000);
    expect(channel!.subarray(0, 500).every((x) => x === 0)).toBe(true);
    expect(channel!.subarray(length + 500).every((x) => x === 0)).toBe(true);
    expect(channel!.subarray(500, length + 500)).toEqual((await open().read(0, length))[0]);
  });

  it('gives away arrays of the caller’s own', async () => {
    const source = open();
    const first = await source.read(0, 40_000);
    const kept = first[0]!.slice();
    first[0]!.fill(9);
    expect((await source.read(0, 40_000))[0]).toEqual(kept);
  });

  it('reads of the original only what is near', async () => {
    const original = soundOf(rate, ...samples);
    const asked: [number, number][] = [];
    const watched = {
      ...original,
      read: (start: number, count: number) => {
        asked.push([start, start + count]);
        return original.read(start, count);
      },
    };
    await applyEdits(watched, steps, maps, onThisThread).read(2 * rate, 11_025);
    for (const [start, end] of asked) {
      expect(start).toBeGreaterThan(2 * rate - 20_000);
      expect(end).toBeLessThan(2 * rate + 11_025 + 20_000);
    }
  });

  it('renders a block once', async () => {
    const original = soundOf(rate, ...samples);
    let reads = 0;
    const watched = {
      ...original,
      read: (start: number, count: number) => {
        reads++;
        return original.read(start, count);
      },
    };
    const source = applyEdits(watched, steps, maps, onThisThread);
    await source.read(1.3 * rate, 8000);
    const once = reads;
    await source.read(1.3 * rate, 8000);
    expect(once).toBeGreaterThan(0);
    expect(reads).toBe(once);
  });

  it('passes a failure to read on, and works again afterwards', async () => {
    const original = soundOf(rate, ...samples);
    let broken = true;
    const shaky = {
      ...original,
      read: (s: number, c: number) =>
        broken ? Promise.reject(new Error('the file is gone')) : original.read(s, c),
    };
    const source = applyEdits(shaky, steps, maps, onThisThread);
    await expect(source.read(0, 3 * rate)).rejects.toThrow('the file is gone');
    broken = false;
    expect(await source.read(0, 3 * rate)).toEqual(await open().read(0, 3 * rate));
  });

  it('stops when a newer edit has replaced it', async () => {
    const replaced = new AbortController();
    const source = applyEdits(soundOf(rate, ...samples), steps, maps, onThisThread, replaced.signal);
    const reading = source.read(0, length);
    replaced.abort();
    await expect(reading).rejects.toThrow(/abort/i);
    await expect(source.read(0, 100)).rejects.toThrow(/abort/i);
  });
});
