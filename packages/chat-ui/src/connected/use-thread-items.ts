'use client';

import { useChatSession, useChatStoreApi, type UseMessages } from '@confab/chat-react';
import type { ChatEvent } from '@confab/chat-core/session';
import { useEffect, useMemo, useState } from 'react';
import { useFormat } from '../labels/use-format.ts';
import { createMessageItems, type MessageItems } from '../list/message-items.ts';

/** The rows of a thread, with groups, days and the unread divider. Takes what `useMessages` returned. */
export function useThreadItems(
  threadId: string,
  { messageKeys, messageKeysChange }: Pick<UseMessages, 'messageKeys' | 'messageKeysChange'>,
  unreadAfterKey: string | null,
): MessageItems {
  const store = useChatStoreApi();
  const { timeZone } = useFormat();
  const version = useDeletions(threadId);
  const builder = useMemo(
    () => createMessageItems({ timeZone }),
    // Each thread has rows of its own.
    // oxlint-disable-next-line react/exhaustive-deps
    [timeZone, threadId],
  );
  return useMemo(() => {
    const rows = store.getState().threads.get(threadId)?.rows;
    return builder.update({
      keys: messageKeys,
      change: messageKeysChange,
      lookup: (key) => rows?.get(key),
      unreadAfterKey,
      version,
    });
  }, [builder, store, threadId, messageKeys, messageKeysChange, unreadAfterKey, version]);
}

/** Another number each time messages of the thread were deleted, or came back: that moves no row, but changes how they are grouped. */
function useDeletions(threadId: string): number {
  const session = useChatSession();
  const [count, setCount] = useState(0);
  useEffect(
    () =>
      session.subscribe((batch) => {
        if (batch.some((event) => isDeletion(event, threadId))) setCount((before) => before + 1);
      }),
    [session, threadId],
  );
  return count;
}

function isDeletion(event: ChatEvent, threadId: string): boolean {
  if (!('threadId' in event) || event.threadId !== threadId) return false;
  if (event.type === 'message-upserted') return isDeleted(event.message);
  if (event.type === 'messages-listed')
    return event.position === 'newest' && event.messages.some(isDeleted);
  if (event.type === 'change-added') return event.change.kind === 'delete';
  return event.type === 'change-failed';
}

function isDeleted({ deletedAt }: { readonly deletedAt?: number | undefined }): boolean {
  return deletedAt !== undefined;
}
