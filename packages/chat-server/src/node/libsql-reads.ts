import type { ReadTransaction } from '../storage/chat-storage.ts';
import type { LibsqlConnection } from './libsql-connection.ts';
import {
  decodeAttachment,
  decodeAttachmentRemoval,
  decodeEvent,
  decodeIdempotency,
  decodeMembers,
  decodeMessage,
  decodeParticipant,
  decodeReceipt,
  decodeThread,
  decodeUser,
} from './libsql-rows.ts';

/** The read operations on one connection. */
export function createLibsqlReads(connection: LibsqlConnection): ReadTransaction {
  const { first, all } = connection;
  return {
    getMeta: async (key) => first('SELECT value FROM meta WHERE key = ?', key)?.[0]?.toString(),
    getUser: async (userId) => {
      const row = first('SELECT * FROM users WHERE user_id = ?', userId);
      return row && decodeUser(row);
    },
    getUserByName: async (name) => {
      const row = first('SELECT * FROM users WHERE name = ?', name);
      return row && decodeUser(row);
    },
    hasThreads: async () => first('SELECT 1 FROM threads LIMIT 1') !== undefined,
    listThreadsDue: async (now, limit) => {
      const rows = all(
        `SELECT * FROM threads WHERE deleted_at IS NULL AND delete_at <= ?
         ORDER BY delete_at LIMIT ?`,
        now,
        limit,
      );
      return rows.map(decodeThread);
    },
    getThread: async (threadId) => {
      const row = first('SELECT * FROM threads WHERE thread_id = ?', threadId);
      return row && decodeThread(row);
    },
    listThreadsOf: async (userId, { after, from, limit }) => {
      // The newest are found in a narrow index; only those of the page are read whole.
      const rows = all(
        `SELECT t.* FROM (
           SELECT i.thread_id FROM participants p CROSS JOIN threads i INDEXED BY threads_by_time
             ON i.thread_id = p.thread_id
           WHERE p.user_id = ? AND p.removed_at IS NULL AND i.last_message_at >= ?
             AND (i.last_message_at < ? OR (i.last_message_at = ? AND i.thread_id > ?))
           ORDER BY i.last_message_at DESC, i.thread_id LIMIT ?
         ) page JOIN threads t ON t.thread_id = page.thread_id
         ORDER BY t.last_message_at DESC, t.thread_id`,
        userId,
        from ?? 0,
        after?.lastMessageAt ?? Number.MAX_SAFE_INTEGER,
        after?.lastMessageAt ?? Number.MAX_SAFE_INTEGER,
        after?.threadId ?? '',
        limit,
      );
      return rows.map(decodeThread);
    },
    getParticipant: async (threadId, userId) => {
      const row = first(
        'SELECT * FROM participants WHERE thread_id = ? AND user_id = ?',
        threadId,
        userId,
      );
      return row && decodeParticipant(row);
    },
    listParticipants: async (threadId) => {
      const rows = all(
        `SELECT * FROM participants WHERE thread_id = ? AND removed_at IS NULL
         ORDER BY added_at, user_id`,
        threadId,
      );
      return rows.map(decodeParticipant);
    },
    getMessage: async (threadId, messageId) => {
      const row = first(
        'SELECT * FROM messages WHERE thread_id = ? AND message_id = ?',
        threadId,
        messageId,
      );
      return row && decodeMessage(row);
    },
    listMessages: async (threadId, query) => {
      const rows = all(
        `SELECT * FROM messages
         WHERE thread_id = ? AND message_id BETWEEN ? AND ? AND version >= ?
         ORDER BY message_id DESC LIMIT ?`,
        threadId,
        query.fromId ?? 0,
        Math.min(query.untilId ?? Infinity, Number.MAX_SAFE_INTEGER),
        query.fromVersion ?? 0,
        query.limit,
      );
      return rows.map(decodeMessage);
    },
    getReceipt: async (threadId, userId) => {
      const row = first(
        'SELECT * FROM receipts WHERE thread_id = ? AND user_id = ?',
        threadId,
        userId,
      );
      return row && decodeReceipt(row);
    },
    listReceipts: async (threadId) => {
      const rows = all(
        'SELECT * FROM receipts WHERE thread_id = ? ORDER BY read_at DESC, user_id',
        threadId,
      );
      return rows.map(decodeReceipt);
    },
    getAttachment: async (threadId, attachmentId) => {
      const row = first(
        'SELECT * FROM attachments WHERE thread_id = ? AND attachment_id = ?',
        threadId,
        attachmentId,
      );
      return row && decodeAttachment(row);
    },
    sumAttachmentBytes: async (threadId) => {
      const row = first(
        'SELECT coalesce(sum(bytes), 0) FROM attachments WHERE thread_id = ?',
        threadId,
      );
      return Number(row?.[0]);
    },
    listAttachmentRemovalsDue: async (now, limit) => {
      const rows = all(
        `SELECT * FROM attachment_removals WHERE due_at <= ?
         ORDER BY due_at, attachment_id LIMIT ?`,
        now,
        limit,
      );
      return rows.map(decodeAttachmentRemoval);
    },
    getIdempotency: async (userId, scope, key) => {
      const row = first(
        'SELECT * FROM idempotency WHERE user_id = ? AND scope = ? AND key = ?',
        userId,
        scope,
        key,
      );
      return row && decodeIdempotency(row);
    },
    getEventLogEnds: async () => {
      const row = first(
        `SELECT trimmed_offset, (SELECT coalesce(max(offset), 0) FROM events)
         FROM event_log`,
      );
      return { trimmedOffset: Number(row?.[0]), lastOffset: Number(row?.[1]) };
    },
    listEvents: async (afterOffset, limit) => {
      const rows = all(
        'SELECT * FROM events WHERE offset > ? ORDER BY offset LIMIT ?',
        afterOffset,
        limit,
      );
      return rows.map(decodeEvent);
    },
    listEventsFor: async (userId, afterOffset, untilOffset) => {
      // CROSS JOIN keeps the order: along the short part of the log, whatever its threads hold besides.
      const rows = all(
        `SELECT e.* FROM events e CROSS JOIN participants p
           ON p.thread_id = e.thread_id AND p.user_id = ?
         WHERE e.offset > ? AND e.offset <= ? AND e.offset > p.events_after AND p.removed_at IS NULL
         UNION
         SELECT e.* FROM event_recipients r JOIN events e ON e.offset = r.offset
         WHERE r.user_id = ? AND r.offset > ? AND r.offset <= ?
         ORDER BY offset`,
        userId,
        afterOffset,
        untilOffset,
        userId,
        afterOffset,
        untilOffset,
      );
      return rows.map(decodeEvent);
    },
    listMembers: async (threadId) => {
      // One JSON text instead of a row each: this is read for every event of the thread.
      const row = first(
        `SELECT json_group_array(json_object('userId', user_id,
           'shareHistoryTime', share_history_time, 'eventsAfter', events_after))
         FROM participants WHERE thread_id = ? AND removed_at IS NULL`,
        threadId,
      );
      return decodeMembers(row);
    },
  };
}
