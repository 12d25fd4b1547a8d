import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WebHost } from '../../src-main/web/host.ts';
import { connectOver, type EngineSession } from '../../src-renderer/transport/reconnecting.ts';
import { webTransport } from '../../src-renderer/transport/web-transport.ts';
import { audio, testTransport, type Way } from './table.ts';
import { openWebHost } from './web-host.ts';

function open(address: string): Way & { session: EngineSession } {
  const session = connectOver(webTransport(new URL(address)), { retryDelay: () => 10 });
  const close = async (): Promise<void> => session[Symbol.dispose]();
  return { client: session.client, session, [Symbol.asyncDispose]: close };
}

describe('over the web host and its engine process', () => {
  let host: WebHost;
  beforeAll(async () => {
    host = await openWebHost();
    await host.engineReady;
  });
  afterAll(() => host[Symbol.asyncDispose]());

  testTransport(async () => {
    const way = open(host.address);
    await way.client.settings.set({ key: 'cancelled', value: 0 });
    return way;
  });
});

describe('the engine process dies', () => {
  test('calls in flight fail with a sentence, the page connects again and what was opened stays open', async () => {
    await using host = await openWebHost({ files: ['/music/Prélude.wav'] });
    await using way = open(host.address);
    const grants = await filesOpened(way.session);
    const pidBefore = (await way.client.system.about()).notices;
    expect(await importedNames(way, grants)).toEqual(['/music/Prélude.wav']);

    await expect(way.client.predictions.shift(audio('deadly'))).rejects.toMatchObject({
      code: 'engine_lost',
      message: expect.stringContaining('Mezzo is starting it again'),
    });
    expect((await way.client.system.about()).notices).not.toEqual(pidBefore);
    expect(way.session.state).toBe('connected');
    expect(await importedNames(way, grants)).toEqual(['/music/Prélude.wav']);
  });

  test('an engine that cannot start is given up with a sentence the page shows', async () => {
    await using host = await openWebHost({
      engineOptions: { stillborn: true },
      supervision: { quick: 60_000, patience: 3 },
    });
    await expect(host.engineReady).rejects.toThrow('3 times in a row');
    await using way = open(host.address);
    await expect.poll(() => way.session.lossSentence).toContain('stopped 3 times in a row');
  });
});

test('two pages work side by side and the end of one cancels only its own work', async () => {
  await using host = await openWebHost();
  await using first = open(host.address);
  const second = open(host.address);
  const endless = (await second.client.predictions.run(audio('endless')))[Symbol.asyncIterator]();
  await endless.next();
  second.session[Symbol.dispose]();
  await expect.poll(async () => (await first.client.settings.get()).cancelled).toBe(1);
  expect(await first.client.system.about()).toMatchObject({ version: 'fake' });
});

async function filesOpened(session: EngineSession): Promise<readonly string[]> {
  return new Promise((resolve) => session.capabilities.onFilesOpened?.(resolve));
}

async function importedNames({ client }: Way, grants: readonly string[]): Promise<string[]> {
  const names: string[] = [];
  const sources = grants.map((token) => ({ kind: 'grant', token }) as const);
  for await (const event of await client.tracks.import({ sources })) names.push(event.name);
  return names;
}

test('the host can be closed while a page waits for the engine to come back', async () => {
  await using host = await openWebHost({ supervision: { restartDelay: () => 60_000 } });
  await using way = open(host.address);
  await expect(way.client.predictions.shift(audio('deadly'))).rejects.toMatchObject({ code: 'engine_lost' });
  await delay(50);
  await host.close();
  await expect(fetch(host.address)).rejects.toThrow('fetch failed');
});
