import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { offerLoad, saturate } from './apply-load.ts';
import type { Room } from './room.ts';
import { openRoom } from './room.ts';

const LISTENERS = 3;
const LOAD = { perSecond: 500, messages: 10, patienceMs: 100 };

/** A room on a server that hands every message to all sockets, as often as `copies` says. */
async function openTestRoom(
  copies: (message: number, listener: number) => number,
  status = 201,
): Promise<Room> {
  let message = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      for (const [listener, socket] of [...sockets.clients].entries()) {
        for (let copy = copies(message, listener); copy > 0; copy -= 1) socket.send(body);
      }
      message += 1;
      response.writeHead(status).end();
    });
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    // As the service does: the listener says hello and waits until it is greeted.
    socket.on('message', (data) => {
      if (data.toString() === 'hello') socket.send('{"type":"ready"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has this kind of address.
  const { port } = server.address() as AddressInfo;
  const room = await openRoom({
    name: 'test server',
    postUrl: `http://127.0.0.1:${port}/messages`,
    headers: {},
    socketUrl: `ws://127.0.0.1:${port}/`,
    greetings: Array.from({ length: LISTENERS }, () => 'hello'),
  });
  onTestFinished(() => {
    room.close();
    for (const socket of sockets.clients) socket.terminate();
    server.close();
  });
  return room;
}

test('every delivery of an offered load gives one time', async () => {
  const room = await openTestRoom(() => 1);
  const latencies = await offerLoad(room, LOAD);
  expect(latencies).toHaveLength(LOAD.messages * LISTENERS);
  expect(Math.min(...latencies)).toBeGreaterThan(0);
});

test('a saturated server is counted by what everybody got', async () => {
  const room = await openTestRoom(() => 1);
  const { perSecond, messages } = await saturate(room, 4, 100);
  expect(messages).toBeGreaterThanOrEqual(4);
  expect(perSecond).toBeGreaterThan(0);
  // The room can be used again: its connections were dropped, its sockets were not.
  expect(await offerLoad(room, LOAD)).toHaveLength(LOAD.messages * LISTENERS);
});

test('a server that loses one delivery of one message is found out', async () => {
  const room = await openTestRoom((message, listener) => (message === 5 && listener === 1 ? 0 : 1));
  await expect(offerLoad(room, LOAD)).rejects.toThrow('lost 1 deliveries and doubled 0');
});

test('a server that delivers one message twice is found out', async () => {
  const room = await openTestRoom((message, listener) => (message === 5 && listener === 1 ? 2 : 1));
  await expect(offerLoad(room, LOAD)).rejects.toThrow('lost 0 deliveries and doubled 1');
});

test('a server that refuses messages is found out', async () => {
  const room = await openTestRoom(() => 1, 503);
  await expect(offerLoad(room, LOAD)).rejects.toThrow('answered with 503');
});

test('an address that is no WebSocket gives no room', async () => {
  const server = createServer((_request, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  // A server that listens on a port has this kind of address.
  const { port } = server.address() as AddressInfo;
  const options = { name: 'none', postUrl: '', headers: {}, greetings: [undefined] };
  await expect(openRoom({ ...options, socketUrl: `ws://127.0.0.1:${port}/` })).rejects.toThrow(
    'answered "HTTP/1.1 404 Not Found"',
  );
});
