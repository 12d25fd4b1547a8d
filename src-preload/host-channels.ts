/** Names of the messages between the preload and Electron's main process. */
export const channels = {
  /** Asks for files or a folder; answers with grant tokens. */
  openDialog: 'mezzo:open-dialog',
  /** Asks where to save; answers with a grant token or null. */
  saveDialog: 'mezzo:save-dialog',
  /** Gives the path of a dropped file; answers with a grant token. */
  grantFile: 'mezzo:grant-file',
  /** Asks for a port to the engine. */
  requestEngine: 'mezzo:request-engine',
  /** Brings the port. */
  enginePort: 'mezzo:engine-port',
  /** Says that the engine is gone, and why. */
  engineLost: 'mezzo:engine-lost',
  /** Says that the page listens for opened files. */
  filesWanted: 'mezzo:files-wanted',
  /** Brings grants for files opened from outside the window. */
  filesOpened: 'mezzo:files-opened',
} as const;
