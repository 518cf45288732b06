import type { ReadTransaction, WriteTransaction } from '../storage/chat-storage.ts';
import type { LibsqlConnection } from './libsql-connection.ts';

/** The write operations on one connection, to be called between BEGIN and COMMIT. */
export function createLibsqlWrites(
  connection: LibsqlConnection,
  reads: ReadTransaction,
): WriteTransaction {
  const { run, first } = connection;
  return {
    ...reads,
    putMeta: async (key, value) => run('INSERT OR REPLACE INTO meta VALUES (?, ?)', key, value),
    putUser: async (row) =>
      run(
        'INSERT OR REPLACE INTO users VALUES (?, ?, ?, ?, ?)',
        row.userId,
        row.name,
        row.tokenGeneration,
        row.createdAt,
        row.deletedAt,
      ),
    putThread: async (row) =>
      run(
        'INSERT OR REPLACE INTO threads VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        row.threadId,
        row.topic,
        row.createdAt,
        row.createdBy,
        JSON.stringify(row.metadata),
        JSON.stringify(row.retentionPolicy),
        row.deletedAt,
        row.lastSequence,
        row.lastVersion,
        row.lastMessageAt,
      ),
    putParticipant: async (row) =>
      run(
        'INSERT OR REPLACE INTO participants VALUES (?, ?, ?, ?, ?, ?, ?)',
        row.threadId,
        row.userId,
        row.displayName,
        row.shareHistoryTime,
        JSON.stringify(row.metadata),
        row.addedAt,
        row.removedAt,
      ),
    putMessage: async (row) =>
      run(
        'INSERT OR REPLACE INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        row.threadId,
        row.messageId,
        row.sequence,
        row.version,
        row.type,
        row.content === null ? null : JSON.stringify(row.content),
        row.senderId,
        row.senderDisplayName,
        JSON.stringify(row.metadata),
        row.editedAt,
        row.deletedAt,
      ),
    putReceipt: async (row) =>
      run(
        'INSERT OR REPLACE INTO receipts VALUES (?, ?, ?, ?)',
        row.threadId,
        row.userId,
        row.messageId,
        row.readAt,
      ),
    putIdempotency: async (row) =>
      run(
        'INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, ?, ?)',
        row.userId,
        row.scope,
        row.key,
        row.result,
        row.createdAt,
      ),
    dropIdempotencyBefore: async (before) =>
      run('DELETE FROM idempotency WHERE created_at < ?', before),
    deleteThreadContents: async (threadId) => {
      run('DELETE FROM participants WHERE thread_id = ?', threadId);
      run('DELETE FROM messages WHERE thread_id = ?', threadId);
      run('DELETE FROM receipts WHERE thread_id = ?', threadId);
    },
    appendEvent: async (userId, event, { now, keep }) => {
      const ends = first(
        `INSERT INTO event_logs VALUES (?, 0, 1)
         ON CONFLICT (user_id) DO UPDATE SET
           last_offset = last_offset + 1,
           trimmed_offset = max(trimmed_offset, last_offset + 1 - ?)
         RETURNING last_offset, trimmed_offset`,
        userId,
        keep,
      );
      const offset = Number(ends?.['last_offset']);
      run(
        'INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)',
        userId,
        offset,
        event.event,
        event.threadId,
        event.data,
        event.expiresAt,
      );
      const trimmedOffset = Number(ends?.['trimmed_offset']);
      run('DELETE FROM events WHERE user_id = ? AND offset <= ?', userId, trimmedOffset);
      run('DELETE FROM events WHERE user_id = ? AND expires_at <= ?', userId, now);
      return offset;
    },
  };
}
