/** The layout that this version of the service reads and writes. */
export const schemaVersion = 3;

/**
 * Durability: readers do not block the writer, and a commit is on disk before it returns. The timeout comes first: the mode of a
 * file that another process is just opening can only be set when that one is done. The log is moved into the database between
 * commits; within one only when it has grown to 16 MB, because nobody paused.
 */
export const connectionSetup = `
  PRAGMA busy_timeout = 5000;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA wal_autocheckpoint = 4000;
  PRAGMA cache_size = -8192;
  PRAGMA temp_store = MEMORY;
`;

/**
 * The tables, one for each row type of the storage, with the same fields in snake case. Times and versions are
 * milliseconds, records are JSON text.
 */
export const tables = `
  CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE users (
    user_id TEXT PRIMARY KEY,
    name TEXT UNIQUE,
    token_generation INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    deleted_at INTEGER
  ) WITHOUT ROWID;

  CREATE TABLE threads (
    thread_id TEXT PRIMARY KEY,
    topic TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    metadata TEXT NOT NULL,
    retention_policy TEXT NOT NULL,
    deleted_at INTEGER,
    last_sequence INTEGER NOT NULL,
    last_version INTEGER NOT NULL,
    last_message_at INTEGER NOT NULL,
    delete_at INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX threads_due ON threads (delete_at)
    WHERE delete_at IS NOT NULL AND deleted_at IS NULL;
  CREATE INDEX threads_by_time ON threads (thread_id, last_message_at);

  CREATE TABLE participants (
    thread_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    display_name TEXT,
    share_history_time INTEGER,
    metadata TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    removed_at INTEGER,
    events_after INTEGER NOT NULL,
    PRIMARY KEY (thread_id, user_id)
  ) WITHOUT ROWID;
  CREATE INDEX participants_by_user
    ON participants (user_id, thread_id) WHERE removed_at IS NULL;

  CREATE TABLE messages (
    thread_id TEXT NOT NULL,
    message_id INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    version INTEGER NOT NULL,
    type TEXT NOT NULL,
    content TEXT,
    sender_id TEXT,
    sender_display_name TEXT,
    metadata TEXT NOT NULL,
    edited_at INTEGER,
    deleted_at INTEGER,
    PRIMARY KEY (thread_id, message_id)
  ) WITHOUT ROWID;

  CREATE TABLE receipts (
    thread_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    message_id INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    PRIMARY KEY (thread_id, user_id)
  ) WITHOUT ROWID;

  CREATE TABLE idempotency (
    user_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    result TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, scope, key)
  ) WITHOUT ROWID;
  CREATE INDEX idempotency_by_age ON idempotency (created_at);
`;

/**
 * The event log: one row for each event, whoever gets it, and the users that some events name. The newest row is never
 * deleted, because the next one's offset is counted from it.
 */
export const eventTables = `
  CREATE TABLE event_log (
    trimmed_offset INTEGER NOT NULL
  );
  INSERT INTO event_log VALUES (0);

  CREATE TABLE events (
    offset INTEGER PRIMARY KEY,
    event TEXT NOT NULL,
    thread_id TEXT NOT NULL,
    data TEXT NOT NULL,
    expires_at INTEGER,
    message_id INTEGER,
    except_user_id TEXT,
    also_to TEXT NOT NULL
  );
  CREATE INDEX events_by_thread ON events (thread_id, offset);
  CREATE INDEX events_expiring ON events (expires_at) WHERE expires_at IS NOT NULL;

  CREATE TABLE event_recipients (
    user_id TEXT NOT NULL,
    offset INTEGER NOT NULL,
    PRIMARY KEY (user_id, offset)
  ) WITHOUT ROWID;
  CREATE INDEX event_recipients_by_offset ON event_recipients (offset);
`;

/** Attached files, and what is to be removed of their bytes, which are not in the database. */
export const attachmentTables = `
  CREATE TABLE attachments (
    thread_id TEXT NOT NULL,
    attachment_id TEXT NOT NULL,
    uploader_id TEXT NOT NULL,
    name TEXT NOT NULL,
    mime TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (thread_id, attachment_id)
  ) WITHOUT ROWID;

  CREATE TABLE attachment_removals (
    attachment_id TEXT PRIMARY KEY,
    due_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX attachment_removals_by_time ON attachment_removals (due_at, attachment_id);
`;

/** What leads from one layout to the next, in steps of constant SQL. */
export const migrations: Readonly<Record<number, readonly string[]>> = {
  // Events were stored once for each recipient. The old logs are dropped with their name, so clients list again.
  1: [
    `
  ALTER TABLE threads ADD COLUMN delete_at INTEGER;
  UPDATE threads SET delete_at =
    created_at + json_extract(retention_policy, '$.deleteThreadAfterDays') * 86400000;
  CREATE INDEX threads_due ON threads (delete_at)
    WHERE delete_at IS NOT NULL AND deleted_at IS NULL;
  CREATE INDEX threads_by_time ON threads (thread_id, last_message_at);
  DROP INDEX messages_by_sequence;
  ALTER TABLE participants ADD COLUMN events_after INTEGER NOT NULL DEFAULT 0;
  DROP TABLE events;
  DROP TABLE event_logs;
  DELETE FROM meta WHERE key = 'epoch';
`,
    eventTables,
  ],
  2: [attachmentTables],
};
