import { readersOf, supportsReceipts, type ChatState } from '@confab/chat-core/state';
import type { MessageReading } from '../receipt/message-reading.ts';

const nobody: MessageReading = { read: [], unread: [], isSupported: true };

/** Who has read an own message and who has not, as far as the receipts of its thread are loaded. */
export function readingOf(state: ChatState, threadId: string, messageKey: string): MessageReading {
  const thread = state.threads.get(threadId);
  const message = thread?.rows.get(messageKey);
  if (thread === undefined || message === undefined) return nobody;
  if (!supportsReceipts(thread)) return { ...nobody, isSupported: false };
  const read = readersOf(thread, message, state.userId).map(({ participant, readAt }) => ({
    ...participant,
    readAt,
  }));
  const known = new Set([state.userId, ...read.map(({ userId }) => userId)]);
  const unread = thread.participants?.filter(({ userId }) => !known.has(userId)) ?? [];
  return { read, unread, isSupported: true };
}
