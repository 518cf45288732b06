import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { actNow, openChatScene } from './test-support/chat-scene.tsx';
import { useMessages } from './use-messages.ts';
import { useSendMessage } from './use-send-message.ts';

test('text has a row at once, and arrives', async () => {
  const { hookAsAda, row, threadId, grace } = await openChatScene();
  const pending: boolean[] = [];
  const { result } = hookAsAda(() => {
    const hook = useSendMessage(threadId);
    pending.push(hook.isPending);
    return hook;
  });
  expect(result.current).toMatchObject({ isPending: false, error: null });
  const { clientMessageId, settled } = actNow(() => result.current.send('Hello'));
  await waitFor(() =>
    expect(row(clientMessageId)).toMatchObject({ content: 'Hello', kind: 'text' }),
  );
  const id = await act(() => settled);
  await waitFor(() => expect(row(clientMessageId)).toMatchObject({ id, sendState: 'sent' }));
  expect(pending).toContain(true);
  await waitFor(() => expect(result.current).toMatchObject({ isPending: false, error: null }));
  await expect(grace.loadMessage(threadId, id)).resolves.toBeUndefined();
});

test('HTML and metadata go along', async () => {
  const { hookAsAda, row, threadId } = await openChatScene();
  const { result } = hookAsAda(() => {
    useMessages(threadId);
    return useSendMessage(threadId);
  });
  const draft = { content: '<b>Hello</b>', kind: 'html', metadata: { colour: 'red' } } as const;
  const { clientMessageId, settled } = actNow(() => result.current.send(draft));
  const id = await act(() => settled);
  await waitFor(() =>
    expect(row(clientMessageId)).toMatchObject({
      id,
      content: '<b>Hello</b>',
      kind: 'html',
      metadata: { colour: 'red' },
    }),
  );
});

test('what cannot be sent is refused at once with a code, and leaves no row and no error behind', async () => {
  const { hookAsAda, keys, threadId } = await openChatScene();
  const { result } = hookAsAda(() => useSendMessage(threadId));
  const { send } = result.current;
  expect(() => send('')).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
  expect(() => send('a'.repeat(30_000))).toThrow(expect.objectContaining({ code: 'too-large' }));
  expect(result.current).toMatchObject({ isPending: false, error: null });
  expect(keys()).toEqual([]);
});

test('a later refusal shows on the row and in the hook, until it is forgotten or something else is sent', async () => {
  const { hookAsAda, row, refuse, mend, threadId } = await openChatScene();
  const { result } = hookAsAda(() => useSendMessage(threadId));
  refuse(['sendMessage']);
  const { clientMessageId } = actNow(() => result.current.send('Hello'));
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'forbidden' }));
  expect(result.current.isPending).toBe(false);
  expect(row(clientMessageId)).toMatchObject({
    sendState: 'failed',
    failure: { code: 'forbidden' },
  });
  act(() => result.current.reset());
  await waitFor(() => expect(result.current.error).toBeNull());

  actNow(() => result.current.send('Hello again'));
  await waitFor(() => expect(result.current.error).not.toBeNull());
  mend();
  const { settled } = actNow(() => result.current.send('At last'));
  await waitFor(() => expect(result.current.error).toBeNull());
  await act(() => settled);
});

test('once the session has ended, sending says so', async () => {
  const { hookAsAda, ada, threadId } = await openChatScene();
  const { result } = hookAsAda(() => useSendMessage(threadId));
  await act(() => ada.dispose());
  expect(() => result.current.send('Hello')).toThrow(expect.objectContaining({ code: 'disposed' }));
});
