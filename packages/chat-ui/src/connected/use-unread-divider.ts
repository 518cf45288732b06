'use client';

import { useChatStore, useChatStoreApi, useReadReceipts } from '@confab/chat-react';
import { countUnread, hasRead, type ThreadState } from '@confab/chat-core/state';
import { useState } from 'react';

/**
 * The key of the last row that the user had read when the thread was opened; the divider stands below it for as long as the thread
 * is open. `null`: nothing was unread, or everything that is loaded. `undefined`: not known yet, so nothing must be marked as read.
 * A caller shows one thread for its whole life.
 */
export function useUnreadDivider(threadId: string): string | null | undefined {
  const store = useChatStoreApi();
  const { isPending } = useReadReceipts(threadId);
  const isLoaded = useChatStore((state) => state.threads.get(threadId)?.isLoaded === true);
  const [key, setKey] = useState<string | null>();
  if (key === undefined && isLoaded && !isPending) {
    const state = store.getState();
    const thread = state.threads.get(threadId);
    if (thread !== undefined) setKey(lastReadKey(thread, state.userId));
  }
  return key;
}

function lastReadKey(thread: ThreadState, ownId: string): string | null {
  if (countUnread(thread, ownId, 1) === 0) return null;
  const receipt = thread.receipts.get(ownId);
  const key = thread.messageKeys.findLast((candidate) => {
    const message = thread.rows.get(candidate);
    if (message?.id === undefined) return false;
    return (
      message.senderId === ownId || (receipt !== undefined && hasRead(thread, receipt, message))
    );
  });
  return key ?? null;
}
