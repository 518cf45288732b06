import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { actNow, openChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { useMessages } from './use-messages.ts';
import { useRetryMessage } from './use-retry-message.ts';

const hookOf = ({ hookAsAda, threadId }: ChatScene) =>
  hookAsAda(() => {
    useMessages(threadId);
    return useRetryMessage(threadId);
  });

/** A scene with a message of Ada's that could not be sent. */
async function openWithFailed(): Promise<{ readonly scene: ChatScene; readonly key: string }> {
  const scene = await openChatScene();
  scene.refuse(['sendMessage']);
  const { clientMessageId, settled } = scene.ada.send(scene.threadId, { content: 'Mine' });
  await expect(settled).rejects.toMatchObject({ code: 'forbidden' });
  return { scene, key: clientMessageId };
}

test('a message that could not be sent is sent', async () => {
  const { scene, key } = await openWithFailed();
  const { result } = hookOf(scene);
  await waitFor(() => expect(scene.row(key)?.sendState).toBe('failed'));
  scene.mend();
  await act(() => result.current.retry(key));
  await waitFor(() => expect(scene.row(key)).toMatchObject({ sendState: 'sent' }));
  expect(scene.row(key)?.failure).toBeUndefined();
  await waitFor(() => expect(result.current).toMatchObject({ isPending: false, error: null }));
});

test('a retry that is refused, too, says why', async () => {
  const { scene, key } = await openWithFailed();
  const { result } = hookOf(scene);
  await waitFor(() => expect(scene.row(key)?.sendState).toBe('failed'));
  const retried = actNow(() => result.current.retry(key));
  await expect(retried).rejects.toMatchObject({ code: 'forbidden' });
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'forbidden' }));
  act(() => result.current.reset());
  await waitFor(() => expect(result.current.error).toBeNull());
});

test('an edit that was refused is made, with what was typed', async () => {
  const scene = await openChatScene();
  const key = await scene.sayAsAda('Mine');
  const { result } = hookOf(scene);
  await waitFor(() => expect(scene.row(key)?.id).toBeDefined());
  const { ada, threadId } = scene;
  scene.refuse(['updateMessage']);
  const edited = ada.edit(threadId, scene.row(key)?.id ?? '', {
    content: 'Better',
    metadata: { 'acme.colour': 'blue' },
  });
  await expect(edited).rejects.toHaveProperty('code');
  await waitFor(() => expect(scene.row(key)?.failedChange?.kind).toBe('edit'));
  scene.mend();
  await act(() => result.current.retry(key));
  await waitFor(() => expect(scene.row(key)?.content).toBe('Better'));
  expect(scene.row(key)?.metadata).toMatchObject({ 'acme.colour': 'blue' });
  expect(scene.row(key)?.failedChange).toBeUndefined();
});

test('a deletion that was refused is made', async () => {
  const scene = await openChatScene();
  const key = await scene.sayAsAda('Mine');
  const { result } = hookOf(scene);
  await waitFor(() => expect(scene.row(key)?.id).toBeDefined());
  const { ada, threadId } = scene;
  scene.refuse(['deleteMessage']);
  const deleted = ada.remove(threadId, scene.row(key)?.id ?? '');
  await expect(deleted).rejects.toHaveProperty('code');
  await waitFor(() => expect(scene.row(key)?.failedChange?.kind).toBe('delete'));
  scene.mend();
  await act(() => result.current.retry(key));
  await waitFor(() => expect(scene.row(key)?.deletedAt).toBeDefined());
});

test('where nothing has failed there is nothing to try again', async () => {
  const scene = await openChatScene();
  const key = await scene.sayAsAda('Mine');
  const { result } = hookOf(scene);
  await waitFor(() => expect(scene.row(key)?.id).toBeDefined());
  for (const messageKey of [key, scene.row(key)?.id ?? '', 'nothing']) {
    const retried = actNow(() => result.current.retry(messageKey));
    await act(() => expect(retried).rejects.toMatchObject({ code: 'not-found' }));
  }
  expect(scene.row(key)).toMatchObject({ content: 'Mine', sendState: 'sent' });
});

test('a message that could not be sent is taken back, and nothing else is', async () => {
  const { scene, key } = await openWithFailed();
  const { result } = hookOf(scene);
  await waitFor(() => expect(scene.row(key)?.sendState).toBe('failed'));
  expect(actNow(() => result.current.discard('nothing'))).toBe(false);
  expect(actNow(() => result.current.discard(key))).toBe(true);
  await waitFor(() => expect(scene.row(key)).toBeUndefined());
  expect(actNow(() => result.current.discard(key))).toBe(false);
});
