import type { MessageQuery, ReadTransaction, ThreadQuery } from './chat-storage.ts';
import type { MemoryTables, MemoryThread } from './memory-tables.ts';
import { idempotencyKey } from './memory-tables.ts';
import type { MessageRow, ThreadRow } from './rows.ts';

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
    getIdempotency: async (userId, scope, key) =>
      tables.idempotency.get(idempotencyKey(userId, scope, key)),
    getEventLogEnds: async (userId) => {
      const log = tables.eventLogs.get(userId);
      return { trimmedOffset: log?.trimmedOffset ?? 0, lastOffset: log?.lastOffset ?? 0 };
    },
    listEvents: async (userId, afterOffset, limit) => {
      const events = tables.eventLogs.get(userId)?.events ?? [];
      // From the end: a live socket asks only for the newest.
      const start = events.findLastIndex((row) => row.offset <= afterOffset) + 1;
      return events.slice(start, start + limit);
    },
  };
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

function pageMessages(thread: MemoryThread | undefined, query: MessageQuery): MessageRow[] {
  const page: MessageRow[] = [];
  if (thread === undefined) return page;
  // Sequences are dense from 1 in this storage, so a position is also an index.
  const before = query.beforeSequence ?? thread.messages.length + 1;
  for (let index = Math.min(before - 1, thread.messages.length) - 1; index >= 0; index--) {
    const row = thread.messages[index];
    if (row === undefined || page.length === query.limit) break;
    if (query.fromId !== undefined && row.messageId < query.fromId) break;
    if (query.untilId === undefined || row.messageId <= query.untilId) page.push(row);
  }
  return page;
}
