'use client';

import type { MessageKeysChange } from '@confab/chat-core/state';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useChatContext } from './chat-context.ts';
import { latestMessagesQuery, olderMessagesQuery, type ChatQuery } from './chat-queries.ts';
import { useIsKnown, useThreadSlice } from './use-chat-store.ts';
import type { StoredLoad } from './use-load.ts';

/** Options of `useMessages`. */
export interface UseMessagesOptions {
  /** Messages of a page: default 50, at most 200. */
  readonly pageSize?: number | undefined;
}

/** The messages of a thread, whatever has loaded the newest ones. */
export interface MessageList {
  /** Row keys, oldest first; messages that are not sent yet come last. Read a row with `useMessage`. */
  readonly messageKeys: readonly string[];
  /** How `messageKeys` differs from the array before it, so that a list need not compare them. */
  readonly messageKeysChange: MessageKeysChange | null;
  /** False at the start of the history. */
  readonly hasOlder: boolean;
  /** Loads the next older page. A call while one is under way, or without an older page, does nothing. */
  readonly fetchOlder: () => void;
  readonly isFetchingOlder: boolean;
  readonly olderError: Error | null;
  /** More was missed than is read at once: there are messages below the loaded ones. Offer {@link MessageList.jumpToLatest}. */
  readonly hasGap: boolean;
  /** Closes the gap: lets the rows above it go and shows the newest ones. It rejects when they cannot be loaded. */
  readonly jumpToLatest: () => Promise<void>;
  /**
   * Pages back until the message is loaded. `onProgress` hears of each page.
   * @throws ChatClientError `too-far` when it is more than 10 pages away, `not-found` when the thread does not hold it, `aborted`.
   */
  readonly loadAround: (
    messageId: string,
    options?: { readonly signal?: AbortSignal; readonly onProgress?: (pages: number) => void },
  ) => Promise<void>;
}

const noKeys: readonly string[] = [];

/** What `useMessages` and `useSuspenseMessages` have in common, and the load of the newest page, which is theirs. */
export function useMessageList(
  threadId: string,
  { pageSize }: UseMessagesOptions,
): { readonly list: MessageList; readonly query: ChatQuery; readonly stored: StoredLoad } {
  const { session, store } = useChatContext();
  const queryClient = useQueryClient();
  // Whoever shows the messages looks at the thread: it is kept up to date and stays loaded.
  useEffect(() => session.acquire(threadId), [session, threadId]);
  const messageKeys = useThreadSlice(threadId, (thread) => thread.messageKeys) ?? noKeys;
  const messageKeysChange = useThreadSlice(threadId, (thread) => thread.messageKeysChange) ?? null;
  const hasGap = useThreadSlice(threadId, (thread) => thread.hasGap) ?? false;
  const isInStore = useThreadSlice(threadId, (thread) => thread.isLoaded) ?? false;
  const cursor = useThreadSlice(threadId, (thread) => thread.olderCursor) ?? null;
  const older = useQuery({
    ...olderMessagesQuery(session, threadId, cursor ?? '', pageSize),
    enabled: false,
  });

  const fetchOlder = useCallback(() => {
    const fetchPage = async (): Promise<void> => {
      // What a page from the server shows has to be read here once, before the session can tell what comes before it.
      await queryClient.fetchQuery(latestMessagesQuery(session, threadId, pageSize));
      // Read only now: a second click must not ask for the page that the first one has just brought.
      const next = store.getState().threads.get(threadId)?.olderCursor;
      if (typeof next !== 'string') return;
      // A page that was loaded before and has left the store since may come round again, so what the cache says of it does not count.
      const page = { ...olderMessagesQuery(session, threadId, next, pageSize), staleTime: 0 };
      await queryClient.fetchQuery(page);
    };
    // The outcome is in the queries that are observed.
    fetchPage().catch(() => {});
  }, [pageSize, queryClient, session, store, threadId]);
  const jumpToLatest = useCallback(async () => {
    await session.jumpToLatest(threadId);
  }, [session, threadId]);
  const loadAround = useCallback<MessageList['loadAround']>(
    (messageId, options) => {
      const cursorOfRows = store.getState().threads.get(threadId)?.olderCursor ?? undefined;
      return session.loadAround(threadId, messageId, { ...options, cursor: cursorOfRows });
    },
    [session, store, threadId],
  );

  return {
    list: {
      messageKeys,
      messageKeysChange,
      hasOlder: cursor !== null,
      fetchOlder,
      isFetchingOlder: older.isFetching,
      olderError: older.error,
      hasGap,
      jumpToLatest,
      loadAround,
    },
    query: latestMessagesQuery(session, threadId, pageSize),
    stored: { isInStore, isKnown: useIsKnown(threadId) },
  };
}
