'use client';

import { useChatStore } from '@confab/chat-react';
import type { ChatState } from '@confab/chat-core/state';
import { useCallback } from 'react';
import type { ThreadEnd } from '../thread-notice/EndNotice.tsx';

/**
 * Why writing has ended for a thread that was loaded: the user is no longer in it, it was deleted, or the session is over. Of a thread that
 * never was there the list says so.
 */
export function useThreadEnd(threadId: string): ThreadEnd | undefined {
  return useChatStore(
    useCallback(
      ({ ended, threads }: ChatState) => {
        const thread = threads.get(threadId);
        if (ended !== undefined) return ended;
        return thread?.isLoaded === true && thread.access !== 'member' ? thread.access : undefined;
      },
      [threadId],
    ),
  );
}
