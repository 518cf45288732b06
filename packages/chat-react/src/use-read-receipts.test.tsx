import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openChatScene } from './test-support/chat-scene.tsx';
import { useReadReceipts } from './use-read-receipts.ts';

const fast = { reliability: { receiptIntervalMs: 10 } };

test('receipts say how far each person has read, and go on when somebody reads', async () => {
  const { hookAsAda, untilLive, threadId, ada, grace } = await openChatScene([], fast);
  const first = await ada.send(threadId, { content: 'One' }).settled;
  grace.markRead(threadId, first);
  const { result } = hookAsAda(() => useReadReceipts(threadId));
  expect(result.current).toMatchObject({ isPending: true, receipts: [], supported: true });
  await waitFor(() =>
    expect(result.current.receipts).toContainEqual(
      expect.objectContaining({ userId: grace.userId, messageId: first }),
    ),
  );
  expect(result.current).toMatchObject({ isPending: false, error: null, reason: undefined });
  await untilLive();
  const second = await act(() => ada.send(threadId, { content: 'Two' }).settled);
  act(() => grace.markRead(threadId, second));
  await waitFor(() =>
    expect(result.current.receipts.find(({ userId }) => userId === grace.userId)).toMatchObject({
      messageId: second,
    }),
  );
});

test('receipts are handed out page by page, without another request', async () => {
  const { hookAsAda, untilLive, requests, messageIds, threadId, ada, grace } = await openChatScene(
    ['Hello'],
    fast,
  );
  const mine = await ada.send(threadId, { content: 'Mine' }).settled;
  grace.markRead(threadId, mine);
  ada.markRead(threadId, messageIds[0] ?? '');
  const { result } = hookAsAda(() => useReadReceipts(threadId, { pageSize: 1 }));
  await waitFor(() => expect(result.current.hasMore).toBe(true));
  await untilLive();
  expect(result.current.receipts).toHaveLength(1);
  const before = requests.length;
  act(() => result.current.fetchMore());
  expect(result.current).toMatchObject({ hasMore: false, receipts: { length: 2 } });
  expect(requests.slice(before)).toEqual([]);
});

test('in a thread with more than 20 people there are none, which is no error', async () => {
  const { hookAsAda, untilLive, createCrowd } = await openChatScene();
  const threadId = await createCrowd(20);
  const { result } = hookAsAda(() => useReadReceipts(threadId));
  await waitFor(() => expect(result.current.supported).toBe(false));
  await untilLive();
  expect(result.current).toMatchObject({
    isPending: false,
    error: null,
    receipts: [],
    hasMore: false,
    reason: 'Read receipts are not available in chats of more than 20 people.',
  });
});

test('receipts that cannot be loaded are an error with a code, and loading again mends it', async () => {
  const { hookAsAda, refuse, mend, threadId } = await openChatScene();
  refuse(['listReadReceipts']);
  const { result } = hookAsAda(() => useReadReceipts(threadId));
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'Forbidden' }));
  mend();
  await act(async () => result.current.refetch());
  await waitFor(() => expect(result.current.error).toBeNull());
});
