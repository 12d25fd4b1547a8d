import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openWorkstation } from '../../src-main/electron/workstation.ts';
import type { ElectronBridge } from '../../src-preload/contract/host.ts';
import { channels } from '../../src-preload/host-channels.ts';
import { electronTransport } from '../../src-renderer/transport/electron-transport.ts';
import { connectOver, type EngineSession } from '../../src-renderer/transport/reconnecting.ts';
import { sourceOf } from '../../src-renderer/transport/upload.ts';
import { double } from '../electron-double/electron.ts';
import { PageWindow } from '../electron-double/page-window.ts';
import { audio, testTransport, type Way } from './table.ts';

vi.mock('electron', () => import('../electron-double/electron.ts'));

let pageFolder: string;
let page: PageWindow;

beforeAll(async () => {
  pageFolder = await mkdtemp(join(tmpdir(), 'mezzo-electron-'));
  await writeFile(join(pageFolder, 'index.html'), '<!doctype html><title>Mezzo</title>');
});
afterAll(() => rm(pageFolder, { recursive: true }));
beforeEach(() => {
  double.reset();
  page = new PageWindow();
});

interface ElectronWay extends Way {
  readonly session: EngineSession;
  readonly show: (files: readonly string[]) => void;
}

/** Main process, preload and page, wired as Electron wires them, with the fake engine on a worker thread. */
async function open(files: readonly string[] = []): Promise<ElectronWay> {
  const workstation = await openWorkstation({
    files,
    pageFolder,
    engineEntry: new URL('../electron-double/fake-engine-process.ts', import.meta.url),
    supervision: { restartDelay: () => 20, quick: 0 },
  });
  const window = double.windows[0];
  double.ipc.sender = { sender: window?.webContents, senderFrame: window?.webContents.mainFrame };
  const session = connectOver(electronTransport(await loadPreload(), page as never), {
    retryDelay: () => 10,
  });
  return {
    client: session.client,
    session,
    show: (more) => workstation.show(more),
    [Symbol.asyncDispose]: async () => {
      session[Symbol.dispose]();
      await workstation[Symbol.asyncDispose]();
    },
  };
}

async function loadPreload(): Promise<ElectronBridge> {
  vi.stubGlobal('window', page);
  vi.resetModules();
  await import('../../src-preload/preload.ts');
  vi.unstubAllGlobals();
  vi.stubGlobal('window', page);
  return double.mainWorld.mezzoHost as ElectronBridge;
}

describe('over Electron’s main process, preload and utility process', () => {
  testTransport(() => open());
});

describe('files the user chose', () => {
  test('the page gets tokens, never paths, and the engine opens them', async () => {
    await using way = await open();
    double.openAnswer = { canceled: false, filePaths: ['/music/Prélude.wav', '/music/Fugue.wav'] };
    const grants = (await way.session.capabilities.openDialog?.('audio')) ?? [];
    expect(JSON.stringify(grants)).not.toContain('music');
    expect(await importedNames(way, grants)).toEqual(['/music/Prélude.wav', '/music/Fugue.wav']);
  });

  test('a dialog that was given up opens nothing', async () => {
    await using way = await open();
    double.openAnswer = { canceled: true, filePaths: [] };
    double.saveAnswer = { canceled: true, filePath: '' };
    expect(await way.session.capabilities.openDialog?.('audio')).toEqual([]);
    expect(await way.session.capabilities.saveDialog?.('a.wav')).toBeNull();
  });

  test('a place to save cannot be read through its token', async () => {
    await using way = await open();
    double.saveAnswer = { canceled: false, filePath: '/music/out.wav' };
    const token = (await way.session.capabilities.saveDialog?.('../../etc/out.wav')) ?? '';
    await expect(importedNames(way, [token])).rejects.toMatchObject({ code: 'not_granted' });
  });

  test('a dropped file is granted, one without a path is sent', async () => {
    await using way = await open();
    const onDisk = new File(['x'], 'a.wav');
    double.droppedPaths.set(onDisk, '/music/a.wav');
    const source = await sourceOf(way.session, onDisk);
    expect(source.kind).toBe('grant');
    if (source.kind === 'grant') expect(await importedNames(way, [source.token])).toEqual(['/music/a.wav']);
    expect(await sourceOf(way.session, new File(['x'], 'pasted.wav'))).toEqual({
      kind: 'upload',
      uploadId: 'pasted.wav',
    });
  });

  test('files opened from the desktop arrive, those from before the page listened too', async () => {
    await using way = await open(['/music/first.wav']);
    await way.client.system.about();
    const names: string[] = [];
    way.session.capabilities.onFilesOpened?.(async (grants) => {
      names.push(...(await importedNames(way, grants)));
    });
    await expect.poll(() => names).toEqual(['/music/first.wav']);
    way.show(['/music/second.wav']);
    await expect.poll(() => names).toEqual(['/music/first.wav', '/music/second.wav']);
  });
});

describe('the engine dies', () => {
  test('a call in flight fails with a sentence, a new engine serves the next one and knows the files', async () => {
    await using way = await open();
    double.openAnswer = { canceled: false, filePaths: ['/music/a.wav'] };
    const grants = (await way.session.capabilities.openDialog?.('audio')) ?? [];
    const states: string[] = [];
    await way.client.system.about();
    way.session.subscribe((state) => states.push(state));
    await expect(way.client.predictions.shift(audio('deadly'))).rejects.toMatchObject({
      code: 'engine_lost',
      message: expect.stringMatching(/engine stopped.*starting it again/),
    });
    expect(await importedNames(way, grants)).toEqual(['/music/a.wav']);
    expect(states).toEqual(['lost', 'connected']);
  });

  test('connections leave no listeners behind', async () => {
    await using way = await open();
    for (let turn = 0; turn < 3; turn += 1) {
      await way.client.predictions.shift(audio('deadly')).catch(() => {});
      await way.client.system.about();
    }
    expect(double.ipc.listeners(channels.engineLost)).toBe(1);
  });
});

async function importedNames({ client }: Way, grants: readonly string[]): Promise<string[]> {
  const names: string[] = [];
  const sources = grants.map((token) => ({ kind: 'grant', token }) as const);
  for await (const event of await client.tracks.import({ sources })) names.push(event.name);
  return names;
}
