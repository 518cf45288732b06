import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openChatScene } from './test-support/chat-scene.tsx';
import { useMessages } from './use-messages.ts';
import { useThreads } from './use-threads.ts';
import { useUnread } from './use-unread.ts';

test('a thread whose messages are not loaded says that there is news, but not how much', async () => {
  const { hookAsAda, untilLive, threadId, grace } = await openChatScene(['One', 'Two']);
  const { result } = hookAsAda(() => {
    useThreads();
    return useUnread(threadId);
  });
  expect(result.current).toEqual({ hasUnread: false, count: undefined });
  await untilLive();
  await waitFor(() => expect(result.current).toEqual({ hasUnread: true, count: undefined }));
  await act(() => grace.send(threadId, { content: 'Three' }).settled);
  expect(result.current).toEqual({ hasUnread: true, count: undefined });
});

test('a loaded thread counts what others have written, and less as the mark goes on', async () => {
  const { hookAsAda, untilLive, threadId, ada, grace, messageIds } = await openChatScene([
    'One',
    'Two',
    'Three',
  ]);
  const { result } = hookAsAda(() => {
    useMessages(threadId);
    return useUnread(threadId);
  });
  await waitFor(() => expect(result.current).toEqual({ hasUnread: true, count: 3 }));
  await untilLive();
  act(() => ada.markRead(threadId, messageIds[1] ?? ''));
  await waitFor(() => expect(result.current).toEqual({ hasUnread: true, count: 1 }));
  act(() => ada.markRead(threadId, messageIds[2] ?? ''));
  await waitFor(() => expect(result.current).toEqual({ hasUnread: false, count: 0 }));
  await act(() => grace.send(threadId, { content: 'Four' }).settled);
  await waitFor(() => expect(result.current).toEqual({ hasUnread: true, count: 1 }));
});

test('who answers has seen what stands above the answer', async () => {
  const { hookAsAda, untilLive, threadId, ada } = await openChatScene(['One']);
  const { result } = hookAsAda(() => {
    useMessages(threadId);
    return useUnread(threadId);
  });
  await waitFor(() => expect(result.current.count).toBe(1));
  await untilLive();
  await act(() => ada.send(threadId, { content: 'Mine' }).settled);
  await waitFor(() => expect(result.current).toEqual({ hasUnread: false, count: 0 }));
});
