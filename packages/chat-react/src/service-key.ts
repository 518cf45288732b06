import type { Message } from '@confab/chat-core';
import { messageOf } from '@confab/chat-core/state';
import type { ChatStore } from './chat-store.ts';

/** The message of a row, as it is now. */
export function readMessage(
  store: ChatStore,
  threadId: string,
  messageKey: string,
): Message | undefined {
  const thread = store.getState().threads.get(threadId);
  return thread && messageOf(thread, messageKey);
}

/** What the session calls the message of a row: the service's id, or before it has one the client message id, which is the key. */
export function serviceKeyOf(store: ChatStore, threadId: string, messageKey: string): string {
  return readMessage(store, threadId, messageKey)?.id ?? messageKey;
}
