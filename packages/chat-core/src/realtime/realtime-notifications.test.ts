import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { ChatClient } from '../chat-client.ts';
import type { ChatThreadClient } from '../chat-thread-client.ts';
import type { WebSocketLike } from '../platform/web-socket.ts';
import { createChatFixture, type ChatFixture } from '../test-support/chat-fixture.ts';
import { record } from './contract/contract-scene.ts';

let chat: ChatFixture;
let thread: ChatThreadClient;
let sockets: WebSocketLike[];
const alsoStopped: ChatClient[] = [];

beforeEach(async () => {
  chat = await createChatFixture();
  thread = await chat.createThread('Engines');
  sockets = [];
});
afterEach(async () => {
  for (const client of alsoStopped.splice(0)) await client.stopRealtimeNotifications();
  await chat.close();
});

/** A client of Grace's that comes back at once, and whose sockets the test can close. */
function createGrace(options: ConstructorParameters<typeof ChatClient>[2] = {}): ChatClient {
  const client = chat.createClient(chat.grace, {
    random: { next: () => 0, createUuid: () => crypto.randomUUID() },
    webSocket(url) {
      const socket = chat.service.webSocket(url);
      sockets.push(socket);
      return socket;
    },
    ...options,
  });
  alsoStopped.push(client);
  return client;
}

test('a second start opens no second socket', async () => {
  const grace = createGrace();
  await Promise.all([grace.startRealtimeNotifications(), grace.startRealtimeNotifications()]);
  await grace.startRealtimeNotifications();
  expect(sockets).toHaveLength(1);
});

test('a lost connection brings what was missed, in order', async () => {
  const grace = createGrace();
  const received = record(grace, 'chatMessageReceived');
  const connected = record(grace, 'realTimeNotificationConnected');
  const disconnected = record(grace, 'realTimeNotificationDisconnected');
  await grace.startRealtimeNotifications();
  await thread.sendMessage({ content: 'one' });
  await vi.waitFor(() => expect(received).toHaveLength(1));

  sockets[0]?.close();
  const sent = [thread.sendMessage({ content: 'two' }), thread.sendMessage({ content: 'three' })];
  await Promise.all(sent);
  await vi.waitFor(() => expect(received).toHaveLength(3));
  expect(received.map((event) => event.message)).toEqual(['one', 'two', 'three']);
  expect(connected.map((event) => event.recovered)).toEqual([false, true]);
  expect(disconnected.map((event) => event.reason)).toEqual(['network']);
});

test('an app whose error handler throws is told of a loss, and stays connected all the same', async () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const worse = new Error('The handler failed, too.');
  const grace = createGrace({
    onListenerError: () => {
      throw worse;
    },
  });
  const fail = (): never => {
    throw new Error('The listener failed.');
  };
  grace.on('realTimeNotificationDisconnected', fail);
  await grace.startRealtimeNotifications();
  sockets[0]?.close();
  await vi.waitFor(() => expect(sockets).toHaveLength(2));
  grace.off('realTimeNotificationDisconnected', fail);
  vi.unstubAllGlobals();
  expect(reported.mock.calls).toEqual([[worse]]);
});

test('a stop in any moment of a start leaves no socket behind', async () => {
  for (let moment = 0; moment < 40; moment += 1) {
    const opened: WebSocketLike[] = [];
    const closed: WebSocketLike[] = [];
    const client = createGrace({
      async fetch(url, init) {
        const response = await chat.service.fetch(url, init);
        const text = await response.text();
        const readText = (): Promise<string> => {
          // Counted from the moment in which the answer is there.
          void stopAfter(moment);
          return Promise.resolve(text);
        };
        return Object.assign(new Response(null, response), { text: readText });
      },
      webSocket(url) {
        const socket = chat.service.webSocket(url);
        opened.push(socket);
        socket.addEventListener('close', () => closed.push(socket));
        return socket;
      },
    });
    async function stopAfter(microtasks: number): Promise<void> {
      for (let count = 0; count < microtasks; count += 1) await Promise.resolve();
      await client.stopRealtimeNotifications();
    }
    await client.startRealtimeNotifications().catch(() => {});
    await vi.waitFor(() => expect(closed).toHaveLength(opened.length));
  }
});
