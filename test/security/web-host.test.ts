import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { maxFrame } from '../../src-main/web/engine-sockets.ts';
import { indexHtml, openWebHost, script } from '../contract/web-host.ts';

let host: Awaited<ReturnType<typeof openWebHost>>;
let port: number;
let token: string;

beforeAll(async () => {
  host = await openWebHost({ files: ['/music/a.wav'] });
  const address = new URL(host.address);
  port = Number(address.port);
  token = address.searchParams.get('token') ?? '';
  await host.engineReady;
});
afterAll(() => host[Symbol.asyncDispose]());

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Asks with the path exactly as written; fetch and URL would tidy it up. */
function ask(path: string, options: RequestOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, ...options }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const body = Buffer.concat(chunks).toString();
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
    });
    asking.on('error', reject);
    asking.end();
  });
}

interface SocketOptions {
  readonly protocols?: string[];
  readonly headers?: Record<string, string>;
  readonly path?: string;
}

/** Tries to reach the engine; resolves to 'open' or to the status of the refusal. */
function knock({ protocols = ['mezzo', `token.${token}`], headers = {}, path = '/engine' }: SocketOptions) {
  return new Promise<string | number>((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, { headers });
    socket.on('open', () => {
      resolve('open');
      socket.close();
    });
    socket.on('unexpected-response', (_, answer) => {
      resolve(answer.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('error', (error) => (error.message.includes('before the connection') ? null : reject(error)));
  });
}

describe('the page', () => {
  test('is served with the token', async () => {
    const answer = await ask(`/?token=${token}`);
    expect(answer).toMatchObject({ status: 200, body: indexHtml });
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect((await ask('/assets/main-abc123.js')).body).toBe(script);
  });

  test.each([
    ['no token', '/'],
    ['an empty token', '/?token='],
    ['a wrong token', `/?token=${'A'.repeat(43)}`],
    ['no token by its file name', '/index.html'],
  ])('is refused with %s, and the sentence says what to do', async (_, path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(401);
    expect(answer.body).toContain('Open the address that Mezzo printed');
  });

  test('runs its own scripts only and is isolated from other origins', async () => {
    const { headers } = await ask(`/?token=${token}`);
    const policy = String(headers['content-security-policy']);
    const scripts = policy.split('; ').find((rule) => rule.startsWith('script-src '));
    expect(scripts).toBe("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])('%s is refused', async (method) => {
    const answer = await ask(`/?token=${token}`, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD');
  });

  test('HEAD answers without a body', async () => {
    expect(await ask(`/?token=${token}`, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  });
});

describe('paths out of the page folder', () => {
  test.each([
    '/../secret.html',
    '/assets/../../secret.html',
    '/%2e%2e/secret.html',
    '/%2e%2e%2fsecret.html',
    '/..%2fsecret.html',
    '/%252e%252e%252fsecret.html',
    '/..\\secret.html',
    '/%5c..%5csecret.html',
    '/assets/..%5c..%5csecret.html',
    '//etc/passwd',
    '/etc/passwd',
    '/.%00./secret.html',
    '/index.html%00.js',
    '/assets',
    '/assets/',
    '/constructor',
    '/__proto__',
    'http://127.0.0.1/../secret.html',
    'file:///etc/passwd',
  ])('%s leads nowhere', async (path) => {
    const answer = await ask(`${path}?token=${token}`);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
  });

  test('a link in the page folder that leads out of it is not followed', async () => {
    const pageFolder = join(host.folder, 'linked');
    await mkdir(pageFolder);
    await writeFile(join(pageFolder, 'index.html'), indexHtml);
    await writeFile(join(pageFolder, 'plain.html'), 'plain');
    await symlink(join(host.folder, 'secret.html'), join(pageFolder, 'link.html'));
    await symlink(host.folder, join(pageFolder, 'folder'));
    await using linked = await openWebHost({ pageFolder });
    const address = new URL(linked.address);
    const statusOf = async (path: string): Promise<number> =>
      (await fetch(new URL(`${path}${address.search}`, address))).status;
    expect(await statusOf('/plain.html')).toBe(200);
    expect(await statusOf('/link.html')).toBe(404);
    expect(await statusOf('/folder/secret.html')).toBe(404);
  });
});

describe('the files named at the start', () => {
  test('are told to who has the token', async () => {
    const answer = await ask('/files', { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    expect(answer.body).not.toContain('music');
  });

  test.each([{}, { authorization: 'Bearer x' }, { authorization: 'Basic eDp5' }, { cookie: 'token=x' }])(
    'are not told with %o',
    async (headers) => {
      expect((await ask('/files', { headers })).status).toBe(401);
    },
  );

  test('are not told for a token in the address, where a link could put it', async () => {
    expect((await ask(`/files?token=${token}`)).status).toBe(401);
  });
});

describe('names rebound to this machine', () => {
  const names = [
    'evil.example',
    'evil.example:80',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost.evil.example',
    '0.0.0.0',
  ];

  test.each(names)('Host %s is refused', async (name) => {
    expect((await ask(`/?token=${token}`, { headers: { host: name } })).status).toBe(403);
    expect(await knock({ headers: { host: name } })).toBe(403);
  });

  test('a request without Host is refused', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(`GET /?token=${token} HTTP/1.0\r\n\r\n`));
      socket.on('data', (data) => resolve(data.toString()));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });

  test.each(['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST'])('Host %s is this machine', async (name) => {
    expect((await ask(`/?token=${token}`, { headers: { host: `${name}:${port}` } })).status).toBe(200);
  });
});

describe('the WebSocket', () => {
  test('opens for the page', async () => {
    expect(await knock({ headers: { origin: `http://127.0.0.1:${port}` } })).toBe('open');
  });

  test.each([
    ['no token', ['mezzo']],
    ['a wrong token', ['mezzo', `token.${'A'.repeat(43)}`]],
    ['a token that is too short', ['mezzo', 'token.A']],
    ['another protocol', ['other', `token.x`]],
    ['no protocol', []],
  ])('is refused with %s', async (_, protocols) => {
    expect(await knock({ protocols })).toBe(401);
  });

  test('is refused when the token is in the address only', async () => {
    expect(await knock({ protocols: ['mezzo'], path: `/engine?token=${token}` })).not.toBe('open');
  });

  test.each(['http://evil.example', 'null', 'https://127.0.0.1', 'file://', 'http://127.0.0.1:1'])(
    'is refused for a page of %s, right token or not',
    async (origin) => {
      expect(await knock({ headers: { origin } })).toBe(403);
    },
  );

  test('is refused for a page of another loopback name than the one it asks', async () => {
    expect(await knock({ headers: { origin: `http://localhost:${port}` } })).toBe(403);
  });

  test('is refused at another path', async () => {
    expect(await knock({ path: '/' })).toBe(404);
  });

  test.each([
    ['a frame over the limit', Buffer.alloc(maxFrame + 1), 1009],
    ['text that is not of the protocol', 'not json', 1002],
    ['bytes that are not of the protocol', Buffer.from([255, 0, 1]), 1002],
    ['a message without a request', '{}', 1002],
  ])('is closed after %s, and the engine lives on', async (_, frame, code) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/engine`, ['mezzo', `token.${token}`]);
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    socket.on('error', () => {});
    socket.on('open', () => socket.send(frame));
    expect(await closed).toBe(code);
    expect(await knock({})).toBe('open');
  });
});

test('the server listens on 127.0.0.1 only', async () => {
  const refused = await new Promise<string | undefined>((resolve) => {
    const socket = connect(port, '127.0.0.2');
    socket.on('connect', () => resolve('connected'));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  expect(refused).toBe('ECONNREFUSED');
});

test('each start has a token of its own, of 256 bits', async () => {
  await using other = await openWebHost();
  const otherToken = new URL(other.address).searchParams.get('token') ?? '';
  expect(otherToken).not.toBe(token);
  expect(Buffer.from(otherToken, 'base64url')).toHaveLength(32);
  expect(other.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=/);
});

test('a port that is taken is told in a sentence', async () => {
  await expect(openWebHost({ port })).rejects.toMatchObject({
    code: 'bad_request',
    message: expect.stringContaining(`port ${port}`),
  });
});
