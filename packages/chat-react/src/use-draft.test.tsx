import type { ChatSession } from '@confab/chat-core/session';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { expect, test } from 'vitest';
import { ChatProvider } from './ChatProvider.tsx';
import { createChatStore } from './chat-store.ts';
import { actNow, openChatScene } from './test-support/chat-scene.tsx';
import { useDraft } from './use-draft.ts';
import { useSendMessage } from './use-send-message.ts';

function Composer({ threadId }: { readonly threadId: string }): ReactNode {
  const { text, setDraft, isReady } = useDraft(threadId);
  const { send } = useSendMessage(threadId);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send(text);
        setDraft(undefined);
      }}
    >
      <textarea
        value={text}
        readOnly={!isReady}
        onChange={(event) => setDraft(event.target.value)}
      />
      <button>Send</button>
    </form>
  );
}

const field = (): HTMLTextAreaElement => screen.getByRole('textbox');

/** Waits until the field can be written into. */
async function untilReady(): Promise<void> {
  await waitFor(() => expect(field().readOnly).toBe(false));
}

function type(text: string): void {
  fireEvent.change(field(), { target: { value: text } });
}

test('the field follows each keystroke at once, and never steps back', async () => {
  const { renderAsAda, state, threadId } = await openChatScene();
  renderAsAda(<Composer threadId={threadId} />);
  await untilReady();
  expect(field().value).toBe('');
  const shown: string[] = [];
  for (const text of ['H', 'He', 'Hel', 'Hell', 'Hello']) {
    type(text);
    shown.push(field().value);
  }
  expect(shown).toEqual(['H', 'He', 'Hel', 'Hell', 'Hello']);
  await waitFor(() => expect(state().threads.get(threadId)?.draft?.text).toBe('Hello'));
  expect(field().value).toBe('Hello');
});

test('text that is typed and taken back again is what the field shows', async () => {
  const { renderAsAda, state, threadId } = await openChatScene();
  renderAsAda(<Composer threadId={threadId} />);
  await untilReady();
  for (const text of ['A', 'AB', 'A', '', 'B']) {
    type(text);
    expect(field().value).toBe(text);
  }
  await waitFor(() => expect(state().threads.get(threadId)?.draft?.text).toBe('B'));
  expect(field().value).toBe('B');
});

test('what the store says of an earlier keystroke takes no later one back', async () => {
  const { hookAsAda, ada, state, threadId } = await openChatScene();
  const texts: string[] = [];
  const { result } = hookAsAda(() => {
    const hook = useDraft(threadId);
    texts.push(hook.text);
    return hook;
  });
  await waitFor(() => expect(result.current.isReady).toBe(true));
  // The second keystroke comes when the store has just heard of the first one.
  const stop = createChatStore(ada).subscribe(({ threads }) => {
    if (threads.get(threadId)?.draft?.text !== 'A') return;
    stop();
    texts.length = 0;
    result.current.setDraft('AB');
  });
  actNow(() => result.current.setDraft('A'));
  await waitFor(() => expect(state().threads.get(threadId)?.draft?.text).toBe('AB'));
  await waitFor(() => expect(new Set(texts)).toEqual(new Set(['AB'])));
});

test('a draft is there again when the field is', async () => {
  const { renderAsAda, threadId } = await openChatScene();
  const first = renderAsAda(<Composer threadId={threadId} />);
  await untilReady();
  type('Not sent yet');
  first.unmount();
  renderAsAda(<Composer threadId={threadId} />);
  await waitFor(() => expect(field().value).toBe('Not sent yet'));
});

test('a field that comes back in the next moment shows what was typed at once, so that nothing is typed over it', async () => {
  const { renderAsAda, state, threadId, grace, untilLive } = await openChatScene();
  const first = renderAsAda(<Composer threadId={threadId} />);
  await untilReady();
  await untilLive();
  type('Not sent yet');
  // Whatever the store is told in the same moment, it is told before this.
  act(() => grace.notifyTyping(threadId));
  await waitFor(() => expect(state().threads.get(threadId)?.typing).toHaveLength(1));
  first.unmount();
  renderAsAda(<Composer threadId={threadId} />);
  expect(field().value).toBe('Not sent yet');
});

test('each thread has a draft of its own', async () => {
  const { renderAsAda, threadId, grace, ada } = await openChatScene();
  const other = await grace.createThread({
    topic: 'Other',
    participants: [{ userId: ada.userId, displayName: 'Ada' }],
  });
  function Threads(): ReactNode {
    const [openId, setOpenId] = useState(threadId);
    return (
      <>
        <button onClick={() => setOpenId(threadId)}>One</button>
        <button onClick={() => setOpenId(other.threadId)}>Other</button>
        <Composer threadId={openId} />
      </>
    );
  }
  renderAsAda(<Threads />);
  await untilReady();
  type('For the one');
  fireEvent.click(screen.getByRole('button', { name: 'Other' }));
  expect(field().value).toBe('');
  type('For the other');
  fireEvent.click(screen.getByRole('button', { name: 'One' }));
  await waitFor(() => expect(field().value).toBe('For the one'));
  fireEvent.click(screen.getByRole('button', { name: 'Other' }));
  await waitFor(() => expect(field().value).toBe('For the other'));
});

test('what is sent leaves the field empty, and it stays so', async () => {
  const { renderAsAda, state, keys, threadId } = await openChatScene();
  renderAsAda(<Composer threadId={threadId} />);
  await untilReady();
  type('Hello');
  fireEvent.click(screen.getByRole('button', { name: 'Send' }));
  expect(field().value).toBe('');
  await waitFor(() => expect(keys()).toHaveLength(1));
  await waitFor(() => expect(state().threads.get(threadId)?.draft).toBeUndefined());
  expect(field().value).toBe('');
});

test('what another tab has written is taken over', async () => {
  const { renderAsAda, ada, threadId, state } = await openChatScene();
  renderAsAda(<Composer threadId={threadId} />);
  await untilReady();
  type('Here');
  await waitFor(() => expect(state().threads.get(threadId)?.draft?.text).toBe('Here'));
  // The session tells of drafts of other tabs in the same way, and never while the user types.
  act(() => ada.setDraft(threadId, { text: 'There' }));
  await waitFor(() => expect(field().value).toBe('There'));
  act(() => ada.setDraft(threadId, undefined));
  await waitFor(() => expect(field().value).toBe(''));
});

test('a draft keeps the caret, the answered message and the metadata', async () => {
  const { hookAsAda, threadId } = await openChatScene();
  const { result } = hookAsAda(() => useDraft(threadId));
  await waitFor(() => expect(result.current.isReady).toBe(true));
  expect(result.current).toMatchObject({ text: '', draft: undefined });
  const draft = {
    text: 'Hello',
    selection: [1, 2],
    replyTo: '1234',
    metadata: { colour: 'red' },
  } as const;
  act(() => result.current.setDraft(draft));
  expect(result.current).toMatchObject({ text: 'Hello', draft });
});

test('once the session has ended, what is typed stays in the field', async () => {
  const { renderAsAda, ada, threadId } = await openChatScene();
  renderAsAda(<Composer threadId={threadId} />);
  await untilReady();
  type('Before');
  await act(() => ada.dispose());
  type('Before and after');
  expect(field().value).toBe('Before and after');
});

test("what one user has typed is not in another user's field, though the component stays", async () => {
  const { ada, grace, threadId } = await openChatScene();
  const chat = (session: ChatSession): ReactNode => (
    <ChatProvider session={session}>
      <Composer threadId={threadId} />
    </ChatProvider>
  );
  const { rerender } = render(chat(ada));
  await untilReady();
  await act(() => ada.dispose());
  type('A secret of Ada');
  rerender(chat(grace));
  await untilReady();
  expect(field().value).toBe('');
});
