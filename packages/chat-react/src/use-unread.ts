'use client';

import { countUnread, hasUnread } from '@confab/chat-core/state';
import { useThreadSlice } from './use-chat-store.ts';

/** What {@link useUnread} returns. */
export interface UseUnread {
  /** Others have written what this user has not seen. It is known of threads that are not loaded, too. */
  readonly hasUnread: boolean;
  /** How many such messages are loaded: 0 to 100, where 100 means "more than 99". `undefined` in a thread that is not loaded. */
  readonly count: number | undefined;
}

/**
 * What is new in a thread. Renders when it changes.
 *
 * @example
 * const { hasUnread, count } = useUnread(threadId);
 * return hasUnread ? <b>{count === undefined ? '•' : count > 99 ? '99+' : count}</b> : null;
 */
export function useUnread(threadId: string): UseUnread {
  const hasNews = useThreadSlice(threadId, (thread, state) => hasUnread(thread, state.userId));
  const count = useThreadSlice(threadId, (thread, state) =>
    thread.isLoaded ? countUnread(thread, state.userId) : undefined,
  );
  return { hasUnread: hasNews ?? false, count };
}
