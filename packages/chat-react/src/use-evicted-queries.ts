'use client';

import type { ChatSession } from '@confab/chat-core/session';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { chatKeys } from './chat-queries.ts';

/** Forgets how a thread was loaded when what was loaded of it is let go: whoever opens it again loads it again. */
export function useEvictedQueries(
  session: ChatSession,
  queryClient: QueryClient | undefined,
): void {
  useEffect(
    () =>
      session.subscribe((batch) => {
        for (const event of batch) {
          if (event.type !== 'thread-unloaded') continue;
          const queryKey = chatKeys.thread(session, event.threadId);
          queryClient?.removeQueries({ queryKey, type: 'inactive' });
        }
      }),
    [session, queryClient],
  );
}
