import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { createServer as createTlsServer, request as tlsRequest } from 'node:https';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { signRequest } from '../test-support/sign-request.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';
import { loadSelfSignedCertificate } from './self-signed-certificate.ts';
import { serveChatService } from './serve-chat-service.ts';
import type { ServedChatService } from './serve-chat-service.ts';

let served: ServedChatService;
let cert = '';
let publicUrl = '';
const endings: (() => unknown)[] = [];

/** A proxy that ends TLS and hands everything on as it is, the host's name included. */
async function startProxy(target: () => URL): Promise<number> {
  const made = await loadSelfSignedCertificate({
    folder: undefined,
    names: [],
    clock: { now: Date.now },
  });
  cert = made.cert;
  const headOf = ({ method, url, rawHeaders }: IncomingMessage): string => {
    const lines = [`${method} ${url} HTTP/1.1`];
    for (let index = 0; index < rawHeaders.length; index += 2) {
      lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
    }
    return `${lines.join('\r\n')}\r\n\r\n`;
  };
  const proxy = createTlsServer(made, (incoming, outgoing) => {
    const { hostname, port } = target();
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  proxy.on('upgrade', (incoming, socket, head) => {
    const { hostname, port } = target();
    const onward = connect(Number(port), hostname, () => {
      onward.write(headOf(incoming));
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) end.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  endings.push(() => proxy.close());
  const address = proxy.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

beforeAll(async () => {
  let target = new URL('http://127.0.0.1');
  publicUrl = `https://localhost:${await startProxy(() => target)}`;
  served = await serveChatService({
    port: 0,
    storage: 'memory',
    endpoint: publicUrl,
    cors: ['https://app.example'],
  });
  target = new URL(`http://127.0.0.1:${served.port}`);
});
afterAll(async () => {
  await served.close();
  for (const end of endings) end();
});

/** A request over TLS that trusts the proxy. */
async function call(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<{ status: number; headers: IncomingHttpHeaders; body: Answer }> {
  const url = path.startsWith('https:') ? path : `${publicUrl}${path}`;
  const asked = tlsRequest(url, { method, headers, ca: cert, agent: false });
  asked.end(body);
  const [answer] = await once(asked, 'response');
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: JSON.parse(await text(answer)),
  };
}

/** The members of answers that are read here. */
interface Answer {
  readonly nextLink: string;
  readonly webSocketUrl: string;
  readonly value: readonly unknown[];
  readonly identity: { readonly id: string };
}

test('identity requests are signed for the public URL, and pass', async () => {
  const [, accessKey = ''] = served.connectionString.split('accesskey=');
  expect(served.connectionString).toMatch(`endpoint=${publicUrl}/;`);
  const url = `${publicUrl}/identities?api-version=2023-10-01`;
  const headers = signRequest('POST', url, '{}', accessKey, Date.now());
  const { status, body } = await call('POST', '/identities?api-version=2023-10-01', headers, '{}');
  expect([status, body.identity.id]).toEqual([201, expect.stringMatching(/^8:acs:/)]);
});

test('links and the realtime address lead through the proxy, and realtime works there', async () => {
  const { token } = await served.service.createUser('ada');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const threads = '/chat/threads?api-version=2025-03-15';
  for (const topic of ['A', 'B']) {
    expect((await call('POST', threads, headers, JSON.stringify({ topic }))).status).toBe(201);
  }
  const first = await call('GET', `${threads}&maxPageSize=1`, headers);
  expect(first.body.nextLink).toMatch(new RegExp(`^${publicUrl}/chat/threads`));
  expect((await call('GET', first.body.nextLink, headers)).body.value).toHaveLength(1);

  const config = '/chat/config/realTimeNotifications?api-version=2024-09-01';
  const { webSocketUrl } = (await call('GET', config, headers)).body;
  expect(webSocketUrl).toBe(`${publicUrl.replace('https', 'wss')}/realtime`);
  const reader = createSocketReader(
    new WebSocket(webSocketUrl, { ca: cert, origin: 'https://app.example' }),
  );
  await reader.send({ type: 'hello', protocol: 1, token });
  expect(await reader.next()).toMatchObject({ type: 'ready' });
  reader.close();
});

test('pages of the allowed origin may call through the proxy, and no others', async () => {
  const answer = await call('GET', '/health', { origin: 'https://app.example' });
  expect(answer.headers['access-control-allow-origin']).toBe('https://app.example');
  expect((await call('GET', '/health', { origin: 'https://evil.example' })).status).toBe(403);
  const socket = new WebSocket(`${publicUrl.replace('https', 'wss')}/realtime`, {
    ca: cert,
    origin: 'https://evil.example',
  });
  const [error] = await once(socket, 'error');
  expect(error.message).toContain('403');
});
