import { readFileSync } from 'node:fs';

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { ChatClient } from '../chat-client.ts';
import type { ChatThreadClient } from '../chat-thread-client.ts';
import { createChatFixture, type ChatFixture } from '../test-support/chat-fixture.ts';
import { collect } from '../test-support/collect.ts';
import { createErrorAnswer, createRecordingFetch } from '../test-support/recording-fetch.ts';
import { restOperations, type RestOperationName } from './operations.ts';

let chat: ChatFixture;
let threadId: string;
let messageId: string;

beforeEach(async () => {
  chat = await createChatFixture();
  const thread = await chat.createThread();
  threadId = thread.threadId;
  messageId = (await thread.sendMessage({ content: 'Hello' })).id;
});
afterEach(() => chat.close());

interface Call {
  /** How many requests leave when the first is answered with 503. */
  readonly requests: 1 | 2;
  run(client: ChatClient, thread: ChatThreadClient): Promise<unknown>;
}

const calls: Readonly<Record<RestOperationName, Call>> = {
  createChatThread: { requests: 2, run: (client) => client.createChatThread({ topic: 'Looms' }) },
  listChatThreads: { requests: 2, run: (client) => collect(client.listChatThreads()) },
  deleteChatThread: { requests: 2, run: (client) => client.deleteChatThread(threadId) },
  getProperties: { requests: 2, run: (_, thread) => thread.getProperties() },
  updateTopic: { requests: 2, run: (_, thread) => thread.updateTopic('Looms') },
  updateProperties: {
    requests: 2,
    run: (_, thread) => thread.updateProperties({ metadata: { room: '7' } }),
  },
  sendMessage: { requests: 1, run: (_, thread) => thread.sendMessage({ content: 'Once' }) },
  getMessage: { requests: 2, run: (_, thread) => thread.getMessage(messageId) },
  listMessages: { requests: 2, run: (_, thread) => collect(thread.listMessages()) },
  updateMessage: {
    requests: 2,
    run: (_, thread) => thread.updateMessage(messageId, { content: 'Hi' }),
  },
  deleteMessage: { requests: 2, run: (_, thread) => thread.deleteMessage(messageId) },
  listParticipants: { requests: 2, run: (_, thread) => collect(thread.listParticipants()) },
  addParticipants: {
    requests: 2,
    run: (_, thread) => thread.addParticipants({ participants: [{ id: chat.grace.identifier }] }),
  },
  removeParticipant: {
    requests: 2,
    run: (_, thread) => thread.removeParticipant(chat.grace.identifier),
  },
  sendTypingNotification: { requests: 2, run: (_, thread) => thread.sendTypingNotification() },
  sendReadReceipt: {
    requests: 2,
    run: (_, thread) => thread.sendReadReceipt({ chatMessageId: messageId }),
  },
  listReadReceipts: { requests: 2, run: (_, thread) => collect(thread.listReadReceipts()) },
  startRealtimeNotifications: {
    requests: 2,
    run: async (client) => {
      await client.startRealtimeNotifications();
      await client.stopRealtimeNotifications();
    },
  },
};

const table = Object.entries(calls).map(([name, call]) => [name, call.requests, call] as const);

test.each(table)('a %s that meets a 503 makes %i request(s)', async (_name, _count, call) => {
  const recording = createRecordingFetch(chat.service.fetch, [createErrorAnswer(503)]);
  const client = chat.createClient(chat.ada, {
    fetch: recording.fetch,
    retryOptions: { retryDelayInMs: 1 },
  });
  const outcome = call.run(client, client.getChatThreadClient(threadId));
  if (call.requests === 1) await expect(outcome).rejects.toMatchObject({ statusCode: 503 });
  else await outcome;
  expect(recording.requests).toHaveLength(call.requests);
});

test.each([
  ['a lost answer', 'cut-after', undefined],
  ['a lost request', 'cut-before', undefined],
  ['a 429 that says when to come back', createErrorAnswer(429, { 'retry-after': '0' }), 429],
  ['a 500', createErrorAnswer(500), 500],
] as const)('after %s a message is not sent again', async (_what, interference, statusCode) => {
  const recording = createRecordingFetch(chat.service.fetch, [interference]);
  const client = chat.createClient(chat.ada, { fetch: recording.fetch });
  const thread = client.getChatThreadClient(threadId);
  await expect(thread.sendMessage({ content: 'Once' })).rejects.toMatchObject({
    name: 'RestError',
    operation: 'sendMessage',
    retryable: true,
    ...(statusCode === undefined ? { code: 'network' } : { statusCode }),
  });
  expect(recording.requests).toHaveLength(1);
});

test('a thread whose creation is repeated after a lost answer exists once', async () => {
  const recording = createRecordingFetch(chat.service.fetch, ['cut-after']);
  const client = chat.createClient(chat.grace, {
    fetch: recording.fetch,
    retryOptions: { retryDelayInMs: 1 },
  });
  await client.createChatThread({ topic: 'Looms' });
  const [first, second] = recording.requests;
  expect(second?.headers['repeatability-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(second?.headers['repeatability-request-id']).toBe(
    first?.headers['repeatability-request-id'],
  );
  const threads = await collect(client.listChatThreads());
  expect(threads.filter((thread) => thread.topic === 'Looms')).toHaveLength(1);
});

test('the table in the docs names each call, its method and whether it is repeated, as the client does it', () => {
  const docs = new URL('../../../../docs/azure-compatibility.md', import.meta.url);
  const section = readFileSync(docs, 'utf8')
    .split(/^## /m)
    .find((text) => text.startsWith('Which calls are repeated'));
  const rows = section?.matchAll(/^\| `(\w+)` \| (\w+) \| (yes|no) \| \S.* \|$/gm) ?? [];
  const documented = Array.from(rows, ([, name, method, repeated]) => [name, method, repeated]);
  expect(documented).toEqual(
    Object.entries(restOperations).map(([name, { method, isRepeatable }]) => [
      name,
      method,
      isRepeatable ? 'yes' : 'no',
    ]),
  );
});
