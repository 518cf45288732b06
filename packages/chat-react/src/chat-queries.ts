import type { ChatSession, MessagePage } from '@confab/chat-core/session';

/** A key of one of the kit's queries. */
export type ChatQueryKey = readonly (string | null)[];

/**
 * Options of one of the kit's queries, for `useQuery`, `prefetchQuery` and `invalidateQueries`. The query carries the state
 * of a load (pending, error, retry); what was loaded is in the store.
 */
export interface ChatQuery<Result> {
  readonly queryKey: ChatQueryKey;
  readonly queryFn: () => Promise<Result>;
  /** The session keeps what was loaded up to date, so it never gets stale by age. */
  readonly staleTime: number;
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
} = {
  all: (session) => ['confab', session.id],
  threads: (session) => ['confab', session.id, 'threads'],
  thread: (session, threadId, ...part) => ['confab', session.id, 'thread', threadId, ...part],
};

/** The list of threads. */
export function threadsQuery(session: ChatSession): ChatQuery<{ count: number }> {
  return chatQuery(chatKeys.threads(session), () => session.loadThreads());
}

/** One thread's topic, times and creator. */
export function threadQuery(session: ChatSession, threadId: string): ChatQuery<null> {
  return chatQuery(chatKeys.thread(session, threadId, 'properties'), async () => {
    await session.loadThread(threadId);
    // A query's result must not be undefined.
    return null;
  });
}

/** The newest window of messages. */
export function latestMessagesQuery(
  session: ChatSession,
  threadId: string,
): ChatQuery<MessagePage> {
  return chatQuery(chatKeys.thread(session, threadId, 'messages', 'latest'), () =>
    session.loadMessages(threadId),
  );
}

/** One older page of messages, named by its cursor. */
export function olderMessagesQuery(
  session: ChatSession,
  threadId: string,
  cursor: string,
): ChatQuery<MessagePage> {
  return chatQuery(chatKeys.thread(session, threadId, 'messages', 'older', cursor), () =>
    session.loadMessages(threadId, { cursor }),
  );
}

/** The people of a thread. */
export function participantsQuery(
  session: ChatSession,
  threadId: string,
): ChatQuery<{ count: number }> {
  return chatQuery(chatKeys.thread(session, threadId, 'participants'), () =>
    session.loadParticipants(threadId),
  );
}

/** How far everybody has read. */
export function receiptsQuery(
  session: ChatSession,
  threadId: string,
): ChatQuery<{ count: number }> {
  return chatQuery(chatKeys.thread(session, threadId, 'receipts'), () =>
    session.loadReceipts(threadId),
  );
}

function chatQuery<Result>(
  queryKey: ChatQueryKey,
  queryFn: () => Promise<Result>,
): ChatQuery<Result> {
  return {
    queryKey,
    queryFn,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  };
}
