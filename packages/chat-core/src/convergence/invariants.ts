import { compareIds } from '../model/compare-ids.ts';
import type { Message } from '../model/entities.ts';
import type { ChatState, ThreadState } from '../state/chat-state.ts';

/** So many messages wait to be sent at most, as far as a page knows. */
export const mostUnsent = 5;

/** What a page has shown so far, as far as it must not be taken back. */
export interface Memory {
  readonly rows: Map<string, Pick<Message, 'id' | 'sendState' | 'deletedAt' | 'version'>>;
  readonly receipts: Map<string, string>;
}

/** Creates the {@link Memory} of a page that has shown nothing. */
export function createMemory(): Memory {
  return { rows: new Map(), receipts: new Map() };
}

/** Whether a message in this state waits to be sent. */
export function isOnTheWay(sendState: Message['sendState']): boolean {
  return sendState !== 'sent' && sendState !== 'failed';
}

/** The rows that a reader sees, top to bottom. */
export function visibleRows(thread: ThreadState): Message[] {
  return thread.messageKeys.flatMap((key) => thread.rows.get(key) ?? []);
}

/** Throws what a user would have seen go wrong with this commit. `pages`: how many there have been. */
export function checkCommit(
  state: ChatState,
  threadId: string,
  memory: Memory,
  births: ReadonlyMap<number, string>,
  pages: number,
): void {
  const thread = state.threads.get(threadId);
  if (thread === undefined) {
    // Whoever was taken out of the thread and comes back begins anew.
    memory.rows.clear();
    memory.receipts.clear();
    return;
  }
  const rows = visibleRows(thread);
  requireOneRowPerMessage(rows, births);
  requireOrder(rows);
  for (const row of rows) requireNoStepBack(row, memory);
  requireReceiptsOnlyForward(thread, memory);
  requireBounds(thread, pages);
}

/** By what the service knows: a client that does not see that two rows are one message must not be believed. */
function requireOneRowPerMessage(
  rows: readonly Message[],
  births: ReadonlyMap<number, string>,
): void {
  const seen = new Set<string>();
  const copies = new Map<string, Message[]>();
  for (const row of rows) {
    const { senderId, deletedAt, id, rowKey } = row;
    const names = [`row ${rowKey}`];
    if (id !== undefined) names.push(`id ${id}`);
    const clientMessageId = row.clientMessageId ?? births.get(Number(id));
    // Of a double that was deleted nobody can tell whose it was.
    if (clientMessageId !== undefined && deletedAt === undefined) {
      const name = `message ${clientMessageId} of ${senderId}`;
      const others = copies.get(name) ?? [];
      copies.set(name, [...others, row]);
      if (others.some((other) => areOne(other, row)))
        throw new Error(`The user sees two rows of one message: ${name}.`);
    }
    for (const name of names) {
      if (seen.has(name)) throw new Error(`The user sees two rows of one message: ${name}.`);
      seen.add(name);
    }
  }
}

/** Copies of a message with different texts, none of them edited, are promised to nobody to be shown as one. */
function areOne(one: Message, other: Message): boolean {
  const isEdited = one.editedAt !== undefined || other.editedAt !== undefined;
  return isEdited || one.content === other.content;
}

function requireOrder(rows: readonly Message[]): void {
  let above: Message | undefined;
  for (const row of rows) {
    if (above !== undefined && !standsBelow(row, above)) {
      throw new Error(`The user sees "${row.content}" below "${above.content}", which is newer.`);
    }
    above = row;
  }
}

function standsBelow(row: Message, above: Message): boolean {
  if (row.id === undefined) return true;
  if (above.id === undefined) return false;
  return row.sequenceId !== undefined && above.sequenceId !== undefined
    ? compareIds(row.sequenceId, above.sequenceId) > 0
    : compareIds(row.id, above.id) > 0;
}

function requireNoStepBack(row: Message, { rows }: Memory): void {
  const before = rows.get(row.rowKey);
  if (before?.sendState === 'sent' && row.sendState !== 'sent') {
    throw new Error(`The user saw "${row.content}" as sent, and sees it as ${row.sendState} now.`);
  }
  // A deletion that was refused is taken back; one that the service knows is not. A double that is deleted may have hidden another one.
  if (
    before?.deletedAt !== undefined &&
    before.id === row.id &&
    row.deletedAt === undefined &&
    row.failedChange === undefined
  ) {
    throw new Error(`The user saw a message deleted, and sees "${row.content}" again.`);
  }
  if (
    before?.version !== undefined &&
    row.version !== undefined &&
    before.id === row.id &&
    compareIds(row.version, before.version) < 0
  ) {
    throw new Error(`The user saw a newer text than "${row.content}", which he sees now.`);
  }
  rows.set(row.rowKey, {
    sendState: row.sendState,
    ...(row.version !== undefined && { version: row.version }),
    ...(row.id !== undefined && { id: row.id }),
    ...(row.deletedAt !== undefined &&
      row.pendingChange === undefined && { deletedAt: row.deletedAt }),
  });
}

function requireReceiptsOnlyForward({ receipts }: ThreadState, memory: Memory): void {
  for (const { userId, messageId } of receipts.values()) {
    const before = memory.receipts.get(userId);
    if (before !== undefined && compareIds(messageId, before) < 0) {
      throw new Error(`The user saw ${userId} read up to ${before}, and now only to ${messageId}.`);
    }
    memory.receipts.set(userId, messageId);
  }
}

function requireBounds(thread: ThreadState, pages: number): void {
  const { rows, typing, receipts } = thread;
  const unsent = visibleRows(thread).filter(({ sendState }) => isOnTheWay(sendState)).length;
  // A page that has just been opened does not know yet what waits already.
  if (unsent > mostUnsent * pages) throw new Error(`The outbox took ${unsent} messages.`);
  if (rows.size > 5_000) throw new Error(`The page keeps ${rows.size} rows.`);
  if (typing.length > 20) throw new Error(`The user sees ${typing.length} people typing.`);
  if (receipts.size > 250) throw new Error(`The page keeps ${receipts.size} receipts.`);
}
