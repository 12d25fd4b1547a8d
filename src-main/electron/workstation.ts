import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, ipcMain, session } from 'electron';
import { channels } from '../../src-preload/host-channels.ts';
import { siblingModule } from '../engine/jobs/sibling.ts';
import { restarting, Supervisor, type SupervisorOptions } from '../web/supervisor.ts';
import { forkUtility, type UtilityEngine } from './engine-utility.ts';
import { setMenu } from './menu.ts';
import { servePage } from './page-protocol.ts';
import { answerRequests, type RequestContext, sendOpenedFiles } from './requests.ts';
import { limitPermissions, openWindow } from './window.ts';

/** The running workstation as the application's events see it. */
export interface ElectronWorkstation extends AsyncDisposable {
  /** Brings the window to the front and opens files in it. */
  show(files: readonly string[]): void;
}

export interface ElectronWorkstationOptions {
  /** Files to open at the start. */
  readonly files?: readonly string[];
  /** Handed to the engine as it is; plain data. */
  readonly engineOptions?: unknown;
  /** The module that runs the engine process; tests put their own here. */
  readonly engineEntry?: URL;
  /** The built renderer. */
  readonly pageFolder?: string;
  readonly supervision?: Pick<SupervisorOptions<UtilityEngine>, 'restartDelay' | 'quick' | 'patience'>;
}

/** Starts the engine, serves the page and opens the window. Called when Electron is ready. */
export async function openWorkstation(
  options: ElectronWorkstationOptions = {},
): Promise<ElectronWorkstation> {
  const { engineEntry = siblingModule(import.meta.url, './engine-process') } = options;
  const { pageFolder = fileURLToPath(new URL('../../renderer', import.meta.url)) } = options;
  const waitingFiles = [...(options.files ?? [])];
  let current: BrowserWindow | null = null;
  const supervisor = new Supervisor<UtilityEngine>({
    ...options.supervision,
    engineOptions: options.engineOptions ?? {},
    launch: () => forkUtility(engineEntry),
    onLost: (sentence) => current?.webContents.send(channels.engineLost, sentence),
  });

  const pages = session.defaultSession;
  limitPermissions(pages);
  await servePage(pages, pageFolder);
  setMenu(process.platform, !app.isPackaged);

  const window = openWindow(pages);
  current = window;
  window.on('closed', () => {
    current = null;
  });
  const context: RequestContext = {
    window,
    grant: (path, mode) => supervisor.grant(path, mode),
    engine: async () => {
      await supervisor.ready.catch(() => {});
      return supervisor.child ?? supervisor.refusal ?? restarting;
    },
    takeOpenedFiles: () => waitingFiles.splice(0),
  };
  answerRequests(ipcMain, context);

  return {
    show(more) {
      waitingFiles.push(...more);
      if (current === null) return;
      if (current.isMinimized()) current.restore();
      current.focus();
      void sendOpenedFiles(context);
    },
    [Symbol.asyncDispose]: () => supervisor[Symbol.asyncDispose](),
  };
}
