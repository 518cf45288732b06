import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openChatScene } from './test-support/chat-scene.tsx';
import { useThread } from './use-thread.ts';

test("a thread's topic, creator and times are there once it is loaded, and follow what others change", async () => {
  const { hookAsAda, untilLive, grace, threadId } = await openChatScene(['Hello']);
  const { result } = hookAsAda(() => useThread(threadId));
  expect(result.current).toMatchObject({ isPending: true, topic: undefined, access: undefined });
  await waitFor(() => expect(result.current.isPending).toBe(false));
  await untilLive();
  expect(result.current).toMatchObject({
    topic: 'Launch',
    createdById: grace.userId,
    access: 'member',
    error: null,
  });
  expect(result.current.createdAt).toBeLessThanOrEqual(Date.now());
  expect(result.current.lastMessageAt).toBeGreaterThanOrEqual(result.current.createdAt ?? Infinity);
  await act(() => grace.updateTopic(threadId, 'Landing'));
  await waitFor(() => expect(result.current.topic).toBe('Landing'));
});

test('it says that this user was removed, and that he is back', async () => {
  const { hookAsAda, untilLive, ada, grace, threadId } = await openChatScene();
  const { result } = hookAsAda(() => useThread(threadId));
  await waitFor(() => expect(result.current.access).toBe('member'));
  await untilLive();
  await act(() => grace.removeParticipant(threadId, ada.userId));
  await waitFor(() => expect(result.current.access).toBe('removed'));
  await act(() => grace.addParticipants(threadId, [{ userId: ada.userId, displayName: 'Ada' }]));
  await waitFor(() => expect(result.current.access).toBe('member'));
  await waitFor(() => expect(result.current.topic).toBe('Launch'));
});

test('it says that the thread was deleted', async () => {
  const { hookAsAda, untilLive, grace, threadId } = await openChatScene();
  const { result } = hookAsAda(() => useThread(threadId));
  await waitFor(() => expect(result.current.access).toBe('member'));
  await untilLive();
  await act(() => grace.deleteThread(threadId));
  await waitFor(() => expect(result.current.access).toBe('gone'));
});

test('a thread that does not exist is an error with a code', async () => {
  const { hookAsAda } = await openChatScene();
  const { result } = hookAsAda(() => useThread('19:nowhere@thread.v2'));
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'NotFound' }));
  expect(result.current).toMatchObject({ isPending: false, topic: undefined });
});

test('what was loaded stays when the session ends, and the end is no failure', async () => {
  const { hookAsAda, untilLive, ada, state, threadId } = await openChatScene();
  const { result } = hookAsAda(() => useThread(threadId));
  await waitFor(() => expect(result.current.topic).toBe('Launch'));
  await untilLive();
  await act(() => ada.dispose());
  await waitFor(() => expect(state().ended).toBe('disposed'));
  await act(async () => result.current.refetch());
  expect(result.current).toMatchObject({ topic: 'Launch', isPending: false, error: null });
  const late = hookAsAda(() => useThread('19:nowhere@thread.v2'));
  await waitFor(() => expect(late.result.current.isPending).toBe(false));
  expect(late.result.current.error).toBeNull();
});

test('the rows of a list of threads ask for nothing: the list has brought what they show', async () => {
  const { hookAsAda, untilLive, ada, grace, threadId, requests } = await openChatScene();
  await grace.createThread({ topic: 'Two', participants: [{ userId: ada.userId }] });
  ada.start();
  await untilLive();
  await ada.loadThreads();
  const before = requests.length;
  const { result } = hookAsAda(() => useThread(threadId));
  expect(result.current).toMatchObject({ topic: 'Launch', isPending: false });
  await act(() => grace.updateTopic(threadId, 'Landing'));
  await waitFor(() => expect(result.current.topic).toBe('Landing'));
  expect(requests.slice(before).filter((request) => /^GET .*thread\.v2$/.test(request))).toEqual(
    [],
  );
});
