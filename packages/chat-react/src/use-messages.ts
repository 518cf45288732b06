'use client';

import { useLoad, type LoadState } from './use-load.ts';
import { useMessageList, type MessageList, type UseMessagesOptions } from './use-message-list.ts';

/** What {@link useMessages} returns. */
export interface UseMessages extends MessageList, LoadState {}

/**
 * The messages of a thread, as keys. Renders when rows come, go or move; never for an edit, a receipt or typing. While it is mounted the
 * thread is kept up to date.
 *
 * @example
 * const { messageKeys, hasOlder, fetchOlder } = useMessages(threadId);
 * return messageKeys.map((key) => <Row key={key} threadId={threadId} messageKey={key} />);
 */
export function useMessages(threadId: string, options: UseMessagesOptions = {}): UseMessages {
  const { list, query, stored } = useMessageList(threadId, options);
  return { ...list, ...useLoad(query, stored) };
}
