import { expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { FailureContext } from '../chat-service-options.ts';
import { createLocalFanOut } from '../realtime/fan-out.ts';
import { ChatServiceError } from '../service-error.ts';
import type { ChatStorage } from '../storage/chat-storage.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { setScene } from '../test-support/scene.ts';

/** A service whose storage fails with `error` once it is told to. */
async function createBreakableService() {
  let broken: Error | undefined;
  const storage = createMemoryStorage();
  const failing: ChatStorage = {
    ...storage,
    transaction: async (work) => {
      if (broken !== undefined) throw broken;
      return await storage.transaction(work);
    },
  };
  const heard: [unknown, FailureContext][] = [];
  const service = await createChatService({
    storage: failing,
    onError: (error, context) => heard.push([error, context]),
  });
  return { ...(await setScene(service)), heard, breakWith: (error: Error) => (broken = error) };
}

const requestId = { 'x-ms-client-request-id': 'request-7' };

test('an unexpected failure is told with its operation and request id, and not to the caller', async () => {
  const { ada, threadId, heard, breakWith } = await createBreakableService();
  const bug = new TypeError('rows is not iterable');
  breakWith(bug);
  const path = `/chat/threads/${encodeURIComponent(threadId)}/messages`;
  const { status, body } = await ada.call('POST', path, { content: 'Hi' }, requestId);
  expect([status, body.error.code]).toEqual([500, 'InternalError']);
  expect(JSON.stringify(body)).not.toContain('iterable');
  expect(heard).toEqual([[bug, { operation: 'sendMessage', requestId: 'request-7' }]]);
});

test('what the storage cannot do now is answered 503 and told with its cause', async () => {
  const { ada, threadId, heard, breakWith } = await createBreakableService();
  const cause = new Error('database or disk is full');
  breakWith(new ChatServiceError('ServiceUnavailable', 'Try again later.', { cause }));
  const { status } = await ada.call('DELETE', `/chat/threads/${threadId}`);
  expect(status).toBe(503);
  expect(heard).toEqual([[cause, { operation: 'deleteChatThread', requestId: undefined }]]);
});

test('what a caller does wrong is told to nobody else', async () => {
  const { ada, heard } = await createBreakableService();
  expect((await ada.call('GET', '/chat/nowhere')).status).toBe(404);
  expect((await ada.call('POST', '/chat/threads', '{')).status).toBe(400);
  expect(heard).toEqual([]);
});

test('a service that nobody listens to answers in the same way', async () => {
  const storage = createMemoryStorage();
  const service = await createChatService({ storage });
  const { ada } = await setScene(service);
  await storage.close();
  expect((await ada.call('GET', '/chat/threads')).status).toBe(500);
});

test('what is stored is answered as stored, although the notice to other processes fails', async () => {
  const heard: unknown[] = [];
  const lost = new Error('no connection');
  const service = await createChatService({
    fanOut: { ...createLocalFanOut(), publish: () => Promise.reject(lost) },
    onError: (error) => heard.push(error),
  });
  const { ada, threadId } = await setScene(service);
  heard.length = 0;
  const { status } = await ada.call('POST', `/chat/threads/${threadId}/messages`, {
    content: 'Hi',
  });
  expect(status).toBe(201);
  expect(heard).toEqual([lost]);
});

test('an answer does not wait for the notice to other processes', async () => {
  const service = await createChatService({
    fanOut: { ...createLocalFanOut(), publish: () => new Promise(() => {}) },
  });
  const { ada, threadId } = await setScene(service);
  const { status } = await ada.call('POST', `/chat/threads/${threadId}/messages`, {
    content: 'Hi',
  });
  expect(status).toBe(201);
});
