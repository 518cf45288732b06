import { afterEach, beforeEach, expect, test } from 'vitest';

import type { ChatClient } from './chat-client.ts';
import type { ChatThreadClient } from './chat-thread-client.ts';
import type { ChatMessageType } from './models.ts';
import { createChatFixture, type ChatFixture } from './test-support/chat-fixture.ts';
import { createRecordingFetch, type RecordingFetch } from './test-support/recording-fetch.ts';
import { catchError, describeError } from './test-support/scripted-client.ts';

let chat: ChatFixture;
let client: ChatClient;
let thread: ChatThreadClient;
let recording: RecordingFetch;

beforeEach(async () => {
  chat = await createChatFixture();
  const { threadId } = await chat.createThread();
  recording = createRecordingFetch(chat.service.fetch);
  client = chat.createClient(chat.ada, { fetch: recording.fetch });
  thread = client.getChatThreadClient(threadId);
});
afterEach(() => chat.close());

// What plain JavaScript can pass, although the types forbid it.
const missing = undefined as never;

test.each<[string, () => Promise<unknown>]>([
  ['content', () => thread.sendMessage({ content: missing })],
  ['topic', () => client.createChatThread({ topic: missing })],
  ['topic', () => thread.updateTopic(missing)],
  ['chatMessageId', () => thread.sendReadReceipt({ chatMessageId: missing })],
  ['chatMessageId', () => thread.getMessage(missing)],
  ['content', () => thread.sendMessage(missing)],
  ['topic', () => client.createChatThread(missing)],
  ['chatMessageId', () => thread.updateMessage(missing, { content: 'x' })],
  ['chatMessageId', () => thread.deleteMessage(missing)],
  ['participants', () => thread.addParticipants({ participants: missing })],
  ['participant', () => thread.removeParticipant(missing)],
  ['participant id', () => thread.addParticipants({ participants: [{ id: missing }] })],
  [
    'participant id',
    () => client.createChatThread({ topic: 'x' }, { participants: [{ id: missing }] }),
  ],
  ['threadId', () => client.deleteChatThread(missing)],
])('without %s nothing is sent, and the error says what is missing', async (name, call) => {
  const error = await catchError(call());
  expect(error).toMatchObject({
    code: 'invalid-argument',
    message: expect.stringContaining(`${name} cannot be null or undefined.`),
  });
  expect(describeError(error)).not.toContain(chat.ada.token);
  expect(recording.requests).toHaveLength(0);
});

test('an empty message id is refused, because its path would name the list', async () => {
  const error = await catchError(thread.deleteMessage(''));
  expect(error).toMatchObject({ code: 'invalid-argument' });
  expect(describeError(error)).not.toContain(chat.ada.token);
  expect(() => client.getChatThreadClient('')).toThrow('threadId is empty');
  expect(recording.requests).toHaveLength(0);
});

test('a type that does not exist is refused, with the list of those that do', async () => {
  // As from plain JavaScript.
  const type = 'markdown' as ChatMessageType;
  const error = await catchError(thread.sendMessage({ content: 'x' }, { type }));
  expect(error).toMatchObject({
    code: 'invalid-argument',
    message: expect.stringContaining('text, html'),
  });
  expect(describeError(error)).not.toContain(chat.ada.token);
  expect(recording.requests).toHaveLength(0);
});

test.each([
  ['ASCII', 'a'.repeat(28_001)],
  ['letters of three bytes', '한'.repeat(9_334)],
  ['emoji', '🙂'.repeat(7_001)],
])('content of %s over 28,000 bytes is refused before it is sent', async (_what, content) => {
  const errors = [
    await catchError(thread.sendMessage({ content })),
    await catchError(thread.updateMessage('1', { content })),
  ];
  expect(errors).toMatchObject([{ code: 'too-large' }, { code: 'too-large' }]);
  expect(errors.map(describeError).join()).not.toContain(chat.ada.token);
  expect(recording.requests).toHaveLength(0);
});

test('content of exactly 28,000 bytes is sent and read back', async () => {
  const content = '🙂'.repeat(7_000);
  const { id } = await thread.sendMessage({ content });
  expect((await thread.getMessage(id)).content?.message).toBe(content);
});

test('a suppressed typing notification makes no request, and a failed one counts', async () => {
  const failing = createRecordingFetch(chat.service.fetch, ['cut-before']);
  const options = { fetch: failing.fetch, retryOptions: { maxRetries: 0 } };
  const other = chat.createClient(chat.ada, options).getChatThreadClient(thread.threadId);
  await expect(other.sendTypingNotification()).rejects.toMatchObject({ code: 'network' });
  expect(await other.sendTypingNotification()).toBe(false);
  expect(failing.requests).toHaveLength(1);
});
