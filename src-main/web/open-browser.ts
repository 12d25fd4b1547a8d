import { spawn } from 'node:child_process';

/** Whether somebody can see a window here: always on Windows and macOS, by its display server elsewhere. */
export function hasDisplay(platform = process.platform, environment = process.env): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

/** Shows an address in the user's browser. A machine without one is no failure: the address was printed. */
export function openBrowser(address: string): void {
  const [command, ...arguments_] =
    process.platform === 'win32'
      ? (['rundll32', 'url.dll,FileProtocolHandler', address] as const)
      : ([process.platform === 'darwin' ? 'open' : 'xdg-open', address] as const);
  const child = spawn(command, arguments_, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
