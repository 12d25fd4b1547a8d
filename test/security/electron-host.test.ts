import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { pageAddress, registerPageScheme, servePage } from '../../src-main/electron/page-protocol.ts';
import { answerRequests, type RequestContext } from '../../src-main/electron/requests.ts';
import { confine, limitPermissions, openWindow } from '../../src-main/electron/window.ts';
import { channels } from '../../src-preload/host-channels.ts';
import { BrowserWindow, double, ipcMain, session } from '../electron-double/electron.ts';

vi.mock('electron', () => import('../electron-double/electron.ts'));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mezzo-page-'));
  await mkdir(join(folder, 'renderer/assets'), { recursive: true });
  await writeFile(join(folder, 'renderer/index.html'), 'page');
  await writeFile(join(folder, 'renderer/assets/a.js'), 'script');
  await writeFile(join(folder, 'secret.html'), 'secret');
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => double.reset());

describe('the page', () => {
  const ask = async (url: string, method = 'GET'): Promise<Response> => {
    await servePage(session.defaultSession as never, join(folder, 'renderer'));
    const handler = double.session.pageHandler;
    if (handler === null) throw new Error('no handler');
    return handler(new Request(url, { method }));
  };

  test('is served with its policy, from an origin of its own', async () => {
    const answer = await ask(pageAddress);
    expect(await answer.text()).toBe('page');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect((await ask('app://mezzo/assets/a.js')).headers.get('content-type')).toMatch('text/javascript');
  });

  test.each([
    ['app://mezzo/../secret.html', 404],
    ['app://mezzo/%2e%2e/secret.html', 404],
    ['app://mezzo/..%2fsecret.html', 404],
    ['app://mezzo/%252e%252e%252fsecret.html', 404],
    ['app://mezzo/..%5csecret.html', 404],
    ['app://mezzo/etc/passwd', 404],
    ['app://other/index.html', 403],
    ['app://mezzo.evil/index.html', 403],
  ])('%s is refused', async (url, status) => {
    const answer = await ask(url);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toBe('');
  });

  test('is read only', async () => {
    expect((await ask(pageAddress, 'POST')).status).toBe(405);
    expect(await (await ask(pageAddress, 'HEAD')).text()).toBe('');
  });

  test('has a secure scheme that may not touch files', () => {
    registerPageScheme();
    const scheme = double.schemes.at(-1);
    expect(scheme).toMatchObject({ scheme: 'app', privileges: { standard: true, secure: true } });
    expect(scheme?.privileges).not.toHaveProperty('bypassCSP');
    expect(scheme?.privileges).not.toHaveProperty('corsEnabled');
  });
});

describe('the window', () => {
  test('is sandboxed and isolated, without Node', () => {
    const window = openWindow(session.defaultSession as never) as unknown as BrowserWindow;
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(window.webContents.mainFrame.url).toBe(pageAddress);
  });

  const confined = (): BrowserWindow['webContents'] => {
    const { webContents } = new BrowserWindow({ webPreferences: {} });
    confine(webContents as never);
    return webContents;
  };

  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
    '%s leads to its own page only',
    (kind) => {
      const contents = confined();
      const isPrevented = (url: string): boolean => {
        const preventDefault = vi.fn();
        contents.emit(kind, { url, preventDefault });
        return preventDefault.mock.calls.length > 0;
      };
      expect(isPrevented(pageAddress)).toBe(false);
      for (const url of [
        'https://evil.example/',
        'file:///etc/passwd',
        'app://other/',
        'app://mezzo.evil/',
        'app://mezzo@evil/',
        'javascript:alert(1)',
        'data:text/html,x',
        'about:blank',
        '',
      ]) {
        expect(isPrevented(url), url).toBe(true);
      }
    },
  );

  test('opens no other window and no webview', () => {
    const contents = confined();
    expect(contents.windowOpenHandler?.({ url: pageAddress })).toEqual({ action: 'deny' });
    const preventDefault = vi.fn();
    contents.emit('will-attach-webview', { preventDefault });
    expect(preventDefault).toHaveBeenCalled();
  });

  test.each(['media', 'geolocation', 'notifications', 'fileSystem', 'usb', 'openExternal'])(
    'gets no permission for %s',
    (permission) => {
      limitPermissions(session.defaultSession as never);
      const answer = vi.fn();
      double.session.permissionRequest?.({ getURL: () => pageAddress }, permission, answer);
      expect(answer).toHaveBeenCalledExactlyOnceWith(false);
      expect(double.session.permissionCheck?.(null, permission, 'app://mezzo', { mediaType: 'video' })).toBe(
        false,
      );
      expect(double.session.devicePermission?.()).toBe(false);
    },
  );

  test('may know the sound outputs and choose one, and no other page may', () => {
    limitPermissions(session.defaultSession as never);
    const { permissionRequest, permissionCheck } = double.session;
    const asked = (address: string) => {
      const answer = vi.fn();
      permissionRequest?.({ getURL: () => address }, 'speaker-selection', answer);
      return answer.mock.calls;
    };
    expect(asked(pageAddress)).toEqual([[true]]);
    expect(asked('https://mezzo.evil/')).toEqual([[false]]);
    for (const [permission, mediaType] of [
      ['speaker-selection', undefined],
      ['media', 'audio'],
    ] as const) {
      const details = mediaType ? { mediaType } : {};
      expect(permissionCheck?.(null, permission, 'app://mezzo/', details)).toBe(true);
      expect(permissionCheck?.(null, permission, 'app://mezzo', details)).toBe(true);
      expect(permissionCheck?.(null, permission, 'app://mezzo.evil/', details)).toBe(false);
      expect(permissionCheck?.(null, permission, 'https://example.org/', details)).toBe(false);
    }
  });
});

describe('requests', () => {
  const setUp = () => {
    const window = new BrowserWindow({ webPreferences: {} });
    window.webContents.mainFrame.url = pageAddress;
    const grant = vi.fn(async () => 'token');
    const context = { window, grant, engine: async () => 'none', takeOpenedFiles: () => ['/music/a.wav'] };
    answerRequests(ipcMain as never, context as unknown as RequestContext);
    return { window, grant };
  };
  const ask = (channel: string, value?: unknown) => double.ipc.ipcRenderer.invoke(channel, value);

  test('of the page are answered', async () => {
    const { window } = setUp();
    double.ipc.sender = { sender: window.webContents, senderFrame: window.webContents.mainFrame };
    expect(await ask(channels.grantFile, '/music/a.wav')).toBe('token');
    expect(await ask(channels.requestEngine)).toBe('none');
  });

  test.each([
    ['another window', (own: BrowserWindow['webContents']) => ({ sender: {}, senderFrame: own.mainFrame })],
    ['a frame inside the page', (own: object) => ({ sender: own, senderFrame: { url: pageAddress } })],
    ['a frame that is gone', (own: object) => ({ sender: own, senderFrame: null })],
  ])('of %s are refused on every channel', async (_, senderOf) => {
    const { window, grant } = setUp();
    double.ipc.sender = senderOf(window.webContents);
    for (const channel of [
      channels.openDialog,
      channels.saveDialog,
      channels.grantFile,
      channels.requestEngine,
    ]) {
      await expect(ask(channel, '/etc/passwd')).rejects.toThrow('Refused');
    }
    double.ipc.ipcRenderer.send(channels.filesWanted);
    expect(grant).not.toHaveBeenCalled();
  });

  test('of a page that was led elsewhere are refused', async () => {
    const { window } = setUp();
    double.ipc.sender = { sender: window.webContents, senderFrame: window.webContents.mainFrame };
    window.webContents.mainFrame.url = 'https://evil.example/';
    await expect(ask(channels.grantFile, '/etc/passwd')).rejects.toThrow('Refused');
  });

  test.each([undefined, 7, 'relative.wav', { path: '/etc/passwd' }])(
    '%o is no path to grant',
    async (value) => {
      const { window, grant } = setUp();
      double.ipc.sender = { sender: window.webContents, senderFrame: window.webContents.mainFrame };
      await expect(ask(channels.grantFile, value)).rejects.toThrow('Refused');
      expect(grant).not.toHaveBeenCalled();
    },
  );
});
