import type { EditStep } from '../../../src-preload/contract/domain.ts';
import type { PcmSource } from '../audio/signal.ts';
import { stftGrid } from '../audio/stft.ts';
import type { Compute } from '../jobs/compute.ts';
import { BlockCache } from './block-cache.ts';
import { type EditPlan, planEdits } from './plan.ts';
import { contextSamples, type RenderInput, reachOf, renderSpan, renderSpanTask } from './render-span.ts';
import type { SegmentMaps } from './segment-map.ts';

/** A block is this many hops: 186 ms at 44.1 kHz, so that the first sound after a change comes soon. */
const BLOCK_HOPS = 8;
/** Runs of so many samples over all channels take a few milliseconds, less than the way to a worker thread and back. */
const INLINE_SAMPLES = 65_536;
/** Longer runs go to worker threads, in pieces of this many blocks. */
const MIN_TASK_BLOCKS = 6;
const MAX_TASK_BLOCKS = 32;
const CACHE_BYTES = 32 * 2 ** 20;

/**
 * The recording with edit steps applied, at its own rate and with all its channels, rendered only where it is read.
 * The same samples come out bit for bit however they are asked for, and samples no step reaches (12 ms around its edges
 * included) are the original's. Without a step that changes anything, the original object itself is returned.
 * Nothing is clipped: peaks above full scale stay as they are (see `clippingWarning`).
 *
 * Aborting `signal` rejects reads under way and starts no further work; use it when a newer edit list replaces this one.
 * Throws `not_found` when a step's segments are not in `maps`, `bad_request` when a gain is above +12 dB.
 */
export function applyEdits(
  source: PcmSource,
  steps: readonly EditStep[],
  maps: SegmentMaps,
  compute: Compute,
  signal?: AbortSignal,
): PcmSource {
  const plan = planEdits(source, steps, maps);
  if (plan.stretches.length === 0) return source;
  const renderer = createRenderer(source, plan, compute, signal);
  return {
    sampleRate: source.sampleRate,
    channelCount: source.channelCount,
    frames: source.frames,
    read: (start, count) => renderer.read(start, count),
  };
}

/** The part of a plan that reaches into [start, end). */
function planWithin(plan: EditPlan, start: number, end: number): EditPlan {
  const stretches = plan.stretches.filter((stretch) => {
    const [from, to] = reachOf(stretch, plan.sampleRate);
    return from < end && start < to;
  });
  return { sampleRate: plan.sampleRate, stretches };
}

function createRenderer(
  source: PcmSource,
  plan: EditPlan,
  compute: Compute,
  signal: AbortSignal | undefined,
) {
  const blockSize = BLOCK_HOPS * stftGrid(source.sampleRate).hop;
  const context = contextSamples(source.sampleRate);
  const bytesPerBlock = blockSize * source.channelCount * Float32Array.BYTES_PER_ELEMENT;
  const cache = new BlockCache(Math.max(16, Math.floor(CACHE_BYTES / bytesPerBlock)));
  const reaches = (start: number, end: number) => planWithin(plan, start, end).stretches.length > 0;
  const edited = (block: number) => reaches(block * blockSize, (block + 1) * blockSize);

  /** Blocks [first, end), on this thread or on a worker. */
  async function render(first: number, end: number, here: boolean): Promise<Float32Array[]> {
    signal?.throwIfAborted();
    const start = first * blockSize;
    const count = (end - first) * blockSize;
    const channels = await source.read(start - context, count + 2 * context);
    signal?.throwIfAborted();
    const input: RenderInput = {
      plan: planWithin(plan, start, start + count),
      channels,
      channelsStart: start - context,
      start,
      count,
    };
    if (here) return renderSpan(input);
    return compute.run(renderSpanTask, input, { transfer: ownBuffers(channels) });
  }

  /** Blocks [first, end), in tasks of several blocks, at most as many at a time as there are threads. */
  function startRun(first: number, end: number): Promise<Float32Array[]>[] {
    const here = (end - first) * blockSize * source.channelCount <= INLINE_SAMPLES;
    const size = here ? end - first : taskSize(end - first, compute.threads);
    const tasks: Promise<Float32Array[]>[] = [];
    const blocks: Promise<Float32Array[]>[] = [];
    for (let from = first; from < end; from += size) {
      const to = Math.min(end, from + size);
      const turn = tasks[tasks.length - compute.threads] ?? Promise.resolve();
      const task = turn.then(() => render(from, to, here));
      tasks.push(task);
      for (let block = from; block < to; block++) {
        const offset = (block - from) * blockSize;
        const part = task.then((channels) => channels.map((c) => c.slice(offset, offset + blockSize)));
        cache.set(block, part);
        blocks.push(part);
      }
    }
    return blocks;
  }

  /** Edited blocks among [first, end), rendered where they are not in the cache. */
  function request(first: number, end: number): Map<number, Promise<Float32Array[]>> {
    const wanted = new Map<number, Promise<Float32Array[]>>();
    const missing = (block: number) => edited(block) && !cache.has(block);
    for (let block = first; block < end; ) {
      const cached = cache.get(block);
      if (cached) wanted.set(block++, cached);
      else if (!edited(block)) block++;
      else {
        let runEnd = block + 1;
        while (runEnd < end && missing(runEnd)) runEnd++;
        for (const part of startRun(block, runEnd)) wanted.set(block++, part);
      }
    }
    return wanted;
  }

  async function read(start: number, count: number): Promise<Float32Array[]> {
    signal?.throwIfAborted();
    const from = Math.max(0, start);
    const to = Math.min(source.frames, start + count);
    if (from >= to || !reaches(from, to)) return source.read(start, count);
    const first = Math.floor(from / blockSize);
    const end = Math.ceil(to / blockSize);
    const wanted = request(first, end);
    const out =
      wanted.size < end - first
        ? await source.read(start, count)
        : Array.from({ length: source.channelCount }, () => new Float32Array(count));
    for (const [block, rendered] of wanted) {
      const blockFrom = Math.max(from, block * blockSize);
      const blockTo = Math.min(to, (block + 1) * blockSize);
      const offset = block * blockSize;
      for (const [c, samples] of (await rendered).entries())
        out[c]!.set(samples.subarray(blockFrom - offset, blockTo - offset), blockFrom - start);
    }
    return out;
  }

  return { read };
}

/** Blocks a task: as much work for each thread, in pieces neither too small to be worth the way nor too large to be dropped. */
function taskSize(blocks: number, threads: number): number {
  const turns = Math.ceil(blocks / threads / MAX_TASK_BLOCKS);
  return Math.max(MIN_TASK_BLOCKS, Math.ceil(blocks / (turns * threads)));
}

/** Buffers that belong to one array alone; others may still be used by the source. */
function ownBuffers(channels: readonly Float32Array[]): ArrayBuffer[] {
  return channels
    .map((channel) => (channel.byteLength === channel.buffer.byteLength ? channel.buffer : null))
    .filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
}
