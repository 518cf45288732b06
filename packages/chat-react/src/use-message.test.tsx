import { act, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { chatKeys } from './chat-queries.ts';
import { openChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { useMessage } from './use-message.ts';
import { useMessages } from './use-messages.ts';

/** Requests for single messages. */
const messageRequests = ({ requests }: ChatScene): readonly string[] =>
  requests.filter((request) => /^GET .*\/messages\/[^?]/.test(request));

const messageQueries = ({ queryClient, ada, threadId }: ChatScene): readonly unknown[] =>
  queryClient.getQueryCache().findAll({ queryKey: chatKeys.thread(ada, threadId, 'message') });

test('a loaded message is found by the key of its row and by the id of the service', async () => {
  const scene = await openChatScene(['Hello']);
  const { threadId, ada, hookAsAda } = scene;
  const { clientMessageId, settled } = ada.send(threadId, { content: 'Mine' });
  const { result, rerender } = hookAsAda(
    ({ id }: { readonly id: string }) => {
      useMessages(threadId);
      return [useMessage(threadId, clientMessageId), useMessage(threadId, id)] as const;
    },
    { initialProps: { id: clientMessageId } },
  );
  const id = await act(() => settled);
  rerender({ id });
  await waitFor(() => expect(result.current[0].message).toMatchObject({ content: 'Mine', id }));
  expect(result.current[1].message).toBe(result.current[0].message);
  expect(result.current[1]).toMatchObject({ isPending: false, error: null });
  expect(messageRequests(scene)).toEqual([]);
  expect(messageQueries(scene)).toEqual([]);
});

test('a message that is not loaded is fetched once, however many components show it, and follows its author', async () => {
  const scene = await openChatScene(['Hello']);
  const { threadId, ada, grace, messageIds, renderAsAda } = scene;
  const [id = ''] = messageIds;
  ada.start();
  await scene.untilLive();
  function Quote(): ReactNode {
    const { message, isPending, error } = useMessage(threadId, id);
    return <q>{isPending ? 'Loading' : (message?.content ?? error?.message)}</q>;
  }
  renderAsAda(
    <>
      <Quote />
      <Quote />
      <Quote />
    </>,
  );
  expect(screen.getAllByText('Loading')).toHaveLength(3);
  expect(await screen.findAllByText('Hello')).toHaveLength(3);
  expect(messageRequests(scene)).toHaveLength(1);
  await act(() => grace.edit(threadId, id, { content: 'Hello again' }));
  expect(await screen.findAllByText('Hello again')).toHaveLength(3);
  await act(() => grace.remove(threadId, id));
  await waitFor(() => expect(screen.queryAllByText('Hello again')).toEqual([]));
  expect(messageRequests(scene)).toHaveLength(1);
});

test('a message that does not exist is an error with a code', async () => {
  const { threadId, hookAsAda } = await openChatScene();
  const { result } = hookAsAda(() => useMessage(threadId, '1234'));
  expect(result.current).toMatchObject({ isPending: true, message: undefined });
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'not-found' }));
  expect(result.current).toMatchObject({ isPending: false, message: undefined });
});

test('a message that could not be fetched is there after another try', async () => {
  const { threadId, messageIds, hookAsAda, refuse, mend } = await openChatScene(['Hello']);
  refuse(['getMessage']);
  const { result } = hookAsAda(() => useMessage(threadId, messageIds[0] ?? ''));
  await waitFor(() => expect(result.current.error).toHaveProperty('code'));
  mend();
  await act(async () => result.current.refetch());
  await waitFor(() => expect(result.current.message?.content).toBe('Hello'));
  expect(result.current.error).toBeNull();
});

test('a row that is not sent costs no request, not even once it is taken back', async () => {
  const scene = await openChatScene();
  const { threadId, ada, hookAsAda, refuse } = scene;
  refuse(['sendMessage']);
  const { clientMessageId } = ada.send(threadId, { content: 'Mine' });
  const { result } = hookAsAda(() => useMessage(threadId, clientMessageId));
  await waitFor(() => expect(result.current.message?.sendState).toBe('failed'));
  act(() => {
    ada.discard(clientMessageId);
  });
  await waitFor(() => expect(result.current.message).toBeUndefined());
  await scene.untilLive();
  expect(result.current).toMatchObject({ isPending: false, error: null });
  expect(messageRequests(scene)).toEqual([]);
  expect(messageQueries(scene)).toEqual([]);
});

/** A scene that lets a thread go as soon as nobody holds it. */
const openForgetful = (): Promise<ChatScene> =>
  openChatScene(['Hello'], { reliability: { releaseLingerMs: 0, maxLoadedThreads: 0 } });

test('a message that was fetched stays on screen when its thread is let go', async () => {
  const scene = await openForgetful();
  const { threadId, messageIds, hookAsAda, state, untilLive } = scene;
  scene.ada.start();
  await untilLive();
  const list = hookAsAda(() => useMessages(threadId));
  await waitFor(() => expect(scene.keys()).toHaveLength(3));
  const { result } = hookAsAda(() => useMessage(threadId, messageIds[0] ?? ''));
  list.unmount();
  await waitFor(() => expect(state().threads.get(threadId)?.isLoaded).toBe(false));
  await waitFor(() => expect(result.current.message?.content).toBe('Hello'));
  const again = hookAsAda(() => useMessages(threadId));
  await waitFor(() => expect(scene.keys()).toHaveLength(3));
  again.unmount();
  await waitFor(() => expect(state().threads.get(threadId)?.isLoaded).toBe(false));
  await waitFor(() => expect(result.current.message?.content).toBe('Hello'));
  expect(result.current).toMatchObject({ isPending: false, error: null });
});

test('a message that is being fetched when its thread is closed is there all the same', async () => {
  const scene = await openForgetful();
  const { threadId, messageIds, hookAsAda, hold } = scene;
  hold('getMessage');
  const { result } = hookAsAda(() => useMessage(threadId, messageIds[0] ?? ''));
  const held = scene.ada.acquire(threadId);
  await waitFor(() => expect(messageRequests(scene)).toHaveLength(1));
  held();
  await waitFor(() => expect(result.current.message?.content).toBe('Hello'));
  expect(result.current.error).toBeNull();
});
