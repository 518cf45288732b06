import { act, waitFor } from '@testing-library/react';
import { useEffect } from 'react';
import { expect, test } from 'vitest';
import { openChatScene } from '../test-support/chat-scene.tsx';
import { useMessages } from '../use-messages.ts';
import { useThreads } from '../use-threads.ts';
import { useTotalUnread } from './use-total-unread.ts';

test('adds what is new in all threads, and says when there is more than is known', async () => {
  const { hookAsAda, untilLive, threadId, ada, grace, messageIds } = await openChatScene([
    'One',
    'Two',
  ]);
  const { result } = hookAsAda(() => {
    useThreads();
    useMessages(threadId);
    return useTotalUnread();
  });
  await untilLive();
  await waitFor(() => expect(result.current).toEqual({ count: 2, isMore: false, hasUnread: true }));
  const other = await act(() =>
    grace.createThread({
      topic: 'Other',
      participants: [{ userId: ada.userId, displayName: 'Ada' }],
    }),
  );
  await act(() => grace.send(other.threadId, { content: 'Three' }).settled);
  await waitFor(() => expect(result.current).toEqual({ count: 2, isMore: true, hasUnread: true }));
  act(() => ada.markRead(threadId, messageIds[1] ?? ''));
  await waitFor(() => expect(result.current).toEqual({ count: 0, isMore: true, hasUnread: true }));
});

test('renders only when the outcome is another one', async () => {
  const { renderAsAda, untilLive, threadId, ada, grace } = await openChatScene(['One']);
  const seen: unknown[] = [];
  function Badge() {
    useThreads();
    useMessages(threadId);
    const total = useTotalUnread();
    useEffect(() => {
      seen.push(total);
    }, [total]);
    return null;
  }
  renderAsAda(<Badge />);
  await untilLive();
  await waitFor(() => expect(seen.at(-1)).toEqual({ count: 1, isMore: false, hasUnread: true }));
  const before = seen.length;
  await act(async () => {
    grace.notifyTyping(threadId);
    await grace.updateTopic(threadId, 'Another topic');
  });
  await waitFor(() => expect(ada.status.connection).toBe('live'));
  expect(seen).toHaveLength(before);
});
