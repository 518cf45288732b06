'use client';

import type { MessageStatus } from '@confab/chat-core';
import { messageStatus } from '@confab/chat-core/state';
import { useThreadSlice } from './use-chat-store.ts';

/**
 * How far an own message has come: queued, sending, checking, sent, read by everybody, or failed. `undefined` for messages of others.
 * Renders when the status changes.
 *
 * @example
 * const status = useMessageStatus(threadId, messageKey);
 * return status === 'read' ? <span>Seen</span> : null;
 */
export function useMessageStatus(threadId: string, messageKey: string): MessageStatus | undefined {
  return useThreadSlice(threadId, (thread, state) => {
    const message = thread.rows.get(messageKey);
    return message && messageStatus(thread, message, state.userId);
  });
}
