import { expect, test, vi } from 'vitest';
import { createManualTime } from '../test-support/manual-time.ts';
import { createInPageSocket } from './in-page-socket.ts';
import type {
  SocketCarrier,
  SocketCloseEvent,
  SocketMessageEvent,
  SocketPeer,
} from './web-socket-like.ts';

function open() {
  const time = createManualTime();
  const log: string[] = [];
  let carrier: SocketCarrier | undefined;
  const peer: SocketPeer = {
    receive: (data) => log.push(`service got ${String(data)}`),
    closed: () => log.push('service saw the end'),
  };
  const accept = (given: SocketCarrier): SocketPeer => {
    carrier = given;
    return peer;
  };
  const socket = createInPageSocket('ws://localhost/realtime', accept, time.schedule);
  Object.assign(socket, {
    onopen: () => log.push('open'),
    onmessage: ({ data }: SocketMessageEvent) => log.push(`page got ${String(data)}`),
    onclose: ({ code, reason, wasClean }: SocketCloseEvent) =>
      log.push(`closed ${code} ${reason} ${wasClean}`),
  });
  return { socket, log, time, service: () => carrier };
}

test('frames travel both ways, later and in order', async () => {
  const { socket, log, time, service } = open();
  expect(socket.readyState).toBe(0);
  expect(() => socket.send('early')).toThrow('still connecting');
  time.advance(0);
  socket.send('1');
  socket.send('2');
  service()?.send('a');
  service()?.send('b');
  expect(log).toEqual(['open']);
  await vi.waitFor(() => expect(log).toHaveLength(5));
  expect(log).toEqual(['open', 'service got 1', 'service got 2', 'page got a', 'page got b']);
});

test('the service’s last frame arrives before its close', async () => {
  const { socket, log, time, service } = open();
  time.advance(0);
  service()?.send('error');
  service()?.close(4401, 'Unauthorized');
  await vi.waitFor(() => expect(socket.readyState).toBe(3));
  expect(log).toEqual([
    'open',
    'page got error',
    'service saw the end',
    'closed 4401 Unauthorized true',
  ]);
});

test('what is sent before the page closes still arrives, and nothing after', async () => {
  const { socket, log, time, service } = open();
  time.advance(0);
  socket.send('bye');
  socket.close();
  socket.close();
  socket.send('too late');
  service()?.send('too late');
  await vi.waitFor(() => expect(socket.readyState).toBe(3));
  await Promise.resolve();
  expect(log).toEqual(['open', 'service got bye', 'service saw the end', 'closed 1005  true']);
});

test('a page that closes while connecting never opens', async () => {
  const { socket, log, time, service } = open();
  socket.close(4000, 'changed my mind');
  time.advance(0);
  await vi.waitFor(() => expect(socket.readyState).toBe(3));
  expect(service()).toBeUndefined();
  expect(log).toEqual(['closed 4000 changed my mind true']);
});

test('listeners can be taken off, and be for one event only', async () => {
  const { socket, time, service } = open();
  const [stays, goes, once] = [vi.fn(), vi.fn(), vi.fn()];
  socket.addEventListener('message', stays);
  socket.addEventListener('message', goes);
  socket.addEventListener('message', once, { once: true });
  socket.removeEventListener('message', goes);
  time.advance(0);
  service()?.send('1');
  service()?.send('2');
  await vi.waitFor(() => expect(stays).toHaveBeenCalledTimes(2));
  expect([goes.mock.calls.length, once.mock.calls.length]).toEqual([0, 1]);
});
