'use client';

import { useChatStore, useChatStoreApi, useReadReceipts } from '@confab/chat-react';
import {
  countUnread,
  hasRead,
  rowKeyOf,
  supportsReceipts,
  type ThreadState,
} from '@confab/chat-core/state';
import { useLayoutEffect, useState } from 'react';
import type { UnreadMessages } from '../list/use-unread-above.ts';

/** What was unread when a thread was opened. It stays so for as long as the thread is open. */
export interface UnreadAtOpen {
  /** The last row that had been read: the divider stands below it. `null`: nothing was unread, or that row is not loaded. */
  readonly afterKey: string | null;
  readonly unread: UnreadMessages | undefined;
  /** The last message that had been read, while it is not loaded. */
  readonly farId: string | undefined;
}

/** The bar above the list counts no further. */
const countCap = 99;

/** Loads what tells how far everybody has read. A component of its own, so that a receipt does not render the list. */
export function ReceiptsLoad(props: {
  readonly threadId: string;
  readonly onLoad: (isLoaded: boolean) => void;
}): null {
  const { threadId, onLoad } = props;
  const { isPending } = useReadReceipts(threadId);
  // What is unread shows in the first frame that has messages.
  useLayoutEffect(() => onLoad(!isPending), [isPending, onLoad]);
  return null;
}

/**
 * What was unread when the thread was opened. `undefined`: not known yet, so nothing must be marked as read. Where the last message that was
 * read is further up than what is loaded, the divider comes when its page does. A caller shows one thread for its whole life.
 *
 * @param isReadingKnown - The participants are there, and the receipts, as {@link ReceiptsLoad} has told.
 */
export function useUnreadAtOpen(
  threadId: string,
  isReadingKnown: boolean,
): UnreadAtOpen | undefined {
  const store = useChatStoreApi();
  const isLoaded = useChatStore((state) => state.threads.get(threadId)?.isLoaded === true);
  const [opened, setOpened] = useState<UnreadAtOpen>();
  const farId = opened?.farId;
  const hasCome = useChatStore((state) => {
    const thread = farId === undefined ? undefined : state.threads.get(threadId);
    return farId !== undefined && thread?.rows.has(rowKeyOf(thread, farId)) === true;
  });
  const isReady = opened === undefined && isLoaded && isReadingKnown;
  const thread = isReady || hasCome ? store.getState().threads.get(threadId) : undefined;
  if (thread !== undefined) {
    const { userId } = store.getState();
    setOpened(opened === undefined ? readUnread(thread, userId) : whenLoaded(thread, opened));
  }
  return opened;
}

const nothing: UnreadAtOpen = { afterKey: null, unread: undefined, farId: undefined };

function readUnread(thread: ThreadState, ownId: string): UnreadAtOpen {
  // Where the service keeps no receipts, nothing is known of what was read.
  const count = supportsReceipts(thread) ? countUnread(thread, ownId, countCap + 1) : 0;
  if (count === 0) return nothing;
  const afterKey = lastReadKey(thread, ownId);
  const isCounted = afterKey !== undefined || thread.olderCursor === null;
  const farId = isCounted ? undefined : thread.receipts.get(ownId)?.messageId;
  const firstKey = farId === undefined ? keyBelow(thread, afterKey) : undefined;
  const isMore = count > countCap || !isCounted;
  const unread = { count: Math.min(count, countCap), isMore, firstKey };
  return { afterKey: afterKey ?? null, unread, farId };
}

function whenLoaded(thread: ThreadState, { unread, farId = '' }: UnreadAtOpen): UnreadAtOpen {
  const afterKey = rowKeyOf(thread, farId);
  const firstKey = keyBelow(thread, afterKey);
  return { afterKey, unread: unread && { ...unread, firstKey }, farId: undefined };
}

/** The first row, where there is none above. */
function keyBelow({ messageKeys }: ThreadState, key: string | undefined): string | undefined {
  return messageKeys[key === undefined ? 0 : messageKeys.indexOf(key) + 1];
}

function lastReadKey(thread: ThreadState, ownId: string): string | undefined {
  const receipt = thread.receipts.get(ownId);
  return thread.messageKeys.findLast((candidate) => {
    const message = thread.rows.get(candidate);
    if (message?.id === undefined) return false;
    return (
      message.senderId === ownId || (receipt !== undefined && hasRead(thread, receipt, message))
    );
  });
}
