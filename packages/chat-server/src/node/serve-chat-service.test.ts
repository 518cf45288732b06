import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { playConversation, readConversations } from '../test-support/recorded-conversations.ts';
import { setScene } from '../test-support/scene.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';
import { serveChatService } from './serve-chat-service.ts';
import type { ServedChatService } from './serve-chat-service.ts';

// As they are before anything is served.
const ownedByTheProcess = [globalThis.Request, globalThis.Response];

let served: ServedChatService | undefined;
afterEach(() => served?.close());

const serve = async (): Promise<ServedChatService> => {
  served = await serveChatService({ port: 0, storage: 'memory' });
  return served;
};
const socketUrl = (endpoint: string): string => `${endpoint.replace('http', 'ws')}/realtime`;

/** Sends bytes that no HTTP client would, and returns the first line and body of the answer. */
async function sendRaw(endpoint: string, request: string): Promise<string> {
  const { hostname, port } = new URL(endpoint);
  const socket = connect(Number(port), hostname);
  socket.end(request);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  await once(socket, 'close');
  return answer;
}

test.each(readConversations())('on the network: $title', async (conversation) => {
  const { endpoint, service } = await serve();
  const host = {
    service,
    endpoint,
    openSocket: () => new WebSocket(socketUrl(endpoint)),
    cut: (socket: object) => socket instanceof WebSocket && socket.terminate(),
  };
  expect(await playConversation(conversation, host)).toBe(conversation.steps.length);
});

describe('the server', () => {
  test('answers over the network as the service does in the page', async () => {
    const { endpoint } = await serve();
    const answer = await fetch(`${endpoint}/chat/threads?api-version=2025-03-15`);
    expect([answer.status, (await answer.json()).error.code]).toEqual([401, 'Unauthorized']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('leaves the Request and Response of the process alone, which others use too', async () => {
    await serve();
    expect([globalThis.Request, globalThis.Response]).toEqual(ownedByTheProcess);
  });

  test('takes bodies, lists and realtime on one port', async () => {
    const { endpoint, service } = await serve();
    const { token } = await service.createUser('ada');
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const url = `${endpoint}/chat/threads?api-version=2025-03-15`;
    const body = JSON.stringify({ topic: 'T' });
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(201);
    expect((await (await fetch(url, { headers })).json()).value).toHaveLength(1);
    const settings = await fetch(
      `${endpoint}/chat/config/realTimeNotifications?api-version=2024-09-01`,
      { headers },
    );
    expect((await settings.json()).webSocketUrl).toBe(socketUrl(endpoint));
  });

  test('answers 413 to a body that is too large, without waiting for its end', async () => {
    const { endpoint } = await serve();
    const head =
      'POST /chat/threads HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n';
    const { hostname, port } = new URL(endpoint);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(head + 'x'.repeat(70_000));
    const [first] = await once(socket, 'data');
    expect(String(first)).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  test('answers 400 in the envelope to a malformed host, and goes on', async () => {
    const { endpoint } = await serve();
    const answer = await sendRaw(
      endpoint,
      'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"BadRequest"');
    expect((await fetch(endpoint)).status).toBe(404);
  });

  test('a lost answer looks like a connection that was reset', async () => {
    const { endpoint, service } = await serve();
    const { ada, threadId } = await setScene(service, endpoint);
    service.setFaults({ rules: [{ where: 'rest', fault: 'lose-response', times: 1 }] });
    const url = `${endpoint}/chat/threads/${threadId}/messages?api-version=2025-03-15`;
    const headers = { authorization: `Bearer ${ada.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ content: 'Hi' });
    await expect(fetch(url, { method: 'POST', headers, body })).rejects.toThrow('fetch failed');
    expect((await (await fetch(url, { headers })).json()).value).toHaveLength(3);
  });

  test('refuses sockets of foreign pages, under foreign names and on other paths', async () => {
    const { endpoint } = await serve();
    const attempts = [
      new WebSocket(socketUrl(endpoint), { origin: 'https://evil.example' }),
      new WebSocket(socketUrl(endpoint), { headers: { host: 'rebound.example' } }),
      new WebSocket(`${endpoint.replace('http', 'ws')}/other`),
    ];
    for (const socket of attempts) {
      const [error] = await once(socket, 'error');
      expect(error.message).toContain('403');
    }
  });

  test('survives a client that vanishes while its socket is refused', async () => {
    const { endpoint } = await serve();
    const { hostname, port } = new URL(endpoint);
    const request = [
      'GET /realtime HTTP/1.1',
      'Host: localhost',
      'Origin: https://evil.example',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version: 13',
    ].join('\r\n');
    for (let index = 0; index < 30; index++) {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.write(`${request}\r\n\r\n`, () => socket.resetAndDestroy());
      await once(socket, 'close');
    }
    // An error that nobody listens for would end the process, and with it this run.
    expect((await fetch(endpoint)).status).toBe(404);
  });

  test('closes a socket that sends too much or something that is no text', async () => {
    const { endpoint } = await serve();
    for (const [data, code] of [
      ['x'.repeat(17_000), 4400],
      ['x'.repeat(33_000), 1009],
      [Buffer.from('{}'), 4400],
    ] as const) {
      const socket = new WebSocket(socketUrl(endpoint));
      const reader = createSocketReader(socket);
      socket.on('open', () => socket.send(data));
      expect(await reader.closed).toBe(code);
    }
  });

  test('closes sockets with 1012 when it stops, and can stop twice', async () => {
    const { endpoint, service, close } = await serve();
    const { token } = await service.createUser('ada');
    const reader = createSocketReader(new WebSocket(socketUrl(endpoint)));
    await reader.send({ type: 'hello', protocol: 1, token });
    await reader.next();
    await close();
    expect(await reader.closed).toBe(1012);
    await expect(fetch(endpoint)).rejects.toThrow('fetch failed');
    await close();
  });
});

test('a port that is in use is refused and nothing is left open', async () => {
  const { endpoint } = await serve();
  const port = Number(new URL(endpoint).port);
  await expect(serveChatService({ port, storage: 'memory' })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use`,
  );
});

test('the access key stays with the data folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'confab-serve-'));
  const readKey = async () => {
    served = await serveChatService({ port: 0, storage: folder });
    await served.close();
    return served.connectionString.split('accesskey=')[1];
  };
  expect(await readKey()).toBe(await readKey());
  await rm(folder, { recursive: true });
});

test('listening for other computers needs an access key of one’s own', async () => {
  const options = { port: 0, host: '0.0.0.0', storage: 'memory' };
  await expect(serveChatService(options)).rejects.toThrow('Give an access key of your own');
  served = await serveChatService({ ...options, accessKey: btoa('k'.repeat(64)) });
  expect((await fetch(`http://127.0.0.1:${new URL(served.endpoint).port}`)).status).toBe(404);
});
