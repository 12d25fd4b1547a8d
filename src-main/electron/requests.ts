import { basename, isAbsolute } from 'node:path';
import {
  type BrowserWindow,
  dialog,
  type IpcMain,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  MessageChannelMain,
} from 'electron';
import { audioEndings } from '../../src-preload/contract/audio-endings.ts';
import { channels } from '../../src-preload/host-channels.ts';
import type { GrantMode } from '../engine/grants.ts';
import type { UtilityEngine } from './engine-utility.ts';
import { isOwnPage } from './window.ts';

/** What the window's requests are answered with. */
export interface RequestContext {
  readonly window: BrowserWindow;
  /** Makes a grant and resolves to its token when the engine knows it. */
  readonly grant: (path: string, mode: GrantMode) => Promise<string>;
  /** The engine as soon as one answers, or the sentence that says why none does. */
  readonly engine: () => Promise<UtilityEngine | string>;
  /** Files opened from outside the window since the last call. */
  readonly takeOpenedFiles: () => readonly string[];
}

/**
 * Answers the page's requests. Only the window's own page may ask, from its main frame; every path stays on this side, and
 * the page gets a token for it.
 */
export function answerRequests(ipc: IpcMain, context: RequestContext): void {
  const handle = (channel: string, answer: (argument: unknown) => Promise<unknown>): void => {
    ipc.handle(channel, (event, argument: unknown) => {
      if (!isFromPage(event, context.window)) throw new Error('Refused: this does not come from the page.');
      return answer(argument);
    });
  };
  handle(channels.openDialog, (kind) => openDialog(context, kind));
  handle(channels.saveDialog, (name) => saveDialog(context, name));
  handle(channels.grantFile, async (path) => {
    if (typeof path !== 'string' || !isAbsolute(path)) throw new Error('Refused: this is no path.');
    return context.grant(path, 'read');
  });
  handle(channels.requestEngine, () => connectEngine(context));
  ipc.on(channels.filesWanted, (event) => {
    if (isFromPage(event, context.window)) void sendOpenedFiles(context);
  });
}

/** Tells the page of files opened from outside, as grants. */
export async function sendOpenedFiles({ window, grant, takeOpenedFiles }: RequestContext): Promise<void> {
  const files = takeOpenedFiles();
  if (files.length === 0) return;
  const grants = await Promise.all(files.map((file) => grant(file, 'read')));
  window.webContents.send(channels.filesOpened, grants);
}

export function isFromPage(event: IpcMainInvokeEvent | IpcMainEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame;
  return (
    event.sender === window.webContents &&
    frame !== null &&
    frame === window.webContents.mainFrame &&
    isOwnPage(frame.url)
  );
}

async function openDialog({ window, grant }: RequestContext, kind: unknown): Promise<string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(
    window,
    kind === 'folder'
      ? { properties: ['openDirectory'] }
      : {
          properties: ['openFile', 'multiSelections'],
          filters: [
            { name: 'Audio', extensions: audioEndings },
            { name: 'All files', extensions: ['*'] },
          ],
        },
  );
  return canceled ? [] : Promise.all(filePaths.map((path) => grant(path, 'read')));
}

async function saveDialog({ window, grant }: RequestContext, name: unknown): Promise<string | null> {
  const defaultPath = typeof name === 'string' ? basename(name) : 'Mezzo.wav';
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath });
  return canceled || filePath === '' ? null : grant(filePath, 'write');
}

async function connectEngine({ window, engine }: RequestContext): Promise<string | null> {
  const child = await engine();
  if (typeof child === 'string') return child;
  const { port1, port2 } = new MessageChannelMain();
  child.connect(port1);
  window.webContents.postMessage(channels.enginePort, null, [port2]);
  return null;
}
