'use client';

import { useChatStoreApi, type UseMessages } from '@confab/chat-react';
import { useMemo } from 'react';
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
    });
  }, [builder, store, threadId, messageKeys, messageKeysChange, unreadAfterKey]);
}
