'use client';

import type { ReadReceipt } from '@confab/chat-core';
import { lastReadersAt } from '@confab/chat-core/state';
import { useThreadSlice } from './use-chat-store.ts';

const nobody: readonly ReadReceipt[] = [];

/**
 * The people whose reading ends at this own message: their avatars belong beside it. Renders when they come to it or go on.
 *
 * @example
 * const readers = useLastReaders(threadId, messageKey);
 * return readers.map(({ userId }) => <Avatar key={userId} userId={userId} />);
 */
export function useLastReaders(threadId: string, messageKey: string): readonly ReadReceipt[] {
  return (
    useThreadSlice(threadId, (thread, state) => lastReadersAt(state, thread, messageKey)) ?? nobody
  );
}
