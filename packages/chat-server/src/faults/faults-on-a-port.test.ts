import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { serveChatService } from '../node/serve-chat-service.ts';
import type { ServedChatService } from '../node/serve-chat-service.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene } from '../test-support/scene.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';
import type { SocketReader } from '../test-support/socket-reader.ts';
import type { FaultRule } from './chat-faults.ts';

let served: ServedChatService;
let scene: Scene;
let socket: WebSocket | undefined;

beforeEach(async () => {
  served = await serveChatService({ port: 0, storage: 'memory' });
  scene = await setScene(served.service, served.endpoint);
});

afterEach(async () => {
  vi.restoreAllMocks();
  socket?.terminate();
  await served.close();
});

function trouble(rule: FaultRule): void {
  served.service.setFaults({ rules: [{ times: 1, ...rule }] });
}

/** A request over the network. */
async function request(method: string, body?: object): Promise<Response> {
  const path = `/chat/threads/${scene.threadId}/messages?api-version=2025-03-15`;
  return await fetch(served.endpoint + path, {
    method,
    headers: { authorization: `Bearer ${scene.ada.token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const send = () => request('POST', { content: 'Hi' });
const countMessages = async () => (await (await request('GET')).json()).value.length;

async function signIn(): Promise<SocketReader> {
  socket = new WebSocket(`${served.endpoint.replace('http', 'ws')}/realtime`);
  const reader = createSocketReader(socket);
  await reader.send({ type: 'hello', protocol: 1, token: scene.grace.token });
  expect((await reader.next()).type).toBe('ready');
  return reader;
}

test('a lost request breaks the connection and changes nothing', async () => {
  trouble({ where: 'rest', fault: 'lose-request' });
  await expect(send()).rejects.toThrow('fetch failed');
  expect(await countMessages()).toBe(2);
});

test('a lost answer breaks the connection after the message was stored', async () => {
  trouble({ where: 'rest', fault: 'lose-response' });
  await expect(send()).rejects.toThrow('fetch failed');
  expect(await countMessages()).toBe(3);
});

test.each([
  { where: 'rest', fault: 'status', status: 503, retryAfterSeconds: 1 },
  { where: 'rest', fault: 'commit-then-503', retryAfterSeconds: 1 },
] as const)('$fault arrives as 503 with the time to wait', async (rule) => {
  trouble(rule);
  const response = await send();
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
  expect((await response.json()).error.code).toBe('ServiceUnavailable');
  expect(await countMessages()).toBe(rule.fault === 'status' ? 2 : 3);
});

test('a truncated body breaks off after headers that promise all of it', async () => {
  // The server library reports every body that breaks.
  vi.spyOn(console, 'error').mockReturnValue();
  trouble({ where: 'rest', fault: 'truncate-body' });
  const response = await request('GET');
  expect(response.status).toBe(200);
  expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100);
  await expect(response.text()).rejects.toThrow('terminated');
});

test('a delayed request is answered later', async () => {
  const start = performance.now();
  trouble({ where: 'rest', fault: 'delay', ms: 60 });
  expect((await send()).status).toBe(201);
  expect(performance.now() - start).toBeGreaterThan(50);
});

test('a socket that is cut ends without a close frame', async () => {
  const reader = await signIn();
  trouble({ where: 'realtime', fault: 'cut' });
  await send();
  expect(await reader.closed).toBe(1006);
});

test('a half-open socket stays open and hears nothing, and the service still stops at once', async () => {
  const reader = await signIn();
  trouble({ where: 'realtime', fault: 'half-open' });
  await send();
  const silent = socket;
  const other = await signIn();
  await send();
  expect((await other.next()).event).toBe('chatMessageReceived');
  expect(reader.waiting).toEqual([]);
  expect(silent?.readyState).toBe(WebSocket.OPEN);
  const start = performance.now();
  await served.close();
  expect(await reader.closed).toBe(1006);
  expect(performance.now() - start).toBeLessThan(4_000);
});
