import type { MessageQuery, ReadTransaction, ThreadQuery } from './chat-storage.ts';
import type { MemoryTables, MemoryThread } from './memory-tables.ts';
import { idempotencyKey } from './memory-tables.ts';
import type { EventRow, MessageRow, ThreadRow } from './rows.ts';

/** The read operations of a memory storage. */
export function createMemoryReads(tables: MemoryTables): ReadTransaction {
  return {
    getMeta: async (key) => tables.meta.get(key),
    getUser: async (userId) => tables.users.get(userId),
    getUserByName: async (name) => {
      const row = tables.users.get(tables.userNames.get(name) ?? '');
      // The index may still lead to a user who has given the name up.
      return row?.name === name ? row : undefined;
    },
    hasThreads: async () => tables.threads.size > 0,
    listThreadsDue: async (now, limit) =>
      [...tables.threads.values()]
        .map(({ row }) => row)
        .filter(({ deletedAt, deleteAt }) => deletedAt === null && (deleteAt ?? Infinity) <= now)
        .toSorted((a, b) => (a.deleteAt ?? 0) - (b.deleteAt ?? 0))
        .slice(0, limit),
    getThread: async (threadId) => tables.threads.get(threadId)?.row,
    listThreadsOf: async (userId, query) => pageThreads(presentThreadsOf(tables, userId), query),
    getParticipant: async (threadId, userId) =>
      tables.threads.get(threadId)?.participants.get(userId),
    listParticipants: async (threadId) =>
      [...(tables.threads.get(threadId)?.participants.values() ?? [])]
        .filter((row) => row.removedAt === null)
        .toSorted((a, b) => a.addedAt - b.addedAt || compareText(a.userId, b.userId)),
    getMessage: async (threadId, messageId) => {
      const thread = tables.threads.get(threadId);
      const index = thread?.messageIndex.get(messageId);
      return index === undefined ? undefined : thread?.messages[index];
    },
    listMessages: async (threadId, query) => pageMessages(tables.threads.get(threadId), query),
    getReceipt: async (threadId, userId) => tables.threads.get(threadId)?.receipts.get(userId),
    listReceipts: async (threadId) =>
      [...(tables.threads.get(threadId)?.receipts.values() ?? [])].toSorted(
        (a, b) => b.readAt - a.readAt || compareText(a.userId, b.userId),
      ),
    getAttachment: async (threadId, attachmentId) =>
      tables.threads.get(threadId)?.attachments.get(attachmentId),
    sumAttachmentBytes: async (threadId) =>
      [...(tables.threads.get(threadId)?.attachments.values() ?? [])].reduce(
        (sum, { bytes }) => sum + bytes,
        0,
      ),
    listAttachmentRemovalsDue: async (now, limit) =>
      [...tables.attachmentRemovals]
        .map(([attachmentId, dueAt]) => ({ attachmentId, dueAt }))
        .filter(({ dueAt }) => dueAt <= now)
        .toSorted((a, b) => a.dueAt - b.dueAt || compareText(a.attachmentId, b.attachmentId))
        .slice(0, limit),
    getIdempotency: async (userId, scope, key) =>
      tables.idempotency.get(idempotencyKey(userId, scope, key)),
    getEventLogEnds: async () => {
      const { trimmedOffset, lastOffset } = tables.eventLog;
      return { trimmedOffset, lastOffset };
    },
    listEvents: async (afterOffset, limit) => {
      const start = firstAfter(tables, afterOffset);
      return tables.eventLog.events.slice(start, start + limit);
    },
    listEventsFor: async (userId, afterOffset, untilOffset) => {
      const { events } = tables.eventLog;
      const found: EventRow[] = [];
      for (let index = firstAfter(tables, afterOffset); ; index++) {
        const row = events[index];
        if (row === undefined || row.offset > untilOffset) break;
        const participant = tables.threads.get(row.threadId)?.participants.get(userId);
        const isPresent = participant?.removedAt === null && row.offset > participant.eventsAfter;
        if (isPresent || row.alsoTo.includes(userId)) found.push(row);
      }
      return found;
    },
    listMembers: async (threadId) =>
      [...(tables.threads.get(threadId)?.participants.values() ?? [])].filter(
        (row) => row.removedAt === null,
      ),
  };
}

/** The index of the first event after this offset. From the end: a live socket asks only for the newest. */
function firstAfter({ eventLog }: MemoryTables, offset: number): number {
  return eventLog.events.findLastIndex((row) => row.offset <= offset) + 1;
}

function presentThreadsOf(tables: MemoryTables, userId: string): ThreadRow[] {
  const rows: ThreadRow[] = [];
  for (const threadId of tables.threadsOf.get(userId) ?? []) {
    const thread = tables.threads.get(threadId);
    if (thread?.participants.get(userId)?.removedAt === null) rows.push(thread.row);
  }
  return rows;
}

function pageThreads(rows: readonly ThreadRow[], query: ThreadQuery): ThreadRow[] {
  const { after, from } = query;
  return rows
    .filter((row) => from === undefined || row.lastMessageAt >= from)
    .filter((row) => after === undefined || compareThreads(after, row) < 0)
    .toSorted(compareThreads)
    .slice(0, query.limit);
}

type ThreadPosition = Pick<ThreadRow, 'lastMessageAt' | 'threadId'>;

function compareThreads(a: ThreadPosition, b: ThreadPosition): number {
  return b.lastMessageAt - a.lastMessageAt || compareText(a.threadId, b.threadId);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** How many of the messages, which are in the order of their ids, have at most this id. */
function countUntil(messages: readonly MessageRow[], untilId: number | undefined): number {
  if (untilId === undefined) return messages.length;
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages[middle]?.messageId ?? Infinity) <= untilId) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pageMessages(thread: MemoryThread | undefined, query: MessageQuery): MessageRow[] {
  const page: MessageRow[] = [];
  if (thread === undefined) return page;
  const { messages } = thread;
  for (let index = countUntil(messages, query.untilId) - 1; index >= 0; index--) {
    const row = messages[index];
    if (row === undefined || page.length === query.limit) break;
    if (query.fromId !== undefined && row.messageId < query.fromId) break;
    if (query.fromVersion === undefined || row.version >= query.fromVersion) page.push(row);
  }
  return page;
}
