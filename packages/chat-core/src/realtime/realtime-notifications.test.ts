import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { ChatClient } from '../chat-client.ts';
import type { ChatThreadClient } from '../chat-thread-client.ts';
import type { ChatEventId, ChatEventPayloads } from '../events.ts';
import type { WebSocketLike } from '../platform/web-socket.ts';
import {
  createChatFixture,
  fixtureEndpoint,
  type ChatFixture,
} from '../test-support/chat-fixture.ts';
import { createTokenCredential } from '../token-credential.ts';

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

function record<Id extends ChatEventId>(client: ChatClient, id: Id): ChatEventPayloads[Id][] {
  const heard: ChatEventPayloads[Id][] = [];
  client.on(id, (event) => heard.push(event));
  return heard;
}

const kindOf = (userId: string): object => ({
  kind: 'communicationUser',
  communicationUserId: userId,
});

describe('the ten events', () => {
  test('a message that is sent, changed and deleted', async () => {
    const grace = createGrace();
    const received = record(grace, 'chatMessageReceived');
    const edited = record(grace, 'chatMessageEdited');
    const deleted = record(grace, 'chatMessageDeleted');
    await grace.startRealtimeNotifications();

    const metadata = { mood: 'good' };
    const options = { senderDisplayName: 'Ada', metadata };
    const { id } = await thread.sendMessage({ content: 'Helo' }, options);
    await thread.updateMessage(id, { content: 'Hello' });
    await thread.deleteMessage(id);

    await vi.waitFor(() => expect(deleted).toHaveLength(1));
    const base = {
      id,
      threadId: thread.threadId,
      sender: kindOf(chat.ada.userId),
      senderDisplayName: 'Ada',
      recipient: kindOf(chat.grace.userId),
      createdOn: expect.any(Date),
      version: expect.any(String),
      sequenceId: expect.stringMatching(/^\d+$/),
      type: 'text',
    };
    expect(received).toEqual([{ ...base, message: 'Helo', metadata }]);
    expect(edited).toEqual([{ ...base, message: 'Hello', metadata, editedOn: expect.any(Date) }]);
    expect(deleted).toEqual([{ ...base, deletedOn: expect.any(Date) }]);
  });

  test('a sender hears about his own message', async () => {
    const received = record(chat.ada.client, 'chatMessageReceived');
    await chat.ada.client.startRealtimeNotifications();
    await thread.sendMessage({ content: 'Hello' });
    await vi.waitFor(() => expect(received).toMatchObject([{ message: 'Hello' }]));
  });

  test('typing and reading', async () => {
    const grace = createGrace();
    const typing = record(grace, 'typingIndicatorReceived');
    const receipts = record(chat.ada.client, 'readReceiptReceived');
    await grace.startRealtimeNotifications();
    await chat.ada.client.startRealtimeNotifications();
    const { id } = await thread.sendMessage({ content: 'Hello' });
    await thread.sendTypingNotification({ senderDisplayName: 'Ada' });
    await grace.getChatThreadClient(thread.threadId).sendReadReceipt({ chatMessageId: id });

    await vi.waitFor(() => expect(typing).toHaveLength(1));
    await vi.waitFor(() => expect(receipts).toHaveLength(1));
    expect(typing[0]).toEqual({
      threadId: thread.threadId,
      sender: kindOf(chat.ada.userId),
      senderDisplayName: 'Ada',
      recipient: kindOf(chat.grace.userId),
      receivedOn: expect.any(Date),
      version: expect.any(String),
    });
    expect(receipts[0]).toEqual({
      threadId: thread.threadId,
      sender: kindOf(chat.grace.userId),
      senderDisplayName: '',
      recipient: kindOf(chat.ada.userId),
      chatMessageId: id,
      readOn: expect.any(Date),
    });
  });

  test('a thread that begins, changes and is deleted', async () => {
    const grace = createGrace();
    const created = record(grace, 'chatThreadCreated');
    const updated = record(grace, 'chatThreadPropertiesUpdated');
    const deleted = record(grace, 'chatThreadDeleted');
    await grace.startRealtimeNotifications();
    const other = await chat.createThread('Looms');
    await other.updateTopic('Better looms');
    await chat.ada.client.deleteChatThread(other.threadId);

    await vi.waitFor(() => expect(deleted).toHaveLength(1));
    const base = { threadId: other.threadId, version: expect.any(String) };
    const ada = expect.objectContaining({ id: kindOf(chat.ada.userId) });
    expect(created).toEqual([
      {
        ...base,
        createdOn: expect.any(Date),
        createdBy: ada,
        properties: { topic: 'Looms', metadata: {} },
        participants: expect.arrayContaining([
          expect.objectContaining({ id: kindOf(chat.grace.userId), displayName: 'Grace' }),
        ]),
        retentionPolicy: { kind: 'none' },
      },
    ]);
    expect(updated).toEqual([
      {
        ...base,
        updatedOn: expect.any(Date),
        updatedBy: ada,
        properties: { topic: 'Better looms', metadata: {} },
        retentionPolicy: { kind: 'none' },
      },
    ]);
    expect(deleted).toEqual([
      { ...base, deletedOn: expect.any(Date), deletedBy: ada, reason: 'deletedByUser' },
    ]);
  });

  test('people who join and leave', async () => {
    const grace = createGrace();
    const added = record(grace, 'participantsAdded');
    const removed = record(grace, 'participantsRemoved');
    await grace.startRealtimeNotifications();
    const alan = await chat.service.createUser('Alan');
    const id = { communicationUserId: alan.userId };
    await thread.addParticipants({ participants: [{ id, displayName: 'Alan' }] });
    await thread.removeParticipant(id);

    await vi.waitFor(() => expect(removed).toHaveLength(1));
    const person = expect.objectContaining({ id: kindOf(alan.userId), metadata: {} });
    const ada = expect.objectContaining({ id: kindOf(chat.ada.userId) });
    const base = { threadId: thread.threadId, version: expect.any(String) };
    expect(added).toEqual([
      { ...base, addedOn: expect.any(Date), addedBy: ada, participantsAdded: [person] },
    ]);
    expect(removed).toEqual([
      { ...base, removedOn: expect.any(Date), removedBy: ada, participantsRemoved: [person] },
    ]);
  });
});

describe('starting', () => {
  test('the listeners hear what the service can do, and so does the client', async () => {
    const grace = createGrace();
    const connected = record(grace, 'realTimeNotificationConnected');
    expect(grace.realtimeCapabilities).toEqual([]);
    await grace.startRealtimeNotifications();
    expect(connected).toEqual([{ recovered: false, capabilities: ['idempotent-send'] }]);
    expect(grace.realtimeCapabilities).toEqual(['idempotent-send']);
  });

  test('a second start opens no second socket', async () => {
    const grace = createGrace();
    await Promise.all([grace.startRealtimeNotifications(), grace.startRealtimeNotifications()]);
    await grace.startRealtimeNotifications();
    expect(sockets).toHaveLength(1);
  });

  test('a start that failed can be made again', async () => {
    let isDown = true;
    const grace = createGrace({
      retryOptions: { maxRetries: 0 },
      fetch: (url, init) =>
        isDown ? Promise.reject(new TypeError('offline')) : chat.service.fetch(url, init),
    });
    await expect(grace.startRealtimeNotifications()).rejects.toMatchObject({ code: 'network' });
    isDown = false;
    const connected = record(grace, 'realTimeNotificationConnected');
    await grace.startRealtimeNotifications();
    expect(connected).toHaveLength(1);
  });

  test('a token that the service refuses rejects the start', async () => {
    const [header, payload] = chat.grace.token.split('.');
    const client = new ChatClient(
      fixtureEndpoint,
      createTokenCredential(`${header}.${payload}.forged`),
      { fetch: chat.service.fetch, webSocket: chat.service.webSocket },
    );
    await expect(client.startRealtimeNotifications()).rejects.toMatchObject({ statusCode: 401 });
  });

  test('a service without a WebSocket address rejects the start and says so', async () => {
    const grace = createGrace({
      async fetch(url, init) {
        const config: unknown = await (await chat.service.fetch(url, init)).json();
        return Response.json({ ...(config as object), webSocketUrl: undefined });
      },
    });
    await expect(grace.startRealtimeNotifications()).rejects.toMatchObject({
      code: 'realtime-unavailable',
      message: expect.stringContaining('list messages'),
    });
  });

  test('the token is not sent over a socket that is not encrypted', async () => {
    const grace = createGrace({
      async fetch(url, init) {
        const config: unknown = await (await chat.service.fetch(url, init)).json();
        return Response.json({ ...(config as object), webSocketUrl: 'ws://chat.example/realtime' });
      },
    });
    await expect(grace.startRealtimeNotifications()).rejects.toMatchObject({
      code: 'realtime-unavailable',
    });
    expect(sockets).toHaveLength(0);
  });
});

describe('a lost connection', () => {
  test('comes back by itself, and brings what was missed, in order', async () => {
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
});

describe('stopping', () => {
  test('listeners stay, and hear again after the next start', async () => {
    const grace = createGrace();
    const received = record(grace, 'chatMessageReceived');
    const disconnected = record(grace, 'realTimeNotificationDisconnected');
    await grace.startRealtimeNotifications();
    await grace.stopRealtimeNotifications();
    expect(disconnected.map((event) => event.reason)).toEqual(['stopped']);
    await grace.startRealtimeNotifications();
    await thread.sendMessage({ content: 'Hello again' });
    await vi.waitFor(() => expect(received).toMatchObject([{ message: 'Hello again' }]));
  });

  test('a stop during the start rejects the start, and the next start works', async () => {
    const grace = createGrace();
    const started = grace.startRealtimeNotifications();
    const aborted = expect(started).rejects.toMatchObject({ name: 'AbortError' });
    await grace.stopRealtimeNotifications();
    await aborted;
    await grace.startRealtimeNotifications();
    expect(sockets).toHaveLength(1);
  });
});

describe('listeners', () => {
  test('one that throws is reported and stops no other', async () => {
    const onListenerError = vi.fn();
    const grace = createGrace({ onListenerError });
    const broken = new Error('broken listener');
    grace.on('chatMessageReceived', () => {
      throw broken;
    });
    const received = record(grace, 'chatMessageReceived');
    await grace.startRealtimeNotifications();
    await thread.sendMessage({ content: 'Hello' });
    await vi.waitFor(() => expect(received).toHaveLength(1));
    expect(onListenerError).toHaveBeenCalledExactlyOnceWith(broken);
  });

  test('one that was removed hears nothing more', async () => {
    const grace = createGrace();
    const removed = vi.fn();
    grace.on('chatMessageReceived', removed);
    grace.off('chatMessageReceived', removed);
    const received = record(grace, 'chatMessageReceived');
    await grace.startRealtimeNotifications();
    await thread.sendMessage({ content: 'Hello' });
    await vi.waitFor(() => expect(received).toHaveLength(1));
    expect(removed).not.toHaveBeenCalled();
  });
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
