import type { ElectronBridge } from '../../src-preload/contract/host.ts';
import { electronTransport } from './electron-transport.ts';
import { connectOver, type EngineSession } from './reconnecting.ts';
import { webTransport } from './web-transport.ts';

declare global {
  interface Window {
    /** There under Electron only. */
    readonly mezzoHost?: ElectronBridge;
  }
}

/** Connects to the engine of whichever host opened the page; called once, when the renderer boots. */
export function connect(): EngineSession {
  const bridge = window.mezzoHost;
  return connectOver(bridge ? electronTransport(bridge, window) : webTransport(window.location));
}
