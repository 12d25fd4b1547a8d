import { pathToFileURL } from 'node:url';
import { net, protocol, type Session } from 'electron';
import { listPageFiles, type PageFile } from '../web/page-files.ts';
import { pageHeaders } from '../web/page-headers.ts';

/** The workstation's page has an origin of its own instead of `file:`, whose pages may read any file. */
export const pageOrigin = 'app://mezzo';
export const pageAddress = `${pageOrigin}/index.html`;

/** Must be called before Electron is ready. */
export function registerPageScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true } as const;
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** Serves the built renderer, and nothing else, to the windows of a session. */
export async function servePage(session: Session, folder: string): Promise<void> {
  const pages = await listPageFiles(folder);
  session.protocol.handle('app', (request) => answer(request, pages));
}

async function answer(request: Request, pages: ReadonlyMap<string, PageFile>): Promise<Response> {
  const headers = pageHeaders([]);
  const refuse = (status: number): Response => new Response(null, { status, headers });
  const { host, pathname } = new URL(request.url);
  if (host !== 'mezzo') return refuse(403);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const file = pages.get(pathname);
  if (file === undefined) return refuse(404);
  const content = await net.fetch(pathToFileURL(file.path).href, { bypassCustomProtocolHandlers: true });
  return new Response(request.method === 'HEAD' ? null : content.body, {
    headers: { ...headers, 'Content-Type': file.type },
  });
}
