import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createChatStore } from './chat-store.ts';
import { openChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { useMarkRead } from './use-mark-read.ts';
import { useMessages } from './use-messages.ts';

const fast = { reliability: { receiptIntervalMs: 10 } };

async function openHook(scene: ChatScene) {
  const { result } = scene.hookAsAda(() => {
    useMessages(scene.threadId);
    return useMarkRead(scene.threadId);
  });
  await scene.untilLive();
  await waitFor(() => expect(scene.keys().length).toBeGreaterThan(1));
  return result;
}

test('everything up to a row is marked as read, and the mark never moves back', async () => {
  const scene = await openChatScene(['One', 'Two', 'Three'], fast);
  const result = await openHook(scene);
  const [one, two] = scene.messageIds;
  act(() => result.current.markRead(two));
  await waitFor(() => expect(scene.ownMark()).toBe(two));
  await waitFor(() => expect(scene.receiptsSent()).toBe(1));
  act(() => result.current.markRead(one));
  act(() => result.current.markRead('nothing'));
  await act(() => scene.grace.send(scene.threadId, { content: 'Four' }).settled);
  await waitFor(() => expect(scene.keys()).toHaveLength(6));
  expect(scene.ownMark()).toBe(two);
  expect(scene.receiptsSent()).toBe(1);
});

test('without a row everything is marked as read', async () => {
  const scene = await openChatScene(['One', 'Two'], fast);
  const result = await openHook(scene);
  act(() => result.current.markRead());
  await waitFor(() => expect(scene.ownMark()).toBe(scene.messageIds[1]));
});

test('an own row stands for the messages of others above it', async () => {
  const scene = await openChatScene(['One'], fast);
  const result = await openHook(scene);
  const mine = scene.ada.send(scene.threadId, { content: 'Mine' });
  await act(() => mine.settled);
  act(() => result.current.markRead(mine.clientMessageId));
  await waitFor(() => expect(scene.receiptsSent()).toBe(1));
  const graceStore = createChatStore(scene.grace);
  await scene.grace.loadReceipts(scene.threadId);
  const { receipts } = graceStore.getState().threads.get(scene.threadId) ?? {};
  expect(receipts?.get(scene.ada.userId)?.messageId).toBe(scene.messageIds[0]);
});

test('what the service says of a thread is read, too', async () => {
  const scene = await openChatScene(['One'], fast);
  const result = await openHook(scene);
  await act(() => scene.grace.updateTopic(scene.threadId, 'Landing'));
  await waitFor(() => expect(scene.row(scene.keys().at(-1) ?? '')?.kind).toBe('topicUpdated'));
  act(() => result.current.markRead());
  await waitFor(() => expect(scene.ownMark()).toBe(scene.keys().at(-1)));
  await waitFor(() => expect(scene.receiptsSent()).toBe(1));
});

test('it never renders', async () => {
  const { hookAsAda, untilLive, threadId, grace } = await openChatScene(['One'], fast);
  let calls = 0;
  const { result } = hookAsAda(() => {
    calls += 1;
    return useMarkRead(threadId);
  });
  await untilLive();
  const before = calls;
  await act(() => grace.send(threadId, { content: 'Two' }).settled);
  act(() => result.current.markRead());
  expect(calls).toBe(before);
});

test('in a session that has ended nothing is marked, and nothing throws', async () => {
  const { hookAsAda, untilLive, ada, threadId, receiptsSent } = await openChatScene(['Hello']);
  const { result } = hookAsAda(() => {
    useMessages(threadId);
    return useMarkRead(threadId);
  });
  await untilLive();
  await act(() => ada.dispose());
  expect(() => result.current.markRead()).not.toThrow();
  expect(receiptsSent()).toBe(0);
});
