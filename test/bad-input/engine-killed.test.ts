import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWebHost, type WebHost } from '../../src-main/web/host.ts';
import { connectOver, type EngineSession } from '../../src-renderer/transport/reconnecting.ts';
import { webTransport } from '../../src-renderer/transport/web-transport.ts';
import { music, writeWav } from './sound-files.ts';

/** The engine of a served workstation is killed without warning; what it had said is saved must be there afterwards. */

const folder = mkdtempSync(join(tmpdir(), 'mezzo killed '));
const home = join(folder, 'home');
const takes = Array.from({ length: 12 }, (_, n) => writeWav(join(folder, `take ${n}.wav`), music(10, n)));
let host: WebHost;
let session: EngineSession;
let grants: readonly string[];

beforeAll(async () => {
  const pageFolder = join(folder, 'page');
  mkdirSync(pageFolder);
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>Mezzo</title>');
  host = await startWebHost({
    pageFolder,
    files: takes,
    engineOptions: { dataFolder: home, provider: 'cpu' },
    supervision: { restartDelay: () => 20 },
  });
  await host.engineReady;
  session = connectOver(webTransport(new URL(host.address)), { retryDelay: () => 20 });
  grants = await new Promise((resolve) => session.capabilities.onFilesOpened?.(resolve));
});
afterAll(async () => {
  session[Symbol.dispose]();
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The process that runs the engine, found among this process's children. */
function enginePid(): number {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const found = rows
    .map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row))
    .filter((row) => row !== null && Number(row[2]) === process.pid && row[3]!.includes('engine-process'));
  if (found.length !== 1) throw new Error(`expected one engine, found ${found.length}`);
  return Number(found[0]![1]);
}

const lost = { code: 'engine_lost', message: expect.stringContaining('nothing already saved is lost') };
const sources = () => grants.map((token) => ({ kind: 'grant', token }) as const);

test('in the middle of an import: every file reported as done is there, and the rest can be imported again', {
  timeout: 240_000,
}, async () => {
  const { client } = session;
  const done: string[] = [];
  const engine = enginePid();
  const importing = async () => {
    for await (const event of await client.tracks.import({ sources: sources() })) {
      if (event.kind !== 'done') continue;
      done.push(event.name);
      if (done.length === 2) process.kill(engine, 'SIGKILL');
    }
  };
  await expect(importing()).rejects.toMatchObject(lost);
  expect(done.length).toBeLessThan(takes.length);
  const { items } = await client.tracks.list({});
  expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining(done));
  const before = new Map(items.map(({ name, id }) => [name, id]));
  const ends: string[] = [];
  for await (const event of await client.tracks.import({ sources: sources() }))
    if (event.kind !== 'progress') ends.push(event.kind);
  expect(ends).toEqual(takes.map(() => 'done'));
  const after = await client.tracks.list({});
  expect(after.total).toBe(takes.length);
  for (const { name, id } of after.items) expect(before.get(name) ?? id).toBe(id);
  expect((await client.system.about()).notices).toEqual([]);
});

test('in the middle of an explanation: edits and earlier explanations are kept, and the same question is answered again', {
  timeout: 240_000,
}, async () => {
  const { client } = session;
  const { items } = await client.tracks.list({});
  const { id: trackId } = items[0]!;
  const audio = { trackId, steps: [] };
  const ask = (samples: number) =>
    client.explanations.run({
      audio,
      settings: {
        feature: 'minorness',
        start: 0,
        samples,
        seed: 3,
        segmenter: 'felzenszwalb',
        selection: 'corrected',
      },
    });
  for await (const _ of await ask(50));
  const target = {
    kind: 'region' as const,
    timeRange: [0, 1] as [number, number],
    frequencyRange: [20, 2000] as [number, number],
  };
  const step = { id: 'step', name: 'Step', target, complement: false, gainDb: -6, bypassed: false };
  const edits = await client.edits.set({ trackId, steps: [step], label: 'Lower' });
  const engine = enginePid();
  const explaining = async () => {
    let killed = false;
    for await (const event of await ask(1_000_000)) {
      if (killed || event.kind !== 'progress' || event.step !== 'samples') continue;
      process.kill(engine, 'SIGKILL');
      killed = true;
    }
  };
  await expect(explaining()).rejects.toMatchObject(lost);
  expect(await client.edits.get({ trackId })).toEqual(edits);
  const kept = await client.explanations.list({ trackId });
  expect(kept).toHaveLength(1);
  expect(kept[0]!.samples).toBeGreaterThanOrEqual(50);
  const kinds: string[] = [];
  for await (const event of await ask(60)) kinds.push(event.kind);
  expect(kinds.at(-1)).toBe('done');
});
