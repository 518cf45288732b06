'use client';

import { countUnread } from '@confab/chat-core/state';
import { useThreadSlice } from './use-chat-store.ts';

/** How many loaded messages of others this user has not seen, at most 100. Renders when the number changes. */
export function useUnread(threadId: string): number {
  return useThreadSlice(threadId, (thread, state) => countUnread(thread, state.userId)) ?? 0;
}
