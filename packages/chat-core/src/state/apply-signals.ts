import type { ReadReceipt } from '../model/entities.ts';
import type { ChatEvent } from '../session/chat-event.ts';
import { chatLimits } from '../model/limits.ts';
import { isFurther } from './read-position.ts';
import type { ThreadDraft } from './thread-draft.ts';

type TypingStarted = Extract<ChatEvent, { type: 'typing-started' }>;

/** As many people as the service tells about. */
const maxTyping = chatLimits.maxParticipantsForReceipts;

/** How far somebody has read. It never falls back; of people beyond the size of a thread, the first ones are forgotten. */
export function applyReceipt({ thread }: ThreadDraft, receipt: ReadReceipt): void {
  const known = thread.receipts.get(receipt.userId);
  if (known !== undefined && !isLater(thread, receipt, known)) return;
  const receipts = new Map(thread.receipts).set(receipt.userId, receipt);
  const [first] = receipts.keys();
  if (receipts.size > chatLimits.maxParticipants && first !== undefined) receipts.delete(first);
  thread.receipts = receipts;
}

/** Of two receipts for one message the earlier time holds, so that the order in which they come does not matter. */
function isLater(thread: ThreadDraft['thread'], receipt: ReadReceipt, known: ReadReceipt): boolean {
  if (receipt.messageId === known.messageId) return receipt.readAt < known.readAt;
  return isFurther(thread, receipt.messageId, known.messageId);
}

/** Somebody else begins to type, or goes on. */
export function applyTypingStarted(
  { thread }: ThreadDraft,
  { userId, displayName }: TypingStarted,
  ownId: string,
): void {
  const { typing } = thread;
  const isPresent = typing.some((one) => one.userId === userId);
  if (isPresent || userId === ownId || typing.length >= maxTyping) return;
  thread.typing = [...typing, { userId, ...(displayName !== undefined && { displayName }) }];
}

/** Somebody types no more, or has sent what was typed. */
export function applyTypingStopped({ thread }: ThreadDraft, userId: string | undefined): void {
  const { typing } = thread;
  if (typing.some((one) => one.userId === userId)) {
    thread.typing = typing.filter((one) => one.userId !== userId);
  }
}
