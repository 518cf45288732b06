'use client';

import type { Participant } from '@confab/chat-core';
import type { ChatState } from '@confab/chat-core/state';
import { useCallback } from 'react';
import { useChatSession } from './chat-context.ts';
import { participantsQuery } from './chat-queries.ts';
import { useIsKnown, useThreadSlice } from './use-chat-store.ts';
import { useLoad, type LoadState } from './use-load.ts';
import { usePaged, type PageOptions, type PageState } from './use-paged.ts';

/** What {@link useParticipants} returns. */
export interface UseParticipants extends LoadState, PageState {
  readonly participants: readonly Participant[];
}

/**
 * The people of a thread, this user among them. Renders when somebody on the pages that are handed out comes or goes. A thread has at
 * most 250 people, and all are read at once; `pageSize` bounds how many are handed out.
 *
 * @example
 * const { participants, hasMore, fetchMore } = useParticipants(threadId, { pageSize: 50 });
 */
export function useParticipants(threadId: string, options: PageOptions = {}): UseParticipants {
  const load = useParticipantsLoad(threadId);
  const { items, ...paging } = usePaged(
    useCallback((state: ChatState) => state.threads.get(threadId)?.participants, [threadId]),
    options,
  );
  return { participants: items, ...load, ...paging };
}

/** Loads the people of a thread without handing them out. */
export function useParticipantsLoad(threadId: string, enabled = true): LoadState {
  const session = useChatSession();
  const isInStore = useThreadSlice(threadId, ({ participants }) => participants !== undefined);
  return useLoad(participantsQuery(session, threadId), {
    isInStore: isInStore ?? false,
    isKnown: useIsKnown(threadId),
    enabled,
  });
}
