import { afterEach, beforeEach, expect, test } from 'vitest';

import { createChatFixture, type ChatFixture } from './test-support/chat-fixture.ts';
import { collect } from './test-support/collect.ts';

let chat: ChatFixture;

beforeEach(async () => {
  chat = await createChatFixture();
});
afterEach(() => chat.close());

test('a created thread has its topic, metadata, creator and retention policy', async () => {
  const { chatThread, invalidParticipants } = await chat.ada.client.createChatThread(
    { topic: 'Engines' },
    {
      metadata: { room: '7' },
      retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 60 },
    },
  );
  expect(invalidParticipants ?? []).toEqual([]);
  expect(chatThread).toMatchObject({
    topic: 'Engines',
    metadata: { room: '7' },
    createdOn: expect.any(Date),
    createdBy: { kind: 'communicationUser', communicationUserId: chat.ada.userId },
    retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 60 },
  });
});

test('the same idempotency token makes one thread', async () => {
  const options = { idempotencyToken: 'a8c64d2e-9c2f-4a83-a6c1-2e0f3f4b6a11' };
  const first = await chat.ada.client.createChatThread({ topic: 'Once' }, options);
  const second = await chat.ada.client.createChatThread({ topic: 'Once' }, options);
  expect(second.chatThread?.id).toBe(first.chatThread?.id);
  expect(await collect(chat.ada.client.listChatThreads())).toHaveLength(1);
});

test('a person who cannot be added does not stop the thread', async () => {
  const id = { communicationUserId: '8:acs:unknown_nobody' };
  const result = await chat.ada.client.createChatThread(
    { topic: 'Engines' },
    { participants: [{ id }] },
  );
  expect(result.chatThread).toBeDefined();
  expect(result.invalidParticipants?.map((error) => error.target)).toEqual([
    id.communicationUserId,
  ]);
});

test('threads are listed over pages, with the time of their last message', async () => {
  for (const topic of ['One', 'Two', 'Three']) await chat.createThread(topic);
  const threads = await collect(chat.grace.client.listChatThreads({ maxPageSize: 2 }));
  expect(threads.map((thread) => thread.topic).toSorted()).toEqual(['One', 'Three', 'Two']);
  expect(threads[0]?.lastMessageReceivedOn).toBeInstanceOf(Date);
});

test('a deleted thread is gone for everybody', async () => {
  const thread = await chat.createThread();
  await chat.ada.client.deleteChatThread(thread.threadId);
  expect(await collect(chat.grace.client.listChatThreads())).toEqual([]);
  await expect(thread.getProperties()).rejects.toMatchObject({ statusCode: 404 });
});
