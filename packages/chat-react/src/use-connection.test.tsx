import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openChatScene } from './test-support/chat-scene.tsx';
import { useConnection } from './use-connection.ts';

test('it says when changes arrive as they happen, and when they do no longer', async () => {
  const { hookAsAda, ada } = await openChatScene();
  const { result } = hookAsAda(() => useConnection());
  expect(result.current).toMatchObject({ isLive: false, ended: undefined });
  await waitFor(() => expect(result.current).toMatchObject({ status: 'live', isLive: true }));
  await act(() => ada.stop());
  await waitFor(() => expect(result.current).toMatchObject({ status: 'stopped', isLive: false }));
  act(() => result.current.reconnect());
  await waitFor(() => expect(result.current.status).toBe('live'));
});

test('a refused token is told, and after a new sign-in it is tried anew', async () => {
  const { hookAsAda, refuse, mend } = await openChatScene();
  refuse(['getRealtimeConfig', 'listChatThreads'], 401);
  const { result } = hookAsAda(() => useConnection());
  await waitFor(() => expect(result.current.status).toBe('auth-blocked'));
  expect(result.current.isLive).toBe(false);
  mend();
  act(() => result.current.reconnect());
  await waitFor(() => expect(result.current.status).toBe('live'));
});

test('where the browser keeps nothing, it says so and why', async () => {
  const { hookAsAda } = await openChatScene();
  const { result } = hookAsAda(() => useConnection());
  await waitFor(() => expect(result.current.persistenceProblem).toBeDefined());
  expect(result.current).toMatchObject({
    isPersisted: false,
    persistenceProblem: 'unavailable',
  });
});

test('the end of the session is told', async () => {
  const { hookAsAda, untilLive, ada } = await openChatScene();
  const { result } = hookAsAda(() => useConnection());
  await untilLive();
  await act(() => ada.dispose());
  await waitFor(() => expect(result.current).toMatchObject({ ended: 'disposed', isLive: false }));
});

test('a sign-out is told', async () => {
  const { hookAsAda, untilLive, ada } = await openChatScene();
  const { result } = hookAsAda(() => useConnection());
  await untilLive();
  await act(() => ada.signOut());
  await waitFor(() => expect(result.current).toMatchObject({ ended: 'signed-out', isLive: false }));
});

test('nothing renders for what happens in a thread', async () => {
  const { hookAsAda, untilLive, state, threadId, grace } = await openChatScene(['Hello']);
  let calls = 0;
  const { result } = hookAsAda(() => {
    calls += 1;
    return useConnection();
  });
  await untilLive();
  await waitFor(() => expect(result.current).toMatchObject({ status: 'live' }));
  const before = calls;
  await act(() => grace.updateTopic(threadId, 'Landing'));
  await waitFor(() => expect(state().threads.get(threadId)?.topic).toBe('Landing'));
  expect(calls).toBe(before);
});
