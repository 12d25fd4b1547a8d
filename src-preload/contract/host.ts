/** What the renderer may ask of its host beyond the contract. A host that cannot do a thing sets it to null. */
export interface HostCapabilities {
  readonly name: 'electron' | 'web';
  /** Asks for files to open; resolves to grant tokens. */
  readonly openDialog: ((kind: 'audio' | 'folder') => Promise<string[]>) | null;
  /** Asks where to save; resolves to a grant token, or null when the user gave up. */
  readonly saveDialog: ((suggestedName: string) => Promise<string | null>) | null;
  /** A grant for a file the user dropped on the window. */
  readonly grantFile: ((file: File) => Promise<string>) | null;
  /**
   * Calls back with grants for files opened from outside the window: named on the command line at the start, or opened
   * from the desktop later. The result ends the subscription.
   */
  readonly onFilesOpened: ((listener: (grants: readonly string[]) => void) => () => void) | null;
}

/** What the Electron preload puts on the window as `mezzoHost`. */
export interface ElectronBridge {
  readonly openDialog: NonNullable<HostCapabilities['openDialog']>;
  readonly saveDialog: NonNullable<HostCapabilities['saveDialog']>;
  readonly grantFile: NonNullable<HostCapabilities['grantFile']>;
  readonly onFilesOpened: NonNullable<HostCapabilities['onFilesOpened']>;
  /**
   * Asks for a port to the engine; it comes as a window message with ENGINE_PORT_MESSAGE as its data. Resolves to null,
   * or to the sentence that says why none comes.
   */
  readonly requestEngine: () => Promise<string | null>;
  /** Calls back with the sentence when the engine behind the port is gone; the result ends the subscription. */
  readonly onEngineLost: (listener: (sentence: string) => void) => () => void;
}

/** The data of the window message that carries the engine's port. */
export const ENGINE_PORT_MESSAGE = 'mezzo-engine-port';

/** How the renderer reaches an engine: called for the first connection and again after the engine was lost. */
export interface Transport {
  readonly capabilities: HostCapabilities;
  connect(): Promise<EngineConnection>;
}

/** One live connection. `closed` resolves when the engine or the way to it is gone, to the sentence that says why. */
export interface EngineConnection {
  readonly port: MessagePortLike | WebSocket;
  readonly closed: Promise<string>;
  /** Ends the connection; the engine cancels what it was asked over it. */
  close(): void;
}

/** WebSocket subprotocol that carries the engine, and the one that carries only the reason why there is none. */
export const ENGINE_PROTOCOL = 'mezzo';
export const NO_ENGINE_PROTOCOL = 'mezzo.none';

/** The part of MessagePort that a transport needs. */
export type MessagePortLike = Pick<MessagePort, 'addEventListener' | 'postMessage'>;
