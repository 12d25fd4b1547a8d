import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { IpcDouble } from './ipc.ts';
import { MessageChannelMain, type MessagePortMain } from './message-ports.ts';
import { utilityProcess } from './utility-process.ts';

/**
 * The few APIs of Electron that the host uses, faithful where the host leans on them. One thread is main process and page
 * at once; the engine runs on a worker thread. `double` is what tests look at and steer.
 */
class SessionDouble {
  pageHandler: ((request: Request) => Promise<Response>) | null = null;
  permissionRequest:
    | ((contents: { getURL(): string }, permission: string, answer: (ok: boolean) => void) => void)
    | null = null;
  permissionCheck:
    | ((contents: null, permission: string, origin: string, details: { mediaType?: string }) => boolean)
    | null = null;
  devicePermission: (() => boolean) | null = null;
  readonly protocol = {
    handle: (_scheme: string, handler: (request: Request) => Promise<Response>): void => {
      this.pageHandler = handler;
    },
  };
  setPermissionRequestHandler(handler: typeof this.permissionRequest): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: typeof this.permissionCheck): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: typeof this.devicePermission): void {
    this.devicePermission = handler;
  }
}

class WebContentsDouble extends EventEmitter {
  readonly mainFrame = { url: '' };
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  send(channel: string, value: unknown): void {
    double.ipc.toPage(channel, value);
  }
  postMessage(channel: string, value: unknown, transfer: MessagePortMain[]): void {
    double.ipc.toPage(channel, value, transfer);
  }
  setWindowOpenHandler(handler: typeof this.windowOpenHandler): void {
    this.windowOpenHandler = handler;
  }
}

export class BrowserWindow extends EventEmitter {
  readonly options: { webPreferences: Record<string, unknown> };
  readonly webContents = new WebContentsDouble();
  constructor(options: { webPreferences: Record<string, unknown> }) {
    super();
    this.options = options;
    double.windows.push(this);
  }
  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
  }
  show(): void {}
  focus(): void {}
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
}

export const double = {
  ipc: new IpcDouble(),
  session: new SessionDouble(),
  windows: [] as BrowserWindow[],
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  /** What the user answers in the dialogs. */
  openAnswer: { canceled: true, filePaths: [] as string[] },
  saveAnswer: { canceled: true, filePath: '' },
  /** Paths of the files that the user dropped. */
  droppedPaths: new WeakMap<File, string>(),
  mainWorld: {} as Record<string, unknown>,
  reset(): void {
    double.ipc = new IpcDouble();
    double.session = new SessionDouble();
    double.windows = [];
  },
};

export { MessageChannelMain, utilityProcess };
export const ipcMain = {
  handle: (...values: Parameters<IpcDouble['ipcMain']['handle']>) => double.ipc.ipcMain.handle(...values),
  on: (...values: Parameters<IpcDouble['ipcMain']['on']>) => double.ipc.ipcMain.on(...values),
};
export const ipcRenderer = {
  invoke: (...values: Parameters<IpcDouble['ipcRenderer']['invoke']>) =>
    double.ipc.ipcRenderer.invoke(...values),
  send: (...values: Parameters<IpcDouble['ipcRenderer']['send']>) => double.ipc.ipcRenderer.send(...values),
  on: (...values: Parameters<IpcDouble['ipcRenderer']['on']>) => double.ipc.ipcRenderer.on(...values),
  off: (...values: Parameters<IpcDouble['ipcRenderer']['off']>) => double.ipc.ipcRenderer.off(...values),
};
export const session = {
  get defaultSession(): SessionDouble {
    return double.session;
  },
};
export const protocol = {
  registerSchemesAsPrivileged: (schemes: typeof double.schemes): void => void double.schemes.push(...schemes),
};
export const net = {
  fetch: async (url: string): Promise<Response> => new Response(await readFile(new URL(url))),
};
export const dialog = {
  showOpenDialog: async () => double.openAnswer,
  showSaveDialog: async () => double.saveAnswer,
};
export const Menu = { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => {} };
export const app = { isPackaged: false };
export const webUtils = { getPathForFile: (file: File): string => double.droppedPaths.get(file) ?? '' };
export const contextBridge = {
  exposeInMainWorld: (name: string, value: unknown): void => {
    double.mainWorld[name] = value;
  },
};
