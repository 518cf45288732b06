import type { ReadTransaction, WriteTransaction } from '../storage/chat-storage.ts';
import { trimPoint } from '../storage/trim-event-log.ts';
import type { LibsqlConnection } from './libsql-connection.ts';

/** The write operations on one connection, to be called between BEGIN and COMMIT. */
export function createLibsqlWrites(
  connection: LibsqlConnection,
  reads: ReadTransaction,
): WriteTransaction {
  const { run, insert } = connection;
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
        'INSERT OR REPLACE INTO threads VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
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
        row.deleteAt,
      ),
    putParticipant: async (row) =>
      run(
        'INSERT OR REPLACE INTO participants VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        row.threadId,
        row.userId,
        row.displayName,
        row.shareHistoryTime,
        JSON.stringify(row.metadata),
        row.addedAt,
        row.removedAt,
        row.eventsAfter,
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
    putAttachment: async (row) =>
      run(
        'INSERT OR REPLACE INTO attachments VALUES (?, ?, ?, ?, ?, ?, ?)',
        row.threadId,
        row.attachmentId,
        row.uploaderId,
        row.name,
        row.mime,
        row.bytes,
        row.createdAt,
      ),
    putAttachmentRemoval: async ({ attachmentId, dueAt }) =>
      run('INSERT OR REPLACE INTO attachment_removals VALUES (?, ?)', attachmentId, dueAt),
    dropAttachmentRemoval: async (attachmentId) =>
      run('DELETE FROM attachment_removals WHERE attachment_id = ?', attachmentId),
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
      run(
        `INSERT OR REPLACE INTO attachment_removals
         SELECT attachment_id, 0 FROM attachments WHERE thread_id = ?`,
        threadId,
      );
      run('DELETE FROM attachments WHERE thread_id = ?', threadId);
      // The newest row stays, whatever it says: the next offset is counted from it.
      run(
        `DELETE FROM events WHERE thread_id = ? AND also_to = '[]'
           AND offset < (SELECT max(offset) FROM events)`,
        threadId,
      );
    },
    appendEvent: async (event, { now, keep }) => {
      // The row's own number is the offset: one more than that of the newest row, which is never deleted.
      const offset = insert(
        'INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)',
        event.event,
        event.threadId,
        event.data,
        event.expiresAt,
        event.messageId,
        event.exceptUserId,
        JSON.stringify(event.alsoTo),
      );
      for (const userId of event.alsoTo) {
        run('INSERT INTO event_recipients VALUES (?, ?)', userId, offset);
      }
      // Each kind of event clears up behind its own kind, so that a message does not pay for typing.
      if (event.expiresAt !== null) {
        run('DELETE FROM events WHERE expires_at <= ? AND offset < ?', now, offset);
      }
      const trimmed = trimPoint(offset, keep);
      if (trimmed !== undefined) {
        run('UPDATE event_log SET trimmed_offset = max(trimmed_offset, ?)', trimmed);
        run('DELETE FROM events WHERE offset <= ?', trimmed);
        run('DELETE FROM event_recipients WHERE offset <= ?', trimmed);
      }
      return offset;
    },
  };
}
