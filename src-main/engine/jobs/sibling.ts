/**
 * The URL of a module that runs in its own process or worker, beside the module that starts it. Source runs as `.ts`,
 * the built program as `.js`; the sibling has the extension of its caller. `path` is relative and without extension:
 *
 *     fork(fileURLToPath(siblingModule(import.meta.url, './decode-process')))
 */
export function siblingModule(callerUrl: string, path: string): URL {
  const extension = /\.[cm]?[jt]sx?$/.exec(new URL(callerUrl).pathname)?.[0];
  if (extension === undefined) throw new TypeError(`${callerUrl} is not the URL of a script.`);
  return new URL(path + extension, callerUrl);
}
