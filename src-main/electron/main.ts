import { app, dialog } from 'electron';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { filesOf } from './opened-files.ts';
import { registerPageScheme } from './page-protocol.ts';
import { type ElectronWorkstation, openWorkstation } from './workstation.ts';

/** Electron's main process: one instance, one window, one engine. */

const openedEarly = filesOf(process.argv.slice(1), process.cwd(), app.getAppPath());
let workstation: ElectronWorkstation | null = null;
let ending = false;

function show(files: readonly string[]): void {
  if (workstation === null) openedEarly.push(...files);
  else workstation.show(files);
}

async function start(): Promise<void> {
  try {
    await app.whenReady();
    workstation = await openWorkstation({ files: openedEarly });
  } catch (cause) {
    dialog.showErrorBox('Mezzo could not start', MezzoError.from(cause).message);
    app.exit(1);
  }
}

if (app.requestSingleInstanceLock()) {
  registerPageScheme();
  app.enableSandbox();
  app.on('second-instance', (_event, commandLine, folder) => {
    show(filesOf(commandLine.slice(1), folder, app.getAppPath()));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    show([path]);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (workstation === null || ending) return;
    // The engine puts everything away before the program goes.
    ending = true;
    event.preventDefault();
    void Promise.resolve(workstation[Symbol.asyncDispose]()).finally(() => app.quit());
  });
  void start();
} else {
  app.quit();
}
