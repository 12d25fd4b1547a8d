import { fileURLToPath } from 'node:url';
import { BrowserWindow, type Session, type WebContents } from 'electron';
import { pageAddress, pageOrigin } from './page-protocol.ts';

/** The one window, with a sandboxed page that cannot leave the workstation. */
export function openWindow(session: Session): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    backgroundColor: '#14161a',
    title: 'Mezzo',
    webPreferences: {
      session,
      preload: fileURLToPath(new URL('../../preload/preload.cjs', import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  confine(window.webContents);
  void window.loadURL(pageAddress);
  return window;
}

/** Refuses every way out of the page: navigation, redirects, windows, webviews. */
export function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/**
 * Refuses every permission a page can ask for, but that the own page may know the sound outputs and choose one. Electron asks for that as
 * `speaker-selection`, and for the outputs' names as a check (never a request) of `media` for audio; a request to record is refused.
 */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(permission === 'speaker-selection' && isOwnPage(contents.getURL())),
  );
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const outputs =
      permission === 'speaker-selection' || (permission === 'media' && details.mediaType === 'audio');
    return outputs && isOwnPage(`${origin.replace(/\/$/, '')}/`);
  });
  session.setDevicePermissionHandler(() => false);
}

export function isOwnPage(address: string): boolean {
  return URL.canParse(address) && new URL(address).href.startsWith(`${pageOrigin}/`);
}
