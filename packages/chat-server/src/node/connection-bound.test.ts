import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { boundConnections, isFromThisComputer } from './connection-bound.ts';
import { mayLackOrigin } from './socket-upgrades.ts';

interface Attempt {
  readonly socket: Socket;
  /** Whether the server lets the connection live. */
  readonly isOpen: boolean;
}

/** A server that bounds connections and greets those that it keeps, and a way to open one to it. */
async function listenBounded(most: number, ...rest: [((address: string) => boolean)?]) {
  const server = createServer();
  boundConnections(server, most, ...rest);
  server.on('connection', (socket: Socket) => {
    socket.on('error', () => undefined);
    if (!socket.destroyed) socket.write('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return async (): Promise<Attempt> => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    onTestFinished(() => void socket.destroy());
    const greeted = once(socket, 'data').then(() => true);
    const closed = once(socket, 'close').then(() => false);
    return { socket, isOpen: await Promise.race([greeted, closed]) };
  };
}

test('connections that are too many from one address are cut off, and a closed one makes room', async () => {
  const open = await listenBounded(2, () => false);
  const attempts = [await open(), await open(), await open()];
  expect(attempts.map(({ isOpen }) => isOpen)).toEqual([true, true, false]);
  attempts[0]?.socket.destroy();
  await vi.waitFor(async () => expect((await open()).isOpen).toBe(true));
  expect((await open()).isOpen).toBe(false);
});

test('connections from this computer are not bounded', async () => {
  const open = await listenBounded(1);
  const attempts = [await open(), await open(), await open()];
  expect(attempts.map(({ isOpen }) => isOpen)).toEqual([true, true, true]);
});

test.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['::ffff:192.0.2.7', false],
  ['192.0.2.7', false],
  ['127.evil.example', false],
  ['fe80::1', false],
  [undefined, false],
])('the address %s is this computer: %s', (address, isOwn) => {
  expect(isFromThisComputer(address)).toBe(isOwn);
});

test('a socket without an origin may come from this computer only', () => {
  expect(mayLackOrigin('127.0.0.1', undefined)).toBe(true);
  expect(mayLackOrigin('192.0.2.7', undefined)).toBe(false);
  expect(mayLackOrigin(undefined, undefined)).toBe(false);
  expect(mayLackOrigin('192.0.2.7', 'https://app.example')).toBe(true);
});
