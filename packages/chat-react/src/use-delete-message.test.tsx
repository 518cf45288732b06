import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { actNow, openChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { useDeleteMessage } from './use-delete-message.ts';
import { useMessages } from './use-messages.ts';

const hookOf = ({ hookAsAda, threadId }: ChatScene) =>
  hookAsAda(() => {
    useMessages(threadId);
    return useDeleteMessage(threadId);
  });

test('a deletion shows at once, and reaches the others', async () => {
  const scene = await openChatScene();
  const key = await scene.sayAsAda('Mine');
  const { result } = hookOf(scene);
  await waitFor(() => expect(scene.row(key)?.id).toBeDefined());
  scene.hold('deleteMessage');
  const deleted = actNow(() => result.current.deleteMessage(key));
  await waitFor(() => expect(scene.row(key)).toMatchObject({ content: '' }));
  expect(scene.row(key)).toMatchObject({ deletedAt: expect.any(Number), pendingChange: 'delete' });
  await waitFor(() => expect(result.current.isPending).toBe(true));
  await act(() => deleted);
  await waitFor(() => expect(result.current).toMatchObject({ isPending: false, error: null }));
  expect(scene.requests.filter((request) => request.startsWith('DELETE '))).toHaveLength(1);
});

test('a refused deletion leaves the message as it was, and says so', async () => {
  const scene = await openChatScene();
  const key = await scene.sayAsAda('Mine');
  const { result } = hookOf(scene);
  await waitFor(() => expect(scene.row(key)?.id).toBeDefined());
  scene.refuse(['deleteMessage']);
  const deleted = actNow(() => result.current.deleteMessage(key));
  await expect(deleted).rejects.toMatchObject({ code: 'forbidden' });
  await waitFor(() =>
    expect(scene.row(key)).toMatchObject({ content: 'Mine', failedChange: { kind: 'delete' } }),
  );
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'forbidden' }));
  act(() => result.current.reset());
  await waitFor(() => expect(result.current.error).toBeNull());
});

test('a message that is still on its way is taken back', async () => {
  const scene = await openChatScene();
  const { result } = hookOf(scene);
  await scene.untilLive();
  scene.hold('sendMessage');
  const { clientMessageId } = scene.ada.send(scene.threadId, { content: 'Mine' });
  const deleted = actNow(() => result.current.deleteMessage(clientMessageId));
  await waitFor(() => expect(scene.row(clientMessageId)?.content ?? '').toBe(''));
  await act(() => deleted);
  await waitFor(() => expect(scene.row(clientMessageId)?.content ?? '').toBe(''));
});
