import { act, renderHook, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useChatSession, useChatStoreApi } from './chat-context.ts';
import { createChatStore } from './chat-store.ts';
import { openChatScene } from './test-support/chat-scene.tsx';
import { useChatStore } from './use-chat-store.ts';

test('a selector gives a slice of the state, and renders for that slice alone', async () => {
  const { hookAsAda, untilLive, state, ada, grace, threadId } = await openChatScene();
  const topics: unknown[] = [];
  const { result } = hookAsAda(() => {
    const topic = useChatStore(({ threads }) => threads.get(threadId)?.topic);
    topics.push(topic);
    return topic;
  });
  expect(result.current).toBeUndefined();
  await act(() => ada.loadThreads());
  await waitFor(() => expect(result.current).toBe('Launch'));
  await untilLive();
  const before = topics.length;
  act(() => grace.notifyTyping(threadId));
  await waitFor(() => expect(state().threads.get(threadId)?.typing).toHaveLength(1));
  expect(topics).toHaveLength(before);
  await act(() => grace.updateTopic(threadId, 'Landing'));
  await waitFor(() => expect(result.current).toBe('Landing'));
});

test('another selector gives another slice at once', async () => {
  const { hookAsAda, ada } = await openChatScene();
  const { result, rerender } = hookAsAda(
    ({ field }: { readonly field: 'userId' | 'connection' }) =>
      useChatStore((state) => state[field]),
    { initialProps: { field: 'userId' } },
  );
  expect(result.current).toBe(ada.userId);
  rerender({ field: 'connection' });
  expect(result.current).toBe(ada.status.connection);
});

test('the session and its one store can be had, too', async () => {
  const { hookAsAda, ada, grace } = await openChatScene();
  const { result } = hookAsAda(() => ({ session: useChatSession(), store: useChatStoreApi() }));
  expect(result.current.session).toBe(ada);
  expect(result.current.store).toBe(createChatStore(ada));
  expect(result.current.store).not.toBe(createChatStore(grace));
});

const hooks: readonly (readonly [name: string, callHook: () => unknown])[] = [
  ['useChatStore', () => useChatStore((state) => state.userId)],
  ['useChatSession', () => useChatSession()],
  ['useChatStoreApi', () => useChatStoreApi()],
];

test.each(hooks)('outside a provider %s says how to fix it', (_name, callHook) => {
  expect(() => renderHook(callHook)).toThrow('Wrap the component in <ChatProvider');
});
