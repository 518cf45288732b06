import { compareIds } from '../model/compare-ids.ts';
import { chatLimits } from '../model/limits.ts';
import type { Message, MessageStatus, Participant, ReadReceipt } from '../model/entities.ts';
import type { ThreadState } from './chat-state.ts';
import { indexOfRow } from './message-keys.ts';
import { compareRowOrder } from './row-order.ts';
import { orderOfMessage, type IndexedRows } from './thread-index.ts';

/** Whether `messageId` stands below `otherId` in this thread. A message that is not loaded stands where its id says. */
export function isFurther(thread: IndexedRows, messageId: string, otherId: string): boolean {
  const order = orderOfMessage(thread, messageId);
  return compareRowOrder(order, orderOfMessage(thread, otherId)) > 0;
}

/** Whether `receipt` covers the message. */
export function hasRead(thread: ThreadState, receipt: ReadReceipt, message: Message): boolean {
  if (message.id === undefined) return false;
  const order = orderOfMessage(thread, message.id, message.sequenceId);
  return compareRowOrder(order, orderOfMessage(thread, receipt.messageId)) <= 0;
}

/** The other participants whose receipt covers this message. Empty when the service keeps no receipts for the thread. */
export function readersOf(
  thread: ThreadState,
  message: Message,
  ownId: string,
): readonly { participant: Participant; readAt: number }[] {
  if (message.id === undefined) return [];
  const readers: { participant: Participant; readAt: number }[] = [];
  for (const participant of thread.participants ?? []) {
    if (participant.userId === ownId || participant.userId === message.senderId) continue;
    const receipt = thread.receipts.get(participant.userId);
    if (receipt !== undefined && hasRead(thread, receipt, message)) {
      readers.push({ participant, readAt: receipt.readAt });
    }
  }
  return readers;
}

/** The status of an own message; `undefined` for messages of others and of the service. `read` means by everybody else. */
export function messageStatus(
  thread: ThreadState,
  message: Message,
  ownId: string,
): MessageStatus | undefined {
  if (message.senderId !== ownId || message.deletedAt !== undefined) return undefined;
  if (message.sendState !== 'sent') return message.sendState;
  const others = (thread.participants ?? []).filter((one) => one.userId !== ownId);
  const isRead = others.length > 0 && readersOf(thread, message, ownId).length === others.length;
  return isRead ? 'read' : 'sent';
}

/**
 * The status of the row below an own message, when that is this user's too. A list shows a status only where it differs from
 * the next one.
 */
export function statusBelow(
  thread: ThreadState,
  rowKey: string,
  ownId: string,
): MessageStatus | undefined {
  const index = indexOfRow(thread, rowKey);
  const below = index < 0 ? undefined : thread.rows.get(thread.messageKeys[index + 1] ?? '');
  return below && messageStatus(thread, below, ownId);
}

/** Whether the service keeps read receipts and typing notifications for a thread of this size. */
export function supportsReceipts(thread: ThreadState): boolean {
  return (thread.participants?.length ?? 0) <= chatLimits.maxParticipantsForReceipts;
}

/**
 * How many loaded messages of others stand below the user's own receipt, at most `cap`. Own messages count as read up to
 * themselves.
 */
export function countUnread(thread: ThreadState, ownId: string, cap = 100): number {
  const own = thread.receipts.get(ownId);
  let count = 0;
  for (let index = thread.messageKeys.length - 1; index >= 0 && count < cap; index -= 1) {
    const message = thread.rows.get(thread.messageKeys[index] ?? '');
    if (message === undefined) continue;
    if (own !== undefined && hasRead(thread, own, message)) break;
    if (message.senderId === ownId) {
      if (message.id !== undefined) break;
    } else if (isFromPerson(message)) count += 1;
  }
  return count;
}

/**
 * Whether others have written what this user has not seen, also where no messages are loaded to be counted. Then the thread's last activity
 * is compared with how far the user has read: it has no id, but the service takes its ids from the time, in ms.
 */
export function hasUnread(thread: ThreadState, ownId: string): boolean {
  const { lastMessageAt, lastSenderId } = thread;
  if ((thread.isLoaded && !thread.hasGap) || hasRowOf(thread, lastMessageAt))
    return countUnread(thread, ownId, 1) > 0;
  if (lastMessageAt === undefined || lastSenderId === ownId) return false;
  return compareIds(String(lastMessageAt), thread.receipts.get(ownId)?.messageId ?? '') > 0;
}

function hasRowOf({ rows, messageKeys }: ThreadState, time: number | undefined): boolean {
  return messageKeys.some((_key, index) => {
    // The newest rows first.
    const row = rows.get(messageKeys.at(-1 - index) ?? '');
    return row?.id !== undefined && row.createdAt === time;
  });
}

/** A message that somebody wrote and that still stands. */
export function isFromPerson(message: Message): boolean {
  return (message.kind === 'text' || message.kind === 'html') && message.deletedAt === undefined;
}
