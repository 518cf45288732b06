import { expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import { playConversation, readConversations } from '../test-support/recorded-conversations.ts';

test.each(readConversations())('in the page: $title', async (conversation) => {
  const service = await createChatService();
  const host = {
    service,
    endpoint: 'http://localhost',
    openSocket: () => service.webSocket('ws://localhost/realtime'),
    cut: (socket: { close(): void }) => socket.close(),
  };
  expect(await playConversation(conversation, host)).toBe(conversation.steps.length);
});
