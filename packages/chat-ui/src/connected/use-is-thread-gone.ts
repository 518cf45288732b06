'use client';

import { useChatStore } from '@confab/chat-react';

/** Whether the thread is known to be deleted, or the user to be no longer in it. What was loaded of it can still be read. */
export function useIsThreadGone(threadId: string): boolean {
  return useChatStore(
    (state) => state.areThreadsLoaded && state.threads.get(threadId)?.access !== 'member',
  );
}
