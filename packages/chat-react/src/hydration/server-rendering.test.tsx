// @vitest-environment node
import { ChatClient, createTokenCredential } from '@confab/chat-core';
import { createChatSession } from '@confab/chat-core/session';
import { createChatService } from '@confab/chat-server';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ChatProvider } from '../ChatProvider.tsx';
import { createChatStore } from '../chat-store.ts';
import { MeasuredList } from '../test-support/measured-list.tsx';

test('in plain Node a page renders what its session has loaded, and opens no connection', async () => {
  expect(typeof document).toBe('undefined');
  const service = await createChatService();
  const { userId, token } = await service.createUser('Ada');
  const client = new ChatClient('http://localhost', createTokenCredential(token), {
    fetch: service.fetch,
    webSocket: service.webSocket,
  });
  const session = createChatSession(client, { userId, displayName: 'Ada' });
  const store = createChatStore(session);
  const { threadId } = await session.createThread({ topic: 'Launch' });
  await session.send(threadId, { content: 'Rendered by a server' }).settled;
  await session.loadMessages(threadId);
  const html = renderToString(
    <ChatProvider session={session}>
      <MeasuredList threadId={threadId} />
    </ChatProvider>,
  );
  expect(html).toContain('Rendered by a server');
  expect(store.getState().connection).toBe('stopped');
  await session.dispose();
  await service.close();
});
