import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { memo, Profiler, useState, type ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createChatStore } from './chat-store.ts';
import { chatKeys } from './chat-queries.ts';
import { createChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { useConnection } from './use-connection.ts';
import { useMessageStatus } from './use-message-status.ts';
import { useMessage } from './use-message.ts';
import { useMessages } from './use-messages.ts';
import { useParticipants } from './use-participants.ts';
import { useReadReceipts } from './use-read-receipts.ts';
import { useSendMessage } from './use-send-message.ts';
import { useThread } from './use-thread.ts';
import { useThreads } from './use-threads.ts';
import { useTyping } from './use-typing.ts';
import { useUnread } from './use-unread.ts';

const texts = Array.from({ length: 120 }, (_, index) => `Message ${index}`);
let scene: ChatScene;
let renders: string[] = [];

beforeEach(async () => {
  renders = [];
  scene = await createChatScene(texts);
});

afterEach(async () => {
  cleanup();
  await scene.end();
});

const Row = memo(function Row({ messageKey }: { messageKey: string }): ReactNode {
  const message = useMessage(scene.threadId, messageKey);
  const status = useMessageStatus(scene.threadId, messageKey);
  return (
    <Profiler id={message?.content ?? ''} onRender={(id) => renders.push(id)}>
      <li data-status={status}>{message?.content}</li>
    </Profiler>
  );
});

function Thread(): ReactNode {
  const { messageKeys, hasOlder, fetchOlder, isPending, error, isFetchingOlder } = useMessages(
    scene.threadId,
  );
  const { send } = useSendMessage(scene.threadId);
  return (
    <section>
      <p>{isPending ? 'loading' : (error?.message ?? `${messageKeys.length} messages`)}</p>
      <button disabled={!hasOlder} onClick={fetchOlder}>
        Older
      </button>
      <button onClick={() => send('Mine')}>Send</button>
      <output>{isFetchingOlder ? 'fetching' : 'idle'}</output>
      <ol>
        {messageKeys.map((key) => (
          <Row key={key} messageKey={key} />
        ))}
      </ol>
    </section>
  );
}

const rows = (): string[] => screen.getAllByRole('listitem').map((row) => row.textContent ?? '');
/** Pages that the hooks asked for. The session reads larger ones of its own when it connects. */
const pagesAskedFor = (): string[] =>
  scene.requests.filter((request) => /^GET .*\/messages\?(?!.*maxPageSize=200)/.test(request));

describe('messages', () => {
  test('load once in StrictMode, and page back without asking twice for a page', async () => {
    // A page that is asked for before the session is connected is read once more when it is: something may have been missed.
    const store = createChatStore(scene.ada);
    scene.ada.start();
    await waitFor(() => expect(store.getState().connection).toBe('live'));
    scene.renderAsAda(<Thread />);
    expect(screen.getByText('loading')).toBeDefined();
    await screen.findByText('50 messages');
    expect(pagesAskedFor()).toHaveLength(1);
    const older = screen.getByRole('button', { name: 'Older' });
    fireEvent.click(older);
    fireEvent.click(older);
    await screen.findByText('100 messages');
    expect(pagesAskedFor()).toHaveLength(2);
    fireEvent.click(older);
    await waitFor(() => expect(rows().filter(Boolean)).toEqual(texts));
    expect(older).toHaveProperty('disabled', true);
  });

  test('are one request to invalidate, however many pages are loaded', async () => {
    scene.renderAsAda(<Thread />);
    await screen.findByText('50 messages');
    fireEvent.click(screen.getByRole('button', { name: 'Older' }));
    await screen.findByText('100 messages');
    await waitFor(() => expect(createChatStore(scene.ada).getState().connection).toBe('live'));
    const before = scene.requests.length;
    await act(() =>
      scene.queryClient.invalidateQueries({ queryKey: chatKeys.thread(scene.ada, scene.threadId) }),
    );
    expect(scene.requests.slice(before)).toHaveLength(1);
    expect(rows()).toHaveLength(100);
  });

  test('render one row when one arrives, and none of the others', async () => {
    scene.renderAsAda(<Thread />);
    await screen.findByText('50 messages');
    await waitFor(() => expect(createChatStore(scene.ada).getState().connection).toBe('live'));
    renders = [];
    await act(() => scene.grace.send(scene.threadId, { content: 'New' }).settled);
    await screen.findByText('New');
    expect([...new Set(renders)]).toEqual(['New']);
  });

  test('keep the DOM node of an own message from sending to acknowledgement, and never show two', async () => {
    scene.renderAsAda(<Thread />);
    await screen.findByText('50 messages');
    fireEvent.click(screen.getByRole('button', { name: 'Send' }));
    const row = screen.getByText('Mine');
    let most = 1;
    const observer = new MutationObserver(() => {
      most = Math.max(most, screen.queryAllByText('Mine').length);
    });
    observer.observe(document.body, { childList: true, subtree: true });
    await waitFor(() => expect(row.getAttribute('data-status')).toBe('sent'));
    await waitFor(() => expect(createChatStore(scene.ada).getState().connection).toBe('live'));
    observer.disconnect();
    expect(screen.getByText('Mine')).toBe(row);
    expect(most).toBe(1);
  });

  test('are read anew, page by page, by somebody who was removed and comes back', async () => {
    const { unmount } = scene.renderAsAda(<Thread />);
    await screen.findByText('50 messages');
    fireEvent.click(screen.getByRole('button', { name: 'Older' }));
    await screen.findByText('100 messages');
    await waitFor(() => expect(createChatStore(scene.ada).getState().connection).toBe('live'));
    unmount();

    const knowsThread = (): boolean =>
      createChatStore(scene.ada).getState().threadIds.includes(scene.threadId);
    await scene.asGrace('participants/:remove', { rawId: scene.ada.userId });
    await waitFor(() => expect(knowsThread()).toBe(false));
    const shareHistoryTime = new Date(0).toISOString();
    const communicationIdentifier = { rawId: scene.ada.userId };
    await scene.asGrace('participants/:add', {
      participants: [{ communicationIdentifier, shareHistoryTime }],
    });
    // With the two notes about the way out and in again, the pages begin where they have begun before.
    for (let index = 0; index < 48; index += 1) {
      await scene.grace.send(scene.threadId, { content: `Later ${index}` }).settled;
    }
    await waitFor(() => expect(knowsThread()).toBe(true));

    scene.renderAsAda(<Thread />);
    // All that were there, the notes about people, and what came later.
    await waitFor(
      () => {
        if (screen.queryByText('172 messages') === null)
          fireEvent.click(screen.getByRole('button', { name: 'Older' }));
        screen.getByText('172 messages');
      },
      { timeout: 10_000 },
    );
  });

  test('of an open thread stay readable when this user is removed from it, and are read anew when he comes back', async () => {
    scene.renderAsAda(<Thread />);
    await screen.findByText('50 messages');
    await waitFor(() => expect(createChatStore(scene.ada).getState().connection).toBe('live'));
    const before = scene.requests.length;
    await scene.asGrace('participants/:remove', { rawId: scene.ada.userId });
    await waitFor(() => expect(createChatStore(scene.ada).getState().threadIds).toEqual([]));
    expect(screen.getByText('50 messages')).toBeDefined();
    expect(scene.requests.slice(before)).toEqual([]);
    const communicationIdentifier = { rawId: scene.ada.userId };
    await scene.asGrace('participants/:add', { participants: [{ communicationIdentifier }] });
    await screen.findByText('1 messages');
  });

  test('say what went wrong for a thread that does not exist', async () => {
    const Unknown = (): ReactNode => <p>{useMessages('19:nowhere@thread.v2').error?.message}</p>;
    scene.renderAsAda(<Unknown />);
    expect(await screen.findByText(/listMessages/)).toBeDefined();
  });
});

describe('the other hooks', () => {
  function Facts(): ReactNode {
    const { threadIds } = useThreads();
    const { topic } = useThread(scene.threadId);
    const { participants } = useParticipants(scene.threadId);
    const { typing, notifyTyping } = useTyping(scene.threadId);
    const { receipts, supported } = useReadReceipts(scene.threadId);
    const { status } = useConnection();
    const unread = useUnread(scene.threadId);
    return (
      <dl onClick={notifyTyping}>
        <dd data-testid="threads">{threadIds.length}</dd>
        <dd data-testid="topic">{topic}</dd>
        <dd data-testid="people">
          {participants
            .map((one) => one.displayName)
            .toSorted()
            .join(', ')}
        </dd>
        <dd data-testid="typing">{typing.map((one) => one.displayName).join(', ')}</dd>
        <dd data-testid="receipts">{receipts.length}</dd>
        <dd data-testid="supported">{String(supported)}</dd>
        <dd data-testid="status">{status}</dd>
        <dd data-testid="unread">{unread}</dd>
      </dl>
    );
  }
  const fact = (name: string): string | null => screen.getByTestId(name).textContent;

  test('give threads, topic, people, typing, receipts, connection and unread count', async () => {
    scene.renderAsAda(
      <>
        <Facts />
        <Thread />
      </>,
    );
    await waitFor(() => expect(fact('status')).toBe('live'));
    await waitFor(() => expect(fact('people')).toBe('Ada, Grace'));
    expect(fact('threads')).toBe('1');
    expect(fact('topic')).toBe('Launch');
    expect(fact('supported')).toBe('true');
    await waitFor(() => expect(fact('unread')).toBe('50'));

    act(() => scene.grace.notifyTyping(scene.threadId));
    await waitFor(() => expect(fact('typing')).toBe('Grace'));

    const before = Number(fact('receipts'));
    const newest = createChatStore(scene.ada)
      .getState()
      .threads.get(scene.threadId)
      ?.messageKeys.at(-1);
    act(() => scene.ada.markRead(scene.threadId, newest ?? ''));
    await waitFor(() => expect(fact('unread')).toBe('0'));
    expect(Number(fact('receipts'))).toBe(before + 1);
  });

  test('render no row while somebody types', async () => {
    scene.renderAsAda(
      <>
        <Facts />
        <Thread />
      </>,
    );
    await screen.findByText('50 messages');
    await waitFor(() => expect(fact('status')).toBe('live'));
    renders = [];
    act(() => scene.grace.notifyTyping(scene.threadId));
    await waitFor(() => expect(fact('typing')).toBe('Grace'));
    expect(renders).toEqual([]);
  });

  test('say how to fix it when they are used outside a provider', () => {
    expect(() => render(<Facts />)).toThrow('Wrap the component in <ChatProvider');
  });

  test('read one store, however many providers a session has', () => {
    expect(createChatStore(scene.ada)).toBe(createChatStore(scene.ada));
    expect(createChatStore(scene.ada)).not.toBe(createChatStore(scene.grace));
  });

  test('settle quietly when the session is disposed while they are mounted', async () => {
    function Switch(): ReactNode {
      const [isOn, setIsOn] = useState(true);
      return (
        <>
          <button onClick={() => setIsOn(false)}>Off</button>
          {isOn && <Facts />}
        </>
      );
    }
    scene.renderAsAda(<Switch />);
    await waitFor(() => expect(fact('status')).toBe('live'));
    await act(() => scene.ada.dispose());
    fireEvent.click(screen.getByRole('button', { name: 'Off' }));
    expect(screen.queryByTestId('status')).toBeNull();
  });
});
