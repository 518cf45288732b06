'use client';

import { isFromPerson } from '@confab/chat-core/state';
import { useCallback, useEffect, useRef } from 'react';
import { useChatContext } from './chat-context.ts';

/**
 * Marks messages as read when the user has really seen them: their row is visible, the page is visible and has the focus. Hand
 * the result to the list: it takes the key of the newest row that is visible, or `null`. Set `enabled` to false while
 * something covers the list.
 *
 * @example
 * const onVisibleChange = useVisibleRead(threadId);
 * return <MessageList onVisibleChange={onVisibleChange} … />;
 */
export function useVisibleRead(
  threadId: string,
  { enabled = true }: { readonly enabled?: boolean } = {},
): (newestVisibleKey: string | null) => void {
  const { session, store } = useChatContext();
  const visibleKey = useRef<string | null>(null);

  const markRead = useCallback(() => {
    if (!enabled || document.visibilityState !== 'visible' || !document.hasFocus()) return;
    const state = store.getState();
    const thread = state.threads.get(threadId);
    const end =
      visibleKey.current === null
        ? -1
        : (thread?.messageKeys.lastIndexOf(visibleKey.current) ?? -1);
    for (let index = end; thread !== undefined && index >= 0; index -= 1) {
      const message = thread.rows.get(thread.messageKeys[index] ?? '');
      const isOthers =
        message !== undefined && message.senderId !== state.userId && isFromPerson(message);
      if (!isOthers || message.id === undefined) continue;
      session.markRead(threadId, message.id);
      return;
    }
  }, [enabled, session, store, threadId]);

  useEffect(() => {
    markRead();
    window.addEventListener('focus', markRead);
    document.addEventListener('visibilitychange', markRead);
    return () => {
      window.removeEventListener('focus', markRead);
      document.removeEventListener('visibilitychange', markRead);
    };
  }, [markRead]);

  return useCallback(
    (newestVisibleKey) => {
      visibleKey.current = newestVisibleKey;
      markRead();
    },
    [markRead],
  );
}
