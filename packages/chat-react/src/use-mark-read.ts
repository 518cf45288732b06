'use client';

import { useCallback } from 'react';
import { useChatContext } from './chat-context.ts';
import { readableIdUpTo } from './readable-id.ts';

/** What {@link useMarkRead} returns. */
export interface UseMarkRead {
  /**
   * Says that the user has seen everything up to this row, or up to the newest one. Never moves back; at most one receipt leaves in
   * 2.5 s, and none in threads that are too large for receipts.
   */
  readonly markRead: (messageKey?: string) => void;
}

/**
 * Marks messages as read when your code says so, for example by a button. `useVisibleRead` does it when they are seen. It never renders.
 *
 * @example
 * const { markRead } = useMarkRead(threadId);
 * <button onClick={() => markRead()}>Mark as read</button>
 */
export function useMarkRead(threadId: string): UseMarkRead {
  const { session, store } = useChatContext();
  const markRead = useCallback(
    (messageKey?: string) => {
      const id = readableIdUpTo(
        store.getState(),
        threadId,
        (key) => key === messageKey || messageKey === undefined,
      );
      if (id !== undefined) session.markRead(threadId, id);
    },
    [session, store, threadId],
  );
  return { markRead };
}
