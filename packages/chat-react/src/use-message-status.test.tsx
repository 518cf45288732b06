import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openChatScene } from './test-support/chat-scene.tsx';
import { useMessageStatus } from './use-message-status.ts';
import { useMessages } from './use-messages.ts';
import { useReadReceipts } from './use-read-receipts.ts';

test('an own message is on its way, then sent, and then read by everybody', async () => {
  const { hookAsAda, untilLive, threadId, ada, grace } = await openChatScene();
  const { clientMessageId, settled } = ada.send(threadId, { content: 'Mine' });
  const seen: unknown[] = [];
  const { result } = hookAsAda(() => {
    useMessages(threadId);
    useReadReceipts(threadId);
    const status = useMessageStatus(threadId, clientMessageId);
    seen.push(status);
    return status;
  });
  await untilLive();
  await waitFor(() => expect(result.current).toBe('sent'));
  expect(seen).toContain('queued');
  grace.markRead(threadId, await settled);
  await waitFor(() => expect(result.current).toBe('read'));
});

test('an own message that was refused has failed', async () => {
  const { hookAsAda, threadId, ada, refuse } = await openChatScene();
  refuse(['sendMessage']);
  const { clientMessageId } = ada.send(threadId, { content: 'Mine' });
  const { result } = hookAsAda(() => useMessageStatus(threadId, clientMessageId));
  await waitFor(() => expect(result.current).toBe('failed'));
});

test('messages of others, and such as are not there, have no status', async () => {
  const { hookAsAda, state, threadId, messageIds } = await openChatScene(['Hello']);
  const [id = ''] = messageIds;
  const { result } = hookAsAda(() => {
    useMessages(threadId);
    return [useMessageStatus(threadId, id), useMessageStatus(threadId, 'nothing')];
  });
  await waitFor(() => expect(state().threads.get(threadId)?.rows.has(id)).toBe(true));
  expect(result.current).toEqual([undefined, undefined]);
});

test('a message that was deleted has no status any more', async () => {
  const { hookAsAda, untilLive, threadId, ada } = await openChatScene();
  const { clientMessageId, settled } = ada.send(threadId, { content: 'Mine' });
  const { result } = hookAsAda(() => useMessageStatus(threadId, clientMessageId));
  await untilLive();
  await waitFor(() => expect(result.current).toBe('sent'));
  await act(async () => ada.remove(threadId, await settled));
  await waitFor(() => expect(result.current).toBeUndefined());
});
