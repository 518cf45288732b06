import type { ChatSession } from '@confab/chat-core/session';
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ChatProvider } from './ChatProvider.tsx';
import { createChatStore } from './chat-store.ts';
import { createChatScene, type ChatScene } from './test-support/chat-scene.tsx';
import { MeasuredList } from './test-support/measured-list.tsx';
import { useConnection } from './use-connection.ts';
import { useDraft } from './use-draft.ts';
import { useParticipants } from './use-participants.ts';
import { useReadReceipts } from './use-read-receipts.ts';
import { useThread } from './use-thread.ts';
import { useThreads } from './use-threads.ts';
import { useTyping } from './use-typing.ts';
import { useUnread } from './use-unread.ts';
import { useVisibleRead } from './use-visible-read.ts';

let scene: ChatScene;
/** What is registered somewhere and has not been taken back, by where. */
let open: Record<string, number>;

beforeEach(async () => {
  scene = await createChatScene(['One', 'Two', 'Three']);
  open = {};
});

afterEach(async () => {
  cleanup();
  vi.restoreAllMocks();
  await scene.end();
});

/** Counts what is registered through a function, and taken back through the function that it returns. */
function counted<Args extends unknown[]>(
  name: string,
  register: (...args: Args) => () => void,
): (...args: Args) => () => void {
  return (...args) => {
    const end = register(...args);
    open[name] = (open[name] ?? 0) + 1;
    let isOpen = true;
    return () => {
      if (isOpen) open[name] = (open[name] ?? 0) - 1;
      isOpen = false;
      end();
    };
  };
}

/** The same session, counted. */
function watched(session: ChatSession): ChatSession {
  const counters = new Map<PropertyKey, unknown>([
    ['subscribe', counted('session', session.subscribe)],
    ['onError', counted('session errors', session.onError)],
    ['acquire', counted('held threads', session.acquire)],
  ]);
  return new Proxy(session, {
    get: (target, name) => counters.get(name) ?? Reflect.get(target, name),
  });
}

function countListenersOf(target: EventTarget, name: string): void {
  const add = target.addEventListener.bind(target);
  const remove = target.removeEventListener.bind(target);
  vi.spyOn(target, 'addEventListener').mockImplementation((...args) => {
    open[name] = (open[name] ?? 0) + 1;
    add(...args);
  });
  vi.spyOn(target, 'removeEventListener').mockImplementation((...args) => {
    open[name] = (open[name] ?? 0) - 1;
    remove(...args);
  });
}

/** Uses every hook that registers something. */
function Everything(): ReactNode {
  const { threadIds } = useThreads();
  const { topic } = useThread(scene.threadId);
  const { participants } = useParticipants(scene.threadId);
  useTyping(scene.threadId);
  useReadReceipts(scene.threadId);
  useUnread(scene.threadId);
  useDraft(scene.threadId);
  useConnection();
  const { listRef } = useVisibleRead(scene.threadId);
  return (
    <section ref={listRef}>
      <h1>{topic}</h1>
      <p>
        {threadIds.length} threads, {participants.length} people
      </p>
      <MeasuredList threadId={scene.threadId} />
    </section>
  );
}

const chat = (session: ChatSession, isShown: boolean): ReactNode => (
  <StrictMode>
    <QueryClientProvider client={scene.queryClient}>
      <ChatProvider session={session}>{isShown && <Everything />}</ChatProvider>
    </QueryClientProvider>
  </StrictMode>
);

const requestsTo = (path: RegExp): number =>
  scene.requests.filter((request) => path.test(request)).length;

async function untilShown(): Promise<void> {
  await screen.findByText('5 messages');
  await screen.findByText('1 threads, 2 people');
}

test('in StrictMode a session has one store that listens, and each list is asked for once', async () => {
  const session = watched(scene.ada);
  session.start();
  await waitFor(() => expect(createChatStore(session).getState().connection).toBe('live'));
  const threadsBefore = requestsTo(/^GET \/chat\/threads\?/);
  render(chat(session, true));
  await untilShown();
  // The store, and what forgets the queries of threads that are let go.
  expect(open.session).toBe(2);
  expect(open['held threads']).toBe(1);
  await waitFor(() => expect(requestsTo(/\/readReceipts\?/)).toBe(1));
  expect(requestsTo(/\/messages\?(?!.*maxPageSize=200)/)).toBe(1);
  expect(requestsTo(/\/participants\?/)).toBe(1);
  expect(requestsTo(/^GET \/chat\/threads\?/) - threadsBefore).toBeLessThanOrEqual(1);
});

test('a thousand times mounted and unmounted leaves nothing behind, and asks for nothing again', async () => {
  const session = watched(scene.ada);
  const store = createChatStore(session);
  const countStore = counted('store', store.subscribe);
  vi.spyOn(store, 'subscribe').mockImplementation(countStore);
  const { rerender, unmount } = render(chat(session, true));
  await untilShown();
  await waitFor(() => expect(store.getState().connection).toBe('live'));
  rerender(chat(session, false));
  await waitFor(() => expect([...store.getState().heldThreadIds]).toEqual([]));
  countListenersOf(window, 'window');
  const requestsBefore = scene.requests.length;
  for (let cycle = 0; cycle < 1_000; cycle += 1) {
    rerender(chat(session, true));
    rerender(chat(session, false));
  }
  const queries = scene.queryClient.getQueryCache().getAll();
  expect(queries.reduce((sum, query) => sum + query.getObserversCount(), 0)).toBe(0);
  expect(queries.length).toBeLessThanOrEqual(7);
  await waitFor(() => expect([...store.getState().heldThreadIds]).toEqual([]));
  expect(scene.requests.slice(requestsBefore)).toEqual([]);
  expect(open).toMatchObject({ store: 0, window: 0 });
  unmount();
  // The store goes on listening as long as the session lives.
  expect(open).toMatchObject({ session: 1, 'session errors': 0, 'held threads': 0 });
}, 120_000);
