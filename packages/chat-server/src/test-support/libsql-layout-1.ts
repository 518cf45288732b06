/** The tables as the first published layout had them; the migration test starts from here. */
export const layout1: string = `
  CREATE TABLE IF NOT EXISTS meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS users (
    user_id TEXT PRIMARY KEY,
    name TEXT UNIQUE,
    token_generation INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    deleted_at INTEGER
  ) WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS threads (
    thread_id TEXT PRIMARY KEY,
    topic TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    metadata TEXT NOT NULL,
    retention_policy TEXT NOT NULL,
    deleted_at INTEGER,
    last_sequence INTEGER NOT NULL,
    last_version INTEGER NOT NULL,
    last_message_at INTEGER NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS participants (
    thread_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    display_name TEXT,
    share_history_time INTEGER,
    metadata TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    removed_at INTEGER,
    PRIMARY KEY (thread_id, user_id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS participants_by_user
    ON participants (user_id, thread_id) WHERE removed_at IS NULL;

  CREATE TABLE IF NOT EXISTS messages (
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
  CREATE UNIQUE INDEX IF NOT EXISTS messages_by_sequence ON messages (thread_id, sequence);

  CREATE TABLE IF NOT EXISTS receipts (
    thread_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    message_id INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    PRIMARY KEY (thread_id, user_id)
  ) WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS idempotency (
    user_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    result TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, scope, key)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS idempotency_by_age ON idempotency (created_at);

  CREATE TABLE IF NOT EXISTS event_logs (
    user_id TEXT PRIMARY KEY,
    trimmed_offset INTEGER NOT NULL,
    last_offset INTEGER NOT NULL
  ) WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS events (
    user_id TEXT NOT NULL,
    offset INTEGER NOT NULL,
    event TEXT NOT NULL,
    thread_id TEXT NOT NULL,
    data TEXT NOT NULL,
    expires_at INTEGER,
    PRIMARY KEY (user_id, offset)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS events_expiring
    ON events (user_id, expires_at) WHERE expires_at IS NOT NULL;
`;
