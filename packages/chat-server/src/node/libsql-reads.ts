import type { ReadTransaction } from '../storage/chat-storage.ts';
import type { LibsqlConnection } from './libsql-connection.ts';
import {
  decodeEvent,
  decodeIdempotency,
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
    getMeta: async (key) =>
      first('SELECT value FROM meta WHERE key = ?', key)?.['value']?.toString(),
    getUser: async (userId) => {
      const row = first('SELECT * FROM users WHERE user_id = ?', userId);
      return row && decodeUser(row);
    },
    getUserByName: async (name) => {
      const row = first('SELECT * FROM users WHERE name = ?', name);
      return row && decodeUser(row);
    },
    hasThreads: async () => first('SELECT 1 FROM threads LIMIT 1') !== undefined,
    getThread: async (threadId) => {
      const row = first('SELECT * FROM threads WHERE thread_id = ?', threadId);
      return row && decodeThread(row);
    },
    listThreadsOf: async (userId, { after, from, limit }) => {
      const rows = all(
        `SELECT t.* FROM participants p JOIN threads t ON t.thread_id = p.thread_id
         WHERE p.user_id = ? AND p.removed_at IS NULL AND t.last_message_at >= ?
           AND (t.last_message_at < ? OR (t.last_message_at = ? AND t.thread_id > ?))
         ORDER BY t.last_message_at DESC, t.thread_id LIMIT ?`,
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
         WHERE thread_id = ? AND sequence < ? AND message_id BETWEEN ? AND ?
         ORDER BY sequence DESC LIMIT ?`,
        threadId,
        query.beforeSequence ?? Number.MAX_SAFE_INTEGER,
        query.fromId ?? 0,
        query.untilId ?? Number.MAX_SAFE_INTEGER,
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
    getIdempotency: async (userId, scope, key) => {
      const row = first(
        'SELECT * FROM idempotency WHERE user_id = ? AND scope = ? AND key = ?',
        userId,
        scope,
        key,
      );
      return row && decodeIdempotency(row);
    },
    getEventLogEnds: async (userId) => {
      const row = first('SELECT * FROM event_logs WHERE user_id = ?', userId);
      return {
        trimmedOffset: Number(row?.['trimmed_offset'] ?? 0),
        lastOffset: Number(row?.['last_offset'] ?? 0),
      };
    },
    listEvents: async (userId, afterOffset, limit) => {
      const rows = all(
        'SELECT * FROM events WHERE user_id = ? AND offset > ? ORDER BY offset LIMIT ?',
        userId,
        afterOffset,
        limit,
      );
      return rows.map(decodeEvent);
    },
  };
}
