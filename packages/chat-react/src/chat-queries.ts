import { isChatClientError } from '@confab/chat-core';
import type { ChatSession } from '@confab/chat-core/session';
import type { ChatState, ThreadState } from '@confab/chat-core/state';
import type { QueryClient } from '@tanstack/react-query';
import { createChatStore } from './chat-store.ts';

/** A key of one of the kit's queries. */
export type ChatQueryKey = readonly string[];

/** What a load leaves in the query cache. What it has loaded is in the store. */
export interface ChatLoad {
  /** How many entries it has read. 0 also where the store had them without it, for example from the server that rendered the page. */
  readonly count: number;
  /** Of messages: the cursor of the next older page; `null` at the start of the history. */
  readonly olderCursor?: string | null;
}

/**
 * Options of one of the kit's queries, for `useQuery`, `prefetchQuery` and `invalidateQueries`. The query carries the state
 * of a load (pending, error, retry); what was loaded is in the store.
 */
export interface ChatQuery {
  readonly queryKey: ChatQueryKey;
  readonly queryFn: (context: { readonly client: QueryClient }) => Promise<ChatLoad>;
  /** Present where the store has the data without this query. */
  readonly initialData: () => ChatLoad | undefined;
  /** Such data are shown, and read anew. */
  readonly initialDataUpdatedAt: 0;
  /** The session keeps what was loaded up to date, so it never gets stale by age. */
  readonly staleTime: (query: { readonly state: { readonly dataUpdatedAt: number } }) => number;
  readonly networkMode: 'always';
  readonly refetchOnWindowFocus: false;
  readonly refetchOnReconnect: false;
  /** The client underneath retries already. */
  readonly retry: false;
}

/** Keys of the kit's queries. All start with the session's id, so two sessions share one `QueryClient` without mixing. */
export const chatKeys: {
  readonly all: (session: ChatSession) => ChatQueryKey;
  readonly threads: (session: ChatSession) => ChatQueryKey;
  readonly thread: (session: ChatSession, threadId: string, ...part: string[]) => ChatQueryKey;
  readonly user: (session: ChatSession, userId: string) => ChatQueryKey;
} = {
  all: (session) => ['confab', session.id],
  threads: (session) => ['confab', session.id, 'threads'],
  thread: (session, threadId, ...part) => ['confab', session.id, 'thread', threadId, ...part],
  user: (session, userId) => ['confab', session.id, 'user', userId],
};

/** The list of threads. */
export function threadsQuery(session: ChatSession): ChatQuery {
  return chatQuery(
    session,
    chatKeys.threads(session),
    () => session.loadThreads(),
    (state) => state.areThreadsLoaded,
  );
}

/** One thread's topic, times and creator. */
export function threadQuery(session: ChatSession, threadId: string): ChatQuery {
  return threadPartQuery(
    session,
    threadId,
    ['properties'],
    () => session.loadThread(threadId).then(() => one),
    (thread) => thread.createdAt !== undefined,
  );
}

/** The newest window of messages. `pageSize`: default 50, at most 200. */
export function latestMessagesQuery(
  session: ChatSession,
  threadId: string,
  pageSize?: number,
): ChatQuery {
  return threadPartQuery(
    session,
    threadId,
    ['messages', 'latest'],
    () => session.loadMessages(threadId, { pageSize }),
    (thread) => thread.isLoaded,
  );
}

/** One older page of messages, named by its cursor. */
export function olderMessagesQuery(
  session: ChatSession,
  threadId: string,
  cursor: string,
  pageSize?: number,
): ChatQuery {
  return threadPartQuery(session, threadId, ['messages', 'older', cursor], () =>
    session.loadMessages(threadId, { cursor, pageSize }),
  );
}

/** One message that is not among the loaded ones. */
export function messageQuery(session: ChatSession, threadId: string, messageId: string): ChatQuery {
  return threadPartQuery(session, threadId, ['message', messageId], () =>
    session.loadMessage(threadId, messageId).then(() => one),
  );
}

/** The people of a thread. */
export function participantsQuery(session: ChatSession, threadId: string): ChatQuery {
  return threadPartQuery(
    session,
    threadId,
    ['participants'],
    () => session.loadParticipants(threadId),
    (thread) => thread.participants !== undefined,
  );
}

/** How far everybody has read. */
export function receiptsQuery(session: ChatSession, threadId: string): ChatQuery {
  return threadPartQuery(session, threadId, ['receipts'], () => session.loadReceipts(threadId));
}

const one: ChatLoad = { count: 1 };
const none: ChatLoad = { count: 0 };

function threadPartQuery(
  session: ChatSession,
  threadId: string,
  part: readonly string[],
  load: () => Promise<ChatLoad>,
  isStored: (thread: ThreadState) => boolean = () => false,
): ChatQuery {
  return chatQuery(session, chatKeys.thread(session, threadId, ...part), load, ({ threads }) => {
    const thread = threads.get(threadId);
    return thread !== undefined && isStored(thread);
  });
}

function chatQuery(
  session: ChatSession,
  queryKey: ChatQueryKey,
  load: () => Promise<ChatLoad>,
  isStored: (state: ChatState) => boolean,
): ChatQuery {
  return {
    queryKey,
    async queryFn({ client }) {
      try {
        return await load();
      } catch (error) {
        // The last one who looked has left. Whoever comes next starts afresh, and is not shown that as a failure.
        if (hasCode(error, 'aborted'))
          setTimeout(() => client.removeQueries({ queryKey, exact: true, type: 'inactive' }));
        throw error;
      }
    },
    initialData: () => (isStored(createChatStore(session).getState()) ? none : undefined),
    initialDataUpdatedAt: 0,
    staleTime: ({ state }) => (state.dataUpdatedAt === 0 ? 0 : Number.POSITIVE_INFINITY),
    networkMode: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  };
}

/** Whether an error is one of the client's with this code. */
export function hasCode(error: unknown, code: string): boolean {
  return isChatClientError(error) && error.code === code;
}
