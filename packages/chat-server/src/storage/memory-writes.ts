import type { AppendOptions, ReadTransaction, WriteTransaction } from './chat-storage.ts';
import type { MemoryEventLog, MemoryTables, MemoryThread } from './memory-tables.ts';
import { idempotencyKey } from './memory-tables.ts';
import type { MessageRow, NewEvent } from './rows.ts';
import { trimPoint } from './trim-event-log.ts';

/** The write operations of a memory storage. Each change first pushes its reverse to `undo`. */
export function createMemoryWrites(
  tables: MemoryTables,
  reads: ReadTransaction,
  undo: (() => void)[],
): WriteTransaction {
  const put = <K, V>(map: Map<K, V>, key: K, value: V): void => {
    const isNew = !map.has(key);
    const previous = map.get(key);
    undo.push(() => {
      if (isNew || previous === undefined) map.delete(key);
      else map.set(key, previous);
    });
    map.set(key, value);
  };
  const drop = <K, V>(map: Map<K, V>, key: K): void => {
    const previous = map.get(key);
    if (previous !== undefined) undo.push(() => map.set(key, previous));
    map.delete(key);
  };
  const requireThread = (threadId: string): MemoryThread => {
    const thread = tables.threads.get(threadId);
    if (thread === undefined)
      throw new Error(`Thread ${threadId} has no row yet: put the thread first.`);
    return thread;
  };

  return {
    ...reads,
    putMeta: async (key, value) => put(tables.meta, key, value),
    putUser: async (row) => {
      put(tables.users, row.userId, row);
      if (row.name !== null) put(tables.userNames, row.name, row.userId);
    },
    putThread: async (row) => {
      const thread = tables.threads.get(row.threadId);
      put(
        tables.threads,
        row.threadId,
        thread === undefined ? emptyThread(row) : { ...thread, row },
      );
    },
    putParticipant: async (row) => {
      put(requireThread(row.threadId).participants, row.userId, row);
      const threads = tables.threadsOf.get(row.userId);
      if (threads?.has(row.threadId) !== true) {
        put(tables.threadsOf, row.userId, new Set([...(threads ?? []), row.threadId]));
      }
    },
    putMessage: async (row) => putMessage(requireThread(row.threadId), row, undo),
    putReceipt: async (row) => put(requireThread(row.threadId).receipts, row.userId, row),
    putAttachment: async (row) =>
      put(requireThread(row.threadId).attachments, row.attachmentId, row),
    putAttachmentRemoval: async ({ attachmentId, dueAt }) =>
      put(tables.attachmentRemovals, attachmentId, dueAt),
    dropAttachmentRemoval: async (attachmentId) => drop(tables.attachmentRemovals, attachmentId),
    putIdempotency: async (row) => {
      const key = idempotencyKey(row.userId, row.scope, row.key);
      const previous = tables.idempotency.get(key);
      undo.push(() => {
        tables.idempotency.delete(key);
        if (previous !== undefined) tables.idempotency.set(key, previous);
      });
      // To the end, where the newest rows are.
      tables.idempotency.delete(key);
      tables.idempotency.set(key, row);
    },
    dropIdempotencyBefore: async (before) => {
      for (const [key, row] of tables.idempotency) {
        if (row.createdAt >= before) break;
        tables.idempotency.delete(key);
        // Put back at the end, not in its old place: an outdated key may outlive its time a little.
        undo.push(() => tables.idempotency.set(key, row));
      }
    },
    deleteThreadContents: async (threadId) => {
      const thread = requireThread(threadId);
      for (const userId of thread.participants.keys()) {
        const remaining = new Set(tables.threadsOf.get(userId));
        remaining.delete(threadId);
        put(tables.threadsOf, userId, remaining);
      }
      for (const attachmentId of thread.attachments.keys()) {
        put(tables.attachmentRemovals, attachmentId, 0);
      }
      put(tables.threads, threadId, emptyThread(thread.row));
      dropEventsOf(threadId, tables.eventLog, undo);
    },
    appendEvent: async (event, options) => appendToLog(tables.eventLog, event, options, undo),
  };
}

function emptyThread(row: MemoryThread['row']): MemoryThread {
  return {
    row,
    participants: new Map(),
    messages: [],
    messageIndex: new Map(),
    receipts: new Map(),
    attachments: new Map(),
  };
}

function putMessage(thread: MemoryThread, row: MessageRow, undo: (() => void)[]): void {
  const { messages, messageIndex } = thread;
  const index = messageIndex.get(row.messageId);
  const previous = index === undefined ? undefined : messages[index];
  if (index !== undefined && previous !== undefined) {
    undo.push(() => {
      messages[index] = previous;
    });
    messages[index] = row;
    return;
  }
  if (row.sequence !== messages.length + 1) {
    throw new Error(
      `Message ${row.messageId} has position ${row.sequence}, but ${messages.length + 1} is next.`,
    );
  }
  undo.push(() => {
    messages.pop();
    messageIndex.delete(row.messageId);
  });
  messages.push(row);
  messageIndex.set(row.messageId, messages.length - 1);
}

function dropEventsOf(threadId: string, log: MemoryEventLog, undo: (() => void)[]): void {
  const { events, lastOffset } = log;
  undo.push(() => {
    log.events = events;
  });
  log.events = events.filter(
    (row) => row.threadId !== threadId || row.alsoTo.length > 0 || row.offset === lastOffset,
  );
}

function appendToLog(
  log: MemoryEventLog,
  event: NewEvent,
  { now, keep }: AppendOptions,
  undo: (() => void)[],
): number {
  const before = { ...log, events: log.events };
  const offset = log.lastOffset + 1;
  log.lastOffset = offset;
  log.events.push({ ...event, offset });
  undo.push(() => {
    Object.assign(log, before);
    // In place or, when the log was cut below, in the array of before.
    log.events.pop();
  });
  const trimmed = trimPoint(offset, keep);
  if (trimmed !== undefined) {
    log.trimmedOffset = Math.max(log.trimmedOffset, trimmed);
    log.events = log.events.filter(
      (row) => row.offset > log.trimmedOffset && (row.expiresAt ?? Infinity) > now,
    );
  }
  return offset;
}
