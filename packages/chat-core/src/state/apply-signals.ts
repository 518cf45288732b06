import type { ReadReceipt } from '../model/entities.ts';
import type { ChatEvent } from '../session/chat-event.ts';
import { chatLimits } from '../model/limits.ts';
import { isFurther } from './read-position.ts';
import { sequenceNumber } from './row-numbers.ts';
import type { ThreadDraft } from './thread-draft.ts';
import { viewOf } from './thread-index.ts';

type TypingStarted = Extract<ChatEvent, { type: 'typing-started' }>;

/** As many people as the service tells about. */
const maxTyping = chatLimits.maxParticipantsForReceipts;

/** So many receipts of one person are held. The ones that reach least far are forgotten. */
const maxHeld = 8;

/** How far somebody has read. It never falls back; of people beyond the size of a thread, the first ones are forgotten. */
export function applyReceipt({ thread }: ThreadDraft, receipt: ReadReceipt): void {
  const { userId, messageId, readAt } = receipt;
  const known = thread.receipts.get(userId);
  const held = thread.index.heldReceipts.get(userId) ?? (known === undefined ? [] : [known]);
  const same = held.find((one) => one.messageId === messageId);
  // Of two receipts for one message the earlier time holds, so that the order in which they come does not matter.
  if (same !== undefined && same.readAt <= readAt) return;
  holdReceipts(thread, userId, [...held.filter((one) => one !== same), receipt]);
}

/** Numbers were learned: another receipt may be the furthest one of somebody. */
export function settleReceipts({ thread, numbered }: ThreadDraft): void {
  if (numbered.length === 0) return;
  for (const [userId, held] of thread.index.heldReceipts) holdReceipts(thread, userId, held);
}

/** Of receipts for messages whose number is known only the furthest can still matter. */
function holdReceipts(
  thread: ThreadDraft['thread'],
  userId: string,
  receipts: readonly ReadReceipt[],
): void {
  const { heldReceipts } = thread.index;
  const sorted = receipts.toSorted((a, b) =>
    isFurther(thread, a.messageId, b.messageId) ? -1 : 1,
  );
  const settled = sorted.find(({ messageId }) => isNumbered(thread, messageId));
  const held = sorted.filter((one) => one === settled || !isNumbered(thread, one.messageId));
  if (held.length > 1) heldReceipts.set(userId, held.slice(0, maxHeld));
  else heldReceipts.delete(userId);
  const [furthest] = held;
  if (furthest === undefined || furthest === thread.receipts.get(userId)) return;
  const table = new Map(thread.receipts).set(userId, furthest);
  const [first] = table.keys();
  if (table.size > chatLimits.maxParticipants && first !== undefined) {
    table.delete(first);
    heldReceipts.delete(first);
  }
  thread.receipts = table;
}

function isNumbered(thread: ThreadDraft['thread'], id: string): boolean {
  return sequenceNumber(viewOf(thread, id)?.sequenceId) !== undefined;
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
