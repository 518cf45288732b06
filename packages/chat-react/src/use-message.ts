'use client';

import type { Message } from '@confab/chat-core';
import { useThreadSlice } from './use-chat-store.ts';

/**
 * One message by its row key; `undefined` when it is not loaded. Renders when this message changes.
 *
 * @example
 * const message = useMessage(threadId, messageKey);
 */
export function useMessage(threadId: string, messageKey: string): Message | undefined {
  return useThreadSlice(threadId, (thread) => thread.rows.get(messageKey));
}
