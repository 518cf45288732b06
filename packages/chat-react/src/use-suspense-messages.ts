'use client';

import { useSuspenseLoad, type SuspenseLoadState } from './use-load.ts';
import { useMessageList, type MessageList, type UseMessagesOptions } from './use-message-list.ts';

/** What {@link useSuspenseMessages} returns. */
export interface UseSuspenseMessages extends MessageList, SuspenseLoadState {}

/**
 * As `useMessages`, but waits in the nearest `Suspense` until the newest page is there; if it cannot be loaded, the error goes to the
 * nearest error boundary.
 *
 * @example
 * const { messageKeys } = useSuspenseMessages(threadId);
 */
export function useSuspenseMessages(
  threadId: string,
  options: UseMessagesOptions = {},
): UseSuspenseMessages {
  const { list, query, stored } = useMessageList(threadId, options);
  return { ...list, ...useSuspenseLoad(query, stored) };
}
