import { serveChatService, type ServedChatService } from '@confab/chat-server/node';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { ChatClient } from '../chat-client.ts';
import type { ChatMessageReceivedEvent } from '../events.ts';
import { collect } from '../test-support/collect.ts';
import { createTokenCredential } from '../token-credential.ts';
import { systemPageLifecycle } from './page-lifecycle.ts';
import { systemSessionPage } from './session-page.ts';
import { systemRandom } from './random.ts';

let served: ServedChatService;

beforeEach(async () => {
  served = await serveChatService({ port: 0, storage: 'memory' });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await served.close();
});

test.each([
  ['the package ws', undefined],
  ['a global WebSocket', (await import('ws')).WebSocket],
])('with %s, a client in Node sends and hears over a real port', async (_what, webSocket) => {
  vi.stubGlobal('WebSocket', webSocket);
  const { token } = await served.service.createUser('Ada');
  const client = new ChatClient(served.endpoint, createTokenCredential(token));
  const received: ChatMessageReceivedEvent[] = [];
  client.on('chatMessageReceived', (event) => received.push(event));
  await client.startRealtimeNotifications();
  const { chatThread } = await client.createChatThread({ topic: 'Engines' });
  const thread = client.getChatThreadClient(chatThread?.id ?? '');
  await thread.sendMessage({ content: 'Hello' });
  await vi.waitFor(() => expect(received).toMatchObject([{ message: 'Hello' }]));
  expect(await collect(client.listChatThreads())).toHaveLength(1);
  await client.stopRealtimeNotifications();
});

test('a service that is not there is a network error that says what to check', async () => {
  const { token } = await served.service.createUser('Ada');
  const { endpoint } = served;
  await served.close();
  const client = new ChatClient(endpoint, createTokenCredential(token), {
    retryOptions: { maxRetries: 0 },
  });
  await expect(client.createChatThread({ topic: 'Engines' })).rejects.toMatchObject({
    code: 'network',
    retryable: true,
    message: expect.stringContaining('Check the connection'),
  });
});

test('a process counts as online and visible, and takes listeners', () => {
  expect(systemPageLifecycle.isOnline()).toBe(true);
  expect(systemPageLifecycle.isVisible()).toBe(true);
  systemPageLifecycle.onOnlineChange(() => {})();
  systemPageLifecycle.onVisibilityChange(() => {})();
  systemSessionPage.onSuspensionChange?.(() => {})();
});

test('UUIDs are of version 4, also where randomUUID is missing', () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(systemRandom.createUuid()).toMatch(uuid);
  const { crypto } = globalThis;
  vi.stubGlobal('crypto', {
    getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes),
  });
  expect(systemRandom.createUuid()).toMatch(uuid);
  expect(systemRandom.createUuid()).not.toBe(systemRandom.createUuid());
});
