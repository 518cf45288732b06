'use client';

import type { MessageKeysChange } from '@confab/chat-core/state';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useChatContext } from './chat-context.ts';
import { latestMessagesQuery, olderMessagesQuery } from './chat-queries.ts';
import { useThreadSlice } from './use-chat-store.ts';
import { useLoad, type LoadState } from './use-load.ts';

export interface UseMessages extends LoadState {
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
}

const noKeys: readonly string[] = [];

/**
 * The messages of a thread, as keys. Renders when rows come, go or move; never for an edit, a receipt or typing.
 *
 * @example
 * const { messageKeys, hasOlder, fetchOlder } = useMessages(threadId);
 * return messageKeys.map((key) => <Row key={key} threadId={threadId} messageKey={key} />);
 */
export function useMessages(threadId: string): UseMessages {
  const { session, store } = useChatContext();
  const queryClient = useQueryClient();
  const messageKeys = useThreadSlice(threadId, (thread) => thread.messageKeys) ?? noKeys;
  const messageKeysChange = useThreadSlice(threadId, (thread) => thread.messageKeysChange) ?? null;
  const isLoaded = useThreadSlice(threadId, (thread) => thread.isLoaded);
  const cursor = useThreadSlice(threadId, (thread) => thread.olderCursor) ?? null;

  // Whoever shows the messages looks at the thread: it is kept up to date and stays loaded.
  useEffect(() => session.acquire(threadId), [session, threadId]);
  const latest = useLoad(
    latestMessagesQuery(session, threadId),
    isLoaded === true,
    isLoaded !== undefined,
  );
  const older = useQuery({
    ...olderMessagesQuery(session, threadId, cursor ?? ''),
    enabled: false,
  });
  const fetchOlder = useCallback(() => {
    // Read when it is called: a second click must not ask for the page that the first one has just brought.
    const next = store.getState().threads.get(threadId)?.olderCursor;
    if (typeof next !== 'string') return;
    // A page that was loaded before and has left the store since may come round again, so what the cache says of it does not count.
    const page = { ...olderMessagesQuery(session, threadId, next), staleTime: 0 };
    // The outcome is in the query that is observed above.
    queryClient.fetchQuery(page).catch(() => {});
  }, [queryClient, session, store, threadId]);

  return {
    messageKeys,
    messageKeysChange,
    ...latest,
    hasOlder: cursor !== null,
    fetchOlder,
    isFetchingOlder: older.isFetching,
    olderError: older.error,
  };
}
