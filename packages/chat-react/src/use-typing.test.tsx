import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openChatScene } from './test-support/chat-scene.tsx';
import { useMessages } from './use-messages.ts';
import { useTyping } from './use-typing.ts';

const countOf = (requests: readonly string[], path: string): number =>
  requests.filter((request) => request.includes(path)).length;

test('somebody who types is named until the message comes', async () => {
  const { hookAsAda, untilLive, threadId, grace } = await openChatScene(['Hello']);
  const { result } = hookAsAda(() => {
    useMessages(threadId);
    return useTyping(threadId);
  });
  await untilLive();
  expect(result.current).toMatchObject({ typing: [], supported: true, reason: undefined });
  act(() => grace.notifyTyping(threadId));
  await waitFor(() =>
    expect(result.current.typing).toEqual([{ userId: grace.userId, displayName: 'Grace' }]),
  );
  await act(() => grace.send(threadId, { content: 'Done' }).settled);
  await waitFor(() => expect(result.current.typing).toEqual([]));
});

test('the own typing is told once in a while, however often it is notified, and is not shown to oneself', async () => {
  const { hookAsAda, untilLive, threadId, requests } = await openChatScene(['Hello']);
  const { result } = hookAsAda(() => {
    useMessages(threadId);
    return useTyping(threadId);
  });
  await untilLive();
  act(() => {
    result.current.notifyTyping();
    result.current.notifyTyping();
  });
  await waitFor(() => expect(countOf(requests, '/typing')).toBe(1));
  act(() => result.current.notifyTyping());
  expect(countOf(requests, '/typing')).toBe(1);
  expect(result.current.typing).toEqual([]);
});

test('in a list of threads, which shows who types too, nobody asks for the people', async () => {
  const { hookAsAda, untilLive, threadId, ada, grace, requests } = await openChatScene(['Hello']);
  const { result } = hookAsAda(() => useTyping(threadId));
  await act(() => ada.loadThreads());
  await untilLive();
  act(() => grace.notifyTyping(threadId));
  await waitFor(() => expect(result.current.typing).toHaveLength(1));
  expect(countOf(requests, '/participants')).toBe(0);
});

test('in an open thread the people are loaded, and with more than 20 of them there is no typing', async () => {
  const { hookAsAda, createCrowd, requests } = await openChatScene();
  const threadId = await createCrowd(20);
  const { result } = hookAsAda(() => {
    useMessages(threadId);
    return useTyping(threadId);
  });
  await waitFor(() => expect(result.current.supported).toBe(false));
  expect(result.current.reason).toBe(
    'Typing notifications are not available in chats of more than 20 people.',
  );
  expect(countOf(requests, '/participants')).toBeGreaterThan(0);
});

test('a list asks for nobody either after a thread of it was open, and was let go', async () => {
  const { hookAsAda, untilLive, state, threadId, ada, requests } = await openChatScene(['Hello'], {
    reliability: { releaseLingerMs: 0, maxLoadedThreads: 0 },
  });
  ada.start();
  await untilLive();
  const list = hookAsAda(() => useTyping(threadId));
  const open = hookAsAda(() => {
    useMessages(threadId);
    return useTyping(threadId);
  });
  await waitFor(() => expect(state().threads.get(threadId)?.participants).toHaveLength(2));
  const before = countOf(requests, '/participants');
  open.unmount();
  await waitFor(() => expect(state().threads.get(threadId)?.isLoaded).toBe(false));
  await act(() => ada.loadThreads());
  expect(list.result.current).toMatchObject({ typing: [], supported: true });
  expect(countOf(requests, '/participants')).toBe(before);
});
