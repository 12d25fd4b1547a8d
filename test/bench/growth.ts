import type { ChildProcess } from 'node:child_process';
import type { Page } from '@playwright/test';
import { printRow } from './row.ts';
import { treeBytes } from './tree-memory.ts';
import { openRecording } from './users.ts';

/** What opening and leaving recordings leaves behind: heap, AudioNodes and textures of the page, memory of the host and its engine. */

const OPENINGS = 201;
/** Until every recording has its tiles and what is made at the first use is made. */
const WARM_UP = 24;
/** The same one is open before and after: the number of openings is a multiple of theirs. */
const NAMES = [/slow and legato/, /brisk and detached/, /Two weathers/];

interface Counted extends Window {
  held?: { readonly nodes: Set<WeakRef<AudioNode>>; textures: number };
}

/** Runs in the page before anything else: notes every AudioNode and WebGL texture that is made. It keeps none of them. */
export function countHeld(): void {
  const page: Counted = window;
  const held = { nodes: new Set<WeakRef<AudioNode>>(), textures: 0 };
  page.held = held;
  const make = BaseAudioContext.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of Object.getOwnPropertyNames(make).filter((one) => one.startsWith('create'))) {
    const create = make[name]!;
    make[name] = function (...args) {
      const made = create.apply(this, args);
      if (made instanceof AudioNode) held.nodes.add(new WeakRef(made));
      return made;
    };
  }
  const gl = WebGL2RenderingContext.prototype;
  const { createTexture, deleteTexture } = gl;
  gl.createTexture = function () {
    held.textures++;
    return createTexture.call(this);
  };
  gl.deleteTexture = function (texture) {
    if (texture && this.isTexture(texture)) held.textures--;
    deleteTexture.call(this, texture);
  };
}

interface Held {
  readonly heap: number;
  readonly nodes: number;
  readonly textures: number;
  readonly elements: number;
  readonly host: number;
}

async function heldNow(page: Page, host: ChildProcess): Promise<Held> {
  const session = await page.context().newCDPSession(page);
  // Twice, since what waits for its finaliser goes with the next collection.
  for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes: elements } = await session.send('Memory.getDOMCounters');
  await session.detach();
  const { nodes, textures } = await page.evaluate(() => {
    const { held } = window as Counted;
    const alive = [...(held?.nodes ?? [])].filter((node) => node.deref() !== undefined).length;
    return { nodes: alive, textures: held?.textures ?? 0 };
  });
  return { heap: usedSize / 1e6, nodes, textures, elements, host: treeBytes(host.pid ?? 0) / 2 ** 20 };
}

/** Opens recording after recording, playing each for a moment. */
async function openings(page: Page, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await openRecording(page, NAMES[i % NAMES.length]!);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    await page.waitForTimeout(200);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  }
  await page.waitForTimeout(2000);
}

/** Prints a row each for what grew over the openings, garbage collected. */
export async function measureGrowth(page: Page, host: ChildProcess): Promise<void> {
  await openings(page, WARM_UP);
  const before = await heldNow(page, host);
  await openings(page, OPENINGS);
  const after = await heldNow(page, host);
  const over = `over ${OPENINGS} openings of recordings, each played for a moment`;
  const heap = after.heap - before.heap;
  printRow({
    what: `Growth of the page’s heap ${over} (from ${before.heap.toFixed(1)} MB; elements of the page from ${before.elements} to ${after.elements})`,
    value: heap,
    unit: 'MB',
    goal: '5 MB',
    met: heap < 5,
  });
  for (const unit of ['nodes', 'textures'] as const)
    printRow({
      what: `Growth of ${unit === 'nodes' ? 'AudioNodes' : 'WebGL textures'} ${over} (from ${before[unit]})`,
      value: after[unit] - before[unit],
      unit,
      goal: 'none',
      met: after[unit] <= before[unit],
    });
  const grown = after.host - before.host;
  printRow({
    what: `Growth of host and engine processes ${over} (from ${before.host.toFixed(0)} MB resident)`,
    value: grown,
    unit: 'MB',
    goal: '20 MB',
    met: grown < 20,
  });
}
