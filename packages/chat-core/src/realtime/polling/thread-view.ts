import { compareIds } from '../../model/compare-ids.ts';
import type { ChatMessage, ChatMessageReadReceipt } from '../../models.ts';

/** How many messages of a thread are remembered, to notice edits and deletions. */
export const rememberedMessages = 100;

/** What polling last saw of a thread. */
export interface ThreadView {
  /** The newest messages: id → what edits and deletions change. In the order of the ids. */
  readonly messages: ReadonlyMap<string, string>;
  /** Raw id → the last message that this person has read. */
  readonly receipts: ReadonlyMap<string, string>;
  /** Topic, metadata and retention, as text to compare. */
  readonly properties: string;
}

/** Whether a message of a list came after the view was taken. An older one may just not be remembered any more. */
export function isNewTo({ messages }: ThreadView, { id }: ChatMessage): boolean {
  if (messages.has(id)) return false;
  const [oldest] = messages.keys();
  return oldest === undefined || compareIds(id, oldest) > 0;
}

/** Whether a message that the view remembers was edited or deleted since. */
export function hasChangedSince({ messages }: ThreadView, message: ChatMessage): boolean {
  const before = messages.get(message.id);
  return before !== undefined && before !== createSignature(message);
}

/** Remembers the messages of a list beside those that are remembered already. */
export function rememberMessages(
  known: ThreadView['messages'] | undefined,
  listed: readonly ChatMessage[],
): ThreadView['messages'] {
  const all = new Map(known);
  for (const message of listed) all.set(message.id, createSignature(message));
  return new Map([...all].toSorted(([a], [b]) => compareIds(a, b)).slice(-rememberedMessages));
}

/** Whether a receipt tells that somebody has read further than `known`, the last message that he was known to have read. */
export function isFurther(
  { chatMessageId }: ChatMessageReadReceipt,
  known: string | undefined,
): boolean {
  return known === undefined || compareIds(chatMessageId, known) > 0;
}

function createSignature({ version, editedOn, deletedOn }: ChatMessage): string {
  return [version, editedOn?.getTime(), deletedOn?.getTime()].join();
}
