import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { MezzoError } from '../../src-preload/contract/errors.ts';

/** A file of the built renderer. */
export interface PageFile {
  readonly path: string;
  readonly type: string;
  /** True when the name holds a hash of the content, so that a browser may keep it. */
  readonly hashed: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
};

/**
 * The built renderer's files by the URL path that serves them; `/` is index.html. Listed once: what is not in this
 * map is not served, so that no spelling of a path can lead out of the folder. Links are not followed.
 * Throws `file_missing` when the renderer was not built.
 */
export async function listPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>();
  const walk = async (path: string, url: string): Promise<void> => {
    for (const entry of await readdir(path, { withFileTypes: true })) {
      const child = join(path, entry.name);
      const childUrl = `${url}${encodeURIComponent(entry.name)}`;
      if (entry.isDirectory()) await walk(child, `${childUrl}/`);
      const type = types[extname(entry.name)];
      if (entry.isFile() && type !== undefined) {
        files.set(childUrl, { path: child, type, hashed: url === '/assets/' });
      }
    }
  };
  await walk(folder, '/').catch(() => {});
  const index = files.get('/index.html');
  if (index === undefined) {
    throw new MezzoError(
      'file_missing',
      `The workstation's page is not in “${folder}”. Run “npm run build” once.`,
    );
  }
  return files.set('/', index);
}
