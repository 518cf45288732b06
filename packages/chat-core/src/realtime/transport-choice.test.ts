import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { ChatClient } from '../chat-client.ts';
import type { ChatThreadClient } from '../chat-thread-client.ts';
import type { ChatClientOptions } from '../options.ts';
import { createChatFixture, type ChatFixture } from '../test-support/chat-fixture.ts';
import { createManualClock, type ManualClock } from '../test-support/manual-clock.ts';
import { createErrorAnswer, createRecordingFetch } from '../test-support/recording-fetch.ts';
import { createSocketPair, type SocketPair } from '../test-support/socket-pair.ts';
import { createReadyFrame } from '../test-support/scripted-transport.ts';
import { record } from './contract/contract-scene.ts';

let chat: ChatFixture;
let thread: ChatThreadClient;
let clock: ManualClock;
let sockets: SocketPair[];
const clients: ChatClient[] = [];

beforeEach(async () => {
  chat = await createChatFixture();
  thread = await chat.createThread('Engines');
  clock = createManualClock();
  sockets = [];
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.stopRealtimeNotifications();
  // Requests that were under way end.
  await clock.settle();
  expect(clock.pendingTimers).toBe(0);
  await chat.close();
});

/** A client of Grace's, whose sockets the test plays. `config` is put over what the service says of its realtime. */
function createGrace(options: ChatClientOptions = {}, config: object = {}): ChatClient {
  const client = chat.createClient(chat.grace, {
    clock,
    random: { next: () => 0, createUuid: () => crypto.randomUUID() },
    async fetch(url, init) {
      const answer = await chat.service.fetch(url, init);
      if (!url.includes('/chat/config/')) return answer;
      return Response.json(Object.assign(await answer.json(), config));
    },
    webSocket(url) {
      const pair = createSocketPair(url);
      sockets.push(pair);
      return pair.client;
    },
    ...options,
  });
  clients.push(client);
  return client;
}

/** Starts a client and waits until it opens its first socket. */
async function beginStart(client: ChatClient): Promise<{ readonly started: Promise<void> }> {
  const started = client.startRealtimeNotifications();
  await vi.waitFor(() => expect(sockets).toHaveLength(1));
  return { started };
}

/** Lets the newest socket connect. */
async function welcome(): Promise<void> {
  const socket = sockets.at(-1);
  socket?.open();
  socket?.send(createReadyFrame(clock.now(), { userId: chat.grace.userId }));
  socket?.flushToClient();
  await clock.settle();
}

async function start(client: ChatClient): Promise<void> {
  const started = client.startRealtimeNotifications();
  // It may be rejected while promises settle; whoever awaits this hears of it.
  started.catch(() => {});
  await clock.settle();
  await started;
}

const noSocket = { webSocketUrl: undefined };

describe('what carries the events', () => {
  test('the WebSocket that the service names, and the listeners hear what the service can do', async () => {
    const grace = createGrace();
    const connected = record(grace, 'realTimeNotificationConnected');
    expect(grace.realtimeCapabilities).toEqual([]);
    const { started } = await beginStart(grace);
    await welcome();
    await started;
    const capabilities = ['idempotent-send', 'attachments'];
    expect(connected).toEqual([{ recovered: false, capabilities, transport: 'web-socket' }]);
    expect(grace.realtimeCapabilities).toEqual(capabilities);
  });

  test('polling, outside a page, when the service has only the protocol of Azure', async () => {
    const grace = createGrace({}, noSocket);
    const connected = record(grace, 'realTimeNotificationConnected');
    await start(grace);
    expect(connected).toMatchObject([{ recovered: false, transport: 'polling' }]);
  });

  test('polling, when the service closes the socket because it does not speak the protocol', async () => {
    const grace = createGrace();
    const connected = record(grace, 'realTimeNotificationConnected');
    const { started } = await beginStart(grace);
    sockets[0]?.open();
    sockets[0]?.close(4409);
    await clock.settle();
    await started;
    expect(connected).toMatchObject([{ transport: 'polling' }]);
  });

  test('polling, when the platform refuses to make a socket', async () => {
    const refuse = (): never => {
      throw new Error('Blocked by the content security policy.');
    };
    const grace = createGrace({ webSocket: refuse });
    const connected = record(grace, 'realTimeNotificationConnected');
    await start(grace);
    expect(connected).toMatchObject([{ transport: 'polling' }]);
    const insisting = createGrace({ webSocket: refuse, realtime: { transport: 'web-socket' } });
    await expect(start(insisting)).rejects.toMatchObject({
      code: 'realtime-unavailable',
      cause: { message: 'Blocked by the content security policy.' },
    });
  });

  test.each(['ws://chat.example/realtime', 'ftp://localhost/', 'nonsense'])(
    'polling, when the address is %s: the token goes only where nobody listens in',
    async (webSocketUrl) => {
      const grace = createGrace({}, { webSocketUrl });
      const connected = record(grace, 'realTimeNotificationConnected');
      await start(grace);
      expect(connected).toMatchObject([{ transport: 'polling' }]);
      expect(sockets).toHaveLength(0);
    },
  );

  test('only what the option names: a service without it rejects the start and says what to do', async () => {
    const named = createGrace({ realtime: { transport: 'web-socket' } }, noSocket);
    await expect(start(named)).rejects.toMatchObject({
      code: 'realtime-unavailable',
      message: expect.stringContaining('Poll, or give the service a wss address.'),
    });
    const elsewhere = createGrace({ realtime: { transport: 'signaling' } });
    await expect(start(elsewhere)).rejects.toMatchObject({
      code: 'realtime-unavailable',
      message: expect.stringContaining('only in web pages'),
    });
  });

  test('polling, by name, although the service has more', async () => {
    const grace = createGrace({ realtime: { transport: 'polling' } });
    const connected = record(grace, 'realTimeNotificationConnected');
    await start(grace);
    expect(connected).toMatchObject([{ transport: 'polling' }]);
    expect(sockets).toHaveLength(0);
  });
});

describe('polling bridges the time until the first connection', () => {
  test('it begins after 10 seconds, ends with the connection, and the listeners hear of the change', async () => {
    const { fetch, requests } = createRecordingFetch(chat.service.fetch);
    const grace = createGrace({ fetch });
    const connected = record(grace, 'realTimeNotificationConnected');
    const received = record(grace, 'chatMessageReceived');
    const { started } = await beginStart(grace);
    let hasStarted = false;
    void started.then(() => {
      hasStarted = true;
    });
    await clock.advance(9_900);
    expect(hasStarted).toBe(false);
    expect(requests).toHaveLength(1);
    await clock.advance(200);
    await started;
    await thread.sendMessage({ content: 'Hello' });
    await clock.advance(5_200);
    await vi.waitFor(() => expect(received).toMatchObject([{ message: 'Hello' }]));

    sockets.at(-1)?.open();
    await clock.settle();
    await welcome();
    const count = requests.length;
    await clock.advance(30_000);
    expect(requests).toHaveLength(count);
    expect(connected.map(({ transport }) => transport)).toEqual(['polling', 'web-socket']);
    expect(connected.map(({ recovered }) => recovered)).toEqual([false, false]);
  });

  test('when the service then refuses the token, both end and the listeners hear it', async () => {
    const grace = createGrace();
    const disconnected = record(grace, 'realTimeNotificationDisconnected');
    const { started } = await beginStart(grace);
    await clock.advance(10_100);
    await started;
    sockets.at(-1)?.open();
    sockets.at(-1)?.close(4401);
    await clock.settle();
    expect(disconnected.map(({ reason }) => reason)).toEqual(['unauthorized']);
    await clock.settle();
    expect(clock.pendingTimers).toBe(0);
  });

  test('a stop ends it too', async () => {
    const grace = createGrace();
    const { started } = await beginStart(grace);
    await clock.advance(10_100);
    await started;
    await grace.stopRealtimeNotifications();
    await clock.settle();
    expect(clock.pendingTimers).toBe(0);
  });

  test('a stop before it begins leaves nothing behind', async () => {
    const grace = createGrace();
    const { started } = await beginStart(grace);
    const aborted = expect(started).rejects.toMatchObject({ name: 'AbortError' });
    await clock.advance(5_000);
    await grace.stopRealtimeNotifications();
    await aborted;
    expect(clock.pendingTimers).toBe(0);
  });

  test('it is not used after a later loss, where the connection recovers what happened', async () => {
    const { fetch, requests } = createRecordingFetch(chat.service.fetch);
    const grace = createGrace({ fetch });
    const { started } = await beginStart(grace);
    await welcome();
    await started;
    sockets.at(-1)?.cut();
    await clock.advance(14_000);
    expect(requests).toHaveLength(1);
  });

  test('a bridge that failed once can still take over when the socket turns out to be of no use', async () => {
    let isRefusing = true;
    const grace = createGrace({
      retryOptions: { maxRetries: 0 },
      fetch: (url, init) =>
        isRefusing && !url.includes('/chat/config/')
          ? Promise.resolve(createErrorAnswer(403))
          : chat.service.fetch(url, init),
    });
    const connected = record(grace, 'realTimeNotificationConnected');
    const { started } = await beginStart(grace);
    await clock.advance(10_100);
    isRefusing = false;
    sockets.at(-1)?.open();
    sockets.at(-1)?.close(4409);
    await clock.settle();
    await started;
    expect(connected).toMatchObject([{ transport: 'polling' }]);
  });
});
