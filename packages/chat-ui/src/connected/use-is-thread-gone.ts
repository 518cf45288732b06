'use client';

import { useChatStore } from '@confab/chat-react';

/** Whether the user's list of threads is known and this one is not on it: deleted, or the user is no longer in it. */
export function useIsThreadGone(threadId: string): boolean {
  return useChatStore((state) => state.areThreadsLoaded && !state.threads.has(threadId));
}
