import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { actNow, openChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { useMessages } from './use-messages.ts';
import { useUpdateMessage } from './use-update-message.ts';

const hookOf = ({ hookAsAda, threadId }: ChatScene) =>
  hookAsAda(() => {
    useMessages(threadId);
    return useUpdateMessage(threadId);
  });

test('an edit shows at once, and reaches the others', async () => {
  const scene = await openChatScene();
  const key = await scene.sayAsAda('Mine', { colour: 'red' });
  const { result } = hookOf(scene);
  await waitFor(() => expect(scene.row(key)?.id).toBeDefined());
  scene.hold('updateMessage');
  const edited = actNow(() => result.current.updateMessage(key, 'Better'));
  await waitFor(() =>
    expect(scene.row(key)).toMatchObject({ content: 'Better', pendingChange: 'edit' }),
  );
  await waitFor(() => expect(result.current.isPending).toBe(true));
  await act(() => edited);
  await waitFor(() => expect(scene.row(key)?.pendingChange).toBeUndefined());
  expect(scene.row(key)).toMatchObject({ content: 'Better', metadata: { colour: 'red' } });
  await waitFor(() => expect(result.current).toMatchObject({ isPending: false, error: null }));
});

test('an edit can change the metadata', async () => {
  const scene = await openChatScene();
  const key = await scene.sayAsAda('Mine', { colour: 'red' });
  const { result } = hookOf(scene);
  const edit = { content: 'Better', metadata: { colour: 'blue' } };
  await act(() => result.current.updateMessage(key, edit));
  await waitFor(() => expect(scene.row(key)).toMatchObject(edit));
});

test('a refused edit leaves the message as it was, and keeps what was typed', async () => {
  const scene = await openChatScene();
  const key = await scene.sayAsAda('Mine', { colour: 'red' });
  const { result } = hookOf(scene);
  await waitFor(() => expect(scene.row(key)?.id).toBeDefined());
  scene.refuse(['updateMessage']);
  const edited = actNow(() => result.current.updateMessage(key, 'Better'));
  await expect(edited).rejects.toMatchObject({ code: 'forbidden' });
  await waitFor(() =>
    expect(scene.row(key)).toMatchObject({
      content: 'Mine',
      failedChange: { kind: 'edit', content: 'Better', failure: { code: 'forbidden' } },
    }),
  );
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'forbidden' }));
  act(() => result.current.reset());
  await waitFor(() => expect(result.current.error).toBeNull());
});

test('a message that is still on its way arrives as it was edited', async () => {
  const scene = await openChatScene();
  const { result } = hookOf(scene);
  await scene.untilLive();
  scene.hold('sendMessage');
  const { clientMessageId, settled } = scene.ada.send(scene.threadId, { content: 'Mine' });
  const edited = actNow(() => result.current.updateMessage(clientMessageId, 'Better'));
  await waitFor(() => expect(scene.row(clientMessageId)?.content).toBe('Better'));
  expect(scene.row(clientMessageId)?.id).toBeUndefined();
  await act(() => Promise.all([settled, edited]));
  await waitFor(() =>
    expect(scene.row(clientMessageId)).toMatchObject({ content: 'Better', sendState: 'sent' }),
  );
});

test('a message of somebody else cannot be edited', async () => {
  const scene = await openChatScene(['Hello']);
  const { result } = hookOf(scene);
  const [key = ''] = scene.messageIds;
  await waitFor(() => expect(scene.keys()).toContain(key));
  const edited = actNow(() => result.current.updateMessage(key, 'Better'));
  await expect(edited).rejects.toHaveProperty('code');
  await waitFor(() => expect(scene.row(key)?.content).toBe('Hello'));
});
