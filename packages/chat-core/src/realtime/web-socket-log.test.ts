import { AzureLogger, setLogLevel } from '@azure/logger';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { ChatThreadClient } from '../chat-thread-client.ts';
import { createChatFixture, type ChatFixture } from '../test-support/chat-fixture.ts';
import { record } from './contract/contract-scene.ts';

let chat: ChatFixture;
let thread: ChatThreadClient;
let lines: string[];

beforeEach(async () => {
  chat = await createChatFixture();
  thread = await chat.createThread('Engines');
  lines = [];
  vi.spyOn(AzureLogger, 'log').mockImplementation((...parts: unknown[]) => {
    lines.push(parts.map(String).join(' '));
  });
});
afterEach(async () => {
  setLogLevel(undefined);
  vi.restoreAllMocks();
  await chat.close();
});

async function converse(): Promise<void> {
  const { client } = chat.grace;
  const received = record(client, 'chatMessageReceived');
  await client.startRealtimeNotifications();
  const options = { senderDisplayName: 'Ada the First', metadata: { key: 'a secret' } };
  await thread.sendMessage({ content: 'Nobody else may read this' }, options);
  await vi.waitFor(() => expect(received).toHaveLength(1));
  await client.stopRealtimeNotifications();
}

test('at the level "info" connections are logged, and no frames', async () => {
  setLogLevel('info');
  await converse();
  await vi.waitFor(() => expect(lines.join('\n')).toContain('connected (web-socket)'));
  expect(lines.join('\n')).not.toContain('frame');
});

test('at the level "verbose" frames are logged, without tokens and what people wrote', async () => {
  setLogLevel('verbose');
  await converse();
  await vi.waitFor(() => expect(lines.join('\n')).toContain('"event":'));
  const text = lines.join('\n');
  expect(text).toContain('Realtime frame sent {"type":"hello","protocol":1');
  expect(text).toContain(`"threadId":"${thread.threadId}"`);
  const secrets = [chat.ada.token, chat.grace.token, 'Nobody else', 'Ada the First', 'a secret'];
  for (const secret of secrets) expect(text).not.toContain(secret);
});
