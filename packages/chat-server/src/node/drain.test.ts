import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { issueTokenFor } from '../test-support/issue-token-for.ts';
import { startServerProcess } from '../test-support/server-process.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';

/** Milliseconds for what a busy computer does late. */
const patience = { timeout: 5_000 };

const body = JSON.stringify({ topic: 'Begun before the end' });

interface RawClient {
  readonly socket: Socket;
  /** All that has come. */
  text(): string;
}

function connectTo(endpoint: string): RawClient {
  const { hostname, port } = new URL(endpoint);
  const socket = connect(Number(port), hostname);
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk;
  });
  socket.on('error', () => undefined);
  return { socket, text: () => received };
}

async function connectAnew(endpoint: string): Promise<void> {
  const { socket } = connectTo(endpoint);
  await once(socket, 'connect');
  socket.destroy();
}

/** A request whose body is still to come; resolves when the server has begun to work on it. */
async function beginRequest(endpoint: string, token: string): Promise<RawClient> {
  const client = connectTo(endpoint);
  const head = [
    'POST /chat/threads?api-version=2025-03-15 HTTP/1.1',
    'Host: localhost',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Expect: 100-continue',
  ];
  client.socket.write(`${head.join('\r\n')}\r\n\r\n`);
  await vi.waitFor(() => expect(client.text()).toContain('100 Continue'), patience);
  return client;
}

/** Asks on a connection that stays open. */
async function ask(client: RawClient, path: string): Promise<string> {
  const before = client.text().length;
  client.socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await vi.waitFor(() => expect(client.text().slice(before)).toMatch(/\}$/), patience);
  return client.text().slice(before);
}

test(
  'SIGTERM lets a request in progress end, tells open connections to go, and ends with 0',
  { timeout: 30_000 },
  async () => {
    const server = startServerProcess('--port', '0');
    const { endpoint, connectionString } = await server.listening;
    const { token } = await issueTokenFor(connectionString, 'ada');
    const reader = createSocketReader(new WebSocket(`${endpoint.replace('http', 'ws')}/realtime`));
    await reader.send({ type: 'hello', protocol: 1, token });
    await reader.next();
    const idle = connectTo(endpoint);
    expect(await ask(idle, '/ready')).toMatch(/^HTTP\/1\.1 200 .*\{"status":"ok"\}$/s);
    const probe = connectTo(endpoint);
    expect(await ask(probe, '/health')).toMatch(/^HTTP\/1\.1 200 /);
    const held = await beginRequest(endpoint, token);

    server.kill('SIGTERM');
    expect(await reader.closed).toBe(1012);
    expect(await ask(idle, '/ready')).toMatch(/^HTTP\/1\.1 503 .*"ServiceUnavailable"/s);
    expect(await ask(probe, '/health')).toMatch(/^HTTP\/1\.1 200 /);
    await expect(connectAnew(endpoint)).rejects.toThrow('ECONNREFUSED');
    held.socket.write(body);
    await once(held.socket, 'close');
    expect(held.text()).toMatch(/HTTP\/1\.1 201 .*Begun before the end/s);

    const { code, stderr } = await server.ended;
    expect([code, stderr]).toEqual([0, '']);
  },
);

test('a second signal ends it at once, whatever is in progress', { timeout: 30_000 }, async () => {
  const server = startServerProcess('--port', '0');
  const { endpoint, connectionString } = await server.listening;
  const { token } = await issueTokenFor(connectionString, 'ada');
  const held = await beginRequest(endpoint, token);
  server.kill('SIGTERM');
  await vi.waitFor(() => expect(connectAnew(endpoint)).rejects.toThrow('ECONNREFUSED'), patience);
  const stoppedAt = performance.now();
  server.kill('SIGINT');
  expect((await server.ended).code).toBe(130);
  expect(performance.now() - stoppedAt).toBeLessThan(2_000);
  held.socket.destroy();
});

test(
  'a request that never ends holds it up for 5 seconds and no longer',
  { timeout: 30_000 },
  async () => {
    const server = startServerProcess('--port', '0');
    const { endpoint, connectionString } = await server.listening;
    const { token } = await issueTokenFor(connectionString, 'ada');
    const held = await beginRequest(endpoint, token);
    const stoppedAt = performance.now();
    server.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    const lasted = performance.now() - stoppedAt;
    expect(lasted).toBeGreaterThan(4_500);
    expect(lasted).toBeLessThan(9_000);
    expect(held.socket.destroyed || held.text().endsWith('\r\n\r\n')).toBe(true);
  },
);
