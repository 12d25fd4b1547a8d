import { createReadStream } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { bearerToken, isOwnHost, isOwnOrigin, isToken } from './access.ts';
import type { PageFile } from './page-files.ts';
import { pageHeaders } from './page-headers.ts';

export interface PageRequests {
  readonly port: number;
  readonly token: string;
  readonly pages: ReadonlyMap<string, PageFile>;
  /** Tokens of the files the workstation opens at its start. */
  readonly grants: Promise<readonly string[]>;
}

/**
 * Answers GET and HEAD: the page itself (with the token in its query), the page's parts (public, they are the program),
 * and `/files` (with the token as bearer). Everything else is refused with a sentence.
 */
export function answerPageRequest({ port, token, pages, grants }: PageRequests): RequestListener {
  // Policies have no notation for [::1]; there `self` stands for the WebSocket too.
  const headers = pageHeaders([`ws://127.0.0.1:${port}`, `ws://localhost:${port}`]);

  return (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    const refuse = (status: number, sentence: string): void => answerText(response, status, sentence);

    if (!isOwnHost(request.headers, port)) return refuse(403, 'Mezzo answers to this machine only.');
    if (!isOwnOrigin(request.headers, port)) return refuse(403, 'Mezzo answers to its own page only.');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return refuse(405, 'Mezzo is read with GET and HEAD only.');
    }
    if (path === '/files') {
      if (!isToken(bearerToken(request.headers), token)) return refuse(401, 'This needs the token.');
      return void grants.then((list) => answerJson(response, list));
    }
    const file = pages.get(path);
    if (file === undefined) return refuse(404, 'There is nothing at this address.');
    if (file.type.startsWith('text/html') && !isToken(new URLSearchParams(query).get('token'), token)) {
      return refuse(401, 'Open the address that Mezzo printed when it started, token included.');
    }
    void answerFile(request, response, file);
  };
}

function answerText(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${sentence}\n`);
}

function answerJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(value));
}

async function answerFile(request: IncomingMessage, response: ServerResponse, file: PageFile): Promise<void> {
  response.writeHead(200, {
    'Content-Type': file.type,
    'Cache-Control': file.hashed ? 'private, max-age=31536000, immutable' : 'no-store',
  });
  if (request.method === 'HEAD') return void response.end();
  // A reader that went away, or a file removed by a new build, ends the answer; there is nobody to tell.
  await pipeline(createReadStream(file.path), response).catch(() => response.destroy());
}
