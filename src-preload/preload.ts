import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { type ElectronBridge, ENGINE_PORT_MESSAGE } from './contract/host.ts';
import { channels } from './host-channels.ts';

/** The only things the page can reach of Electron: dialogs that answer with tokens, and the engine's port. */
const bridge: ElectronBridge = {
  openDialog: (kind) => ipcRenderer.invoke(channels.openDialog, kind),
  saveDialog: (suggestedName) => ipcRenderer.invoke(channels.saveDialog, suggestedName),
  grantFile: (file) => {
    // The page cannot make up a path: Electron knows it only of files the user dropped or chose.
    const path = webUtils.getPathForFile(file);
    if (path === '') return Promise.reject(new Error('This file has no path.'));
    return ipcRenderer.invoke(channels.grantFile, path);
  },
  onFilesOpened: (listener) => {
    const end = listen(channels.filesOpened, (grants: readonly string[]) => listener(grants));
    ipcRenderer.send(channels.filesWanted);
    return end;
  },
  requestEngine: () => ipcRenderer.invoke(channels.requestEngine),
  onEngineLost: (listener) => listen(channels.engineLost, (sentence: string) => listener(sentence)),
};

function listen<T>(channel: string, listener: (value: T) => void): () => void {
  const onMessage = (_: IpcRendererEvent, value: T): void => listener(value);
  ipcRenderer.on(channel, onMessage);
  return () => void ipcRenderer.off(channel, onMessage);
}

// A port cannot cross the context bridge as a value, only as a message of the window.
ipcRenderer.on(channels.enginePort, (event) => {
  window.postMessage(ENGINE_PORT_MESSAGE, window.location.origin, event.ports);
});

contextBridge.exposeInMainWorld('mezzoHost', bridge);
