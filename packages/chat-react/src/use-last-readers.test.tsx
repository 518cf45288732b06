import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openChatScene } from './test-support/chat-scene.tsx';
import { useLastReaders } from './use-last-readers.ts';
import { useMessages } from './use-messages.ts';
import { useReadReceipts } from './use-read-receipts.ts';

test('people stand beside the last own message that they have read, and go on with it', async () => {
  const { hookAsAda, untilLive, threadId, ada, grace } = await openChatScene(['Hello'], {
    reliability: { receiptIntervalMs: 10 },
  });
  const [one, two] = ['One', 'Two'].map((content) => ada.send(threadId, { content }));
  const { result } = hookAsAda(() => {
    useMessages(threadId);
    useReadReceipts(threadId);
    return [one, two].map((handle) => useLastReaders(threadId, handle?.clientMessageId ?? ''));
  });
  await untilLive();
  expect(result.current).toEqual([[], []]);
  const ids = await act(() => Promise.all([one?.settled, two?.settled]));
  grace.markRead(threadId, ids[0] ?? '');
  await waitFor(() => expect(result.current[0]).toMatchObject([{ userId: grace.userId }]));
  expect(result.current[1]).toEqual([]);
  grace.markRead(threadId, ids[1] ?? '');
  await waitFor(() => expect(result.current[1]).toMatchObject([{ userId: grace.userId }]));
  expect(result.current[0]).toEqual([]);
});

test('who has read no own message, and the user himself, stand nowhere', async () => {
  const { hookAsAda, untilLive, threadId, ada, messageIds } = await openChatScene(['Hello']);
  const { clientMessageId, settled } = ada.send(threadId, { content: 'Mine' });
  const { result } = hookAsAda(() => {
    useMessages(threadId);
    useReadReceipts(threadId);
    return useLastReaders(threadId, clientMessageId);
  });
  await untilLive();
  await act(() => settled);
  act(() => ada.markRead(threadId, messageIds[0] ?? ''));
  expect(result.current).toEqual([]);
});

test('nobody is the same list in each render', async () => {
  const { hookAsAda } = await openChatScene();
  const { result, rerender } = hookAsAda(() => useLastReaders('19:nowhere@thread.v2', '1234'));
  const before = result.current;
  rerender();
  expect(result.current).toBe(before);
  expect(before).toEqual([]);
});
