import { createTokenCredential, type Message } from '@confab/chat-core';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useChatSession } from './chat-context.ts';
import { ChatProvider } from './ChatProvider.tsx';
import { createChatStore } from './chat-store.ts';
import { createChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { MeasuredList } from './test-support/measured-list.tsx';
import { useConnection } from './use-connection.ts';
import { useMessages } from './use-messages.ts';
import { useThreads } from './use-threads.ts';

let scene: ChatScene;

beforeEach(async () => {
  scene = await createChatScene(['Hello']);
});

afterEach(async () => {
  cleanup();
  await scene.end();
});

const untilLive = (): Promise<void> =>
  waitFor(() => expect(createChatStore(scene.ada).getState().connection).toBe('live'));

function Status(): ReactNode {
  const { status, ended } = useConnection();
  const { threadIds } = useThreads();
  const { displayName, id } = useChatSession();
  return (
    <p data-session={id}>
      {displayName}: {status}, {ended ?? 'going on'}, {threadIds.length} threads
    </p>
  );
}

describe('a provider with an endpoint and a credential', () => {
  const own = async (name: string): Promise<ReactNode> => {
    const { userId, token } = await scene.service.createUser(name);
    return (
      <StrictMode>
        <ChatProvider
          endpoint="http://localhost"
          credential={createTokenCredential(token)}
          userId={userId}
          displayName={name}
          clientOptions={{ fetch: scene.service.fetch, webSocket: scene.service.webSocket }}
        >
          <Status />
        </ChatProvider>
      </StrictMode>
    );
  };
  const sessionId = (): string => screen.getByText(/threads$/).dataset.session ?? '';

  test('makes a session, keeps it while it is drawn again, and ends it when it goes', async () => {
    const { rerender, unmount } = render(await own('Ada'));
    await screen.findByText('Ada: live, going on, 1 threads');
    const first = sessionId();
    // Another credential object, as a parent that renders again makes one.
    rerender(await own('Ada'));
    expect(sessionId()).toBe(first);
    expect(screen.getByText('Ada: live, going on, 1 threads')).toBeDefined();
    unmount();
  });

  test('makes another session for another user', async () => {
    const { rerender } = render(await own('Ada'));
    await screen.findByText('Ada: live, going on, 1 threads');
    const first = sessionId();
    rerender(await own('Linus'));
    await screen.findByText('Linus: live, going on, 0 threads');
    expect(sessionId()).not.toBe(first);
  });
});

test('without a session, and without what one is made of, the provider says what to give it', () => {
  // @ts-expect-error That is what JavaScript allows.
  expect(() => render(<ChatProvider endpoint="http://localhost" />)).toThrow(
    'Give it session={session}, or endpoint, credential and userId.',
  );
});

test('two providers of one session share one store', async () => {
  render(
    <QueryClientProvider client={scene.queryClient}>
      <ChatProvider session={scene.ada}>
        <MeasuredList threadId={scene.threadId} />
      </ChatProvider>
      <ChatProvider session={scene.ada}>
        <MeasuredList threadId={scene.threadId} />
      </ChatProvider>
    </QueryClientProvider>,
  );
  await waitFor(() => expect(screen.getAllByText('Hello')).toHaveLength(2));
  await untilLive();
  expect(
    scene.requests.filter((request) => /\/messages\?(?!.*maxPageSize=200)/.test(request)),
  ).toEqual([expect.stringContaining('maxPageSize=50')]);
  act(() => void scene.ada.send(scene.threadId, { content: 'Both' }));
  expect(screen.getAllByText('Both')).toHaveLength(2);
});

test('two sessions below one QueryClient do not mix', async () => {
  function Count({ name }: { readonly name: string }): ReactNode {
    const { threadIds } = useThreads();
    const { messageKeys, error } = useMessages(scene.threadId);
    return (
      <p>
        {name}: {threadIds.length} threads, {messageKeys.length} messages, {String(error !== null)}
      </p>
    );
  }
  const linus = await scene.signIn('Linus');
  render(
    <QueryClientProvider client={scene.queryClient}>
      <ChatProvider session={scene.ada}>
        <Count name="Ada" />
      </ChatProvider>
      <ChatProvider session={linus}>
        <Count name="Linus" />
      </ChatProvider>
    </QueryClientProvider>,
  );
  expect(await screen.findByText('Ada: 1 threads, 3 messages, false')).toBeDefined();
  // He is not in the thread, whatever somebody else on this page has loaded.
  expect(await screen.findByText('Linus: 0 threads, 0 messages, true')).toBeDefined();
  await linus.dispose();
});

describe('what the app is told', () => {
  const renderWith = (
    onMessage: (message: Message) => void,
    onError: (error: unknown) => void = () => {},
  ): void => {
    render(
      <StrictMode>
        <ChatProvider session={scene.ada} onMessage={onMessage} onError={onError}>
          <MeasuredList threadId={scene.threadId} />
        </ChatProvider>
      </StrictMode>,
    );
  };

  test('each message of somebody else, once, and none of the history', async () => {
    const heard: string[] = [];
    renderWith(({ content }) => heard.push(content));
    await screen.findByText('Hello');
    await untilLive();
    // A busy machine may connect before it has loaded this.
    await import('./watch-new-messages.ts');
    await act(() => scene.ada.send(scene.threadId, { content: 'Mine' }).settled);
    const id = await act(() => scene.grace.send(scene.threadId, { content: 'News' }).settled);
    await screen.findByText('News');
    await act(() => scene.grace.edit(scene.threadId, id, { content: 'Edited' }));
    await screen.findByText('Edited');
    expect(heard).toEqual(['News']);
  });

  test('what was missed while the connection was lost, once it is back', async () => {
    const heard: string[] = [];
    renderWith(({ content }) => heard.push(content));
    await screen.findByText('Hello');
    await untilLive();
    await act(() => scene.ada.stop());
    await scene.grace.send(scene.threadId, { content: 'First' }).settled;
    await scene.grace.send(scene.threadId, { content: 'Second' }).settled;
    act(() => scene.ada.start());
    await screen.findByText('Second');
    expect(heard).toEqual(['First', 'Second']);
  });

  test('nothing of what was written while the user was not in the thread, when he is back', async () => {
    const heard: string[] = [];
    renderWith(({ content }) => heard.push(content));
    await screen.findByText('Hello');
    await untilLive();
    const { ada, grace, threadId } = scene;
    await act(() => grace.removeParticipant(threadId, ada.userId));
    await waitFor(() => expect(createChatStore(ada).getState().threadIds).toEqual([]));
    await grace.send(threadId, { content: 'Behind his back' }).settled;
    const person = { userId: ada.userId, shareHistoryTime: 0 };
    await act(() => grace.addParticipants(threadId, [person]));
    await screen.findByText('Behind his back');
    await act(() => grace.send(threadId, { content: 'Welcome back' }).settled);
    await screen.findByText('Welcome back');
    expect(heard).toEqual(['Welcome back']);
  });

  test('what a listener has thrown, without keeping anything from the screen', async () => {
    const onError = vi.fn<(error: unknown) => void>();
    const heard: string[] = [];
    renderWith(({ content }) => {
      heard.push(content);
      throw new Error('The app has a bug.');
    }, onError);
    const stop = createChatStore(scene.ada).subscribe(() => {
      throw new Error('So has a subscriber.');
    });
    await screen.findByText('Hello');
    await untilLive();
    await act(() => scene.ada.stop());
    await scene.grace.send(scene.threadId, { content: 'One' }).settled;
    await scene.grace.send(scene.threadId, { content: 'News' }).settled;
    act(() => scene.ada.start());
    await screen.findByText('News');
    expect(heard).toEqual(['One', 'News']);
    const messages = onError.mock.calls
      .flatMap(([error]) => (error instanceof AggregateError ? error.errors : [error]))
      .map(String);
    expect(messages).toContain('Error: The app has a bug.');
    expect(messages).toContain('Error: So has a subscriber.');
    stop();
  });
});

test('a session that is disposed leaves its screens as they are, and says that it has ended', async () => {
  const warn = vi.spyOn(console, 'error');
  scene.renderAsAda(
    <>
      <Status />
      <MeasuredList threadId={scene.threadId} />
    </>,
  );
  await screen.findByText('Hello');
  await untilLive();
  await act(() => scene.ada.dispose());
  expect(screen.getByText('Ada: stopped, disposed, 1 threads')).toBeDefined();
  await act(() => scene.queryClient.invalidateQueries());
  expect(screen.getByText('3 messages')).toBeDefined();
  expect(screen.getByText('Hello')).toBeDefined();
  expect(warn).not.toHaveBeenCalled();
});
