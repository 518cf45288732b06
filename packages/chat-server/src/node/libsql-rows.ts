import type {
  EventRow,
  IdempotencyRow,
  MessageContent,
  MessageRow,
  MessageType,
  ParticipantRow,
  ReceiptRow,
  RetentionPolicy,
  StringRecord,
  ThreadMember,
  ThreadRow,
  UserRow,
} from '../storage/rows.ts';

/** A value that SQL can bind or return. */
export type SqlValue = string | number | null;

/** A row as the database returns it, by column name. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

// The schema declares every column's type, and only this package writes the file; so a column is what it says.
const text = (row: SqlRow, column: string): string => row[column] as string;
const number = (row: SqlRow, column: string): number => row[column] as number;
const textOrNull = (row: SqlRow, column: string): string | null => row[column] as string | null;
const numberOrNull = (row: SqlRow, column: string): number | null => row[column] as number | null;
const json = <T>(row: SqlRow, column: string): T => JSON.parse(text(row, column)) as T;

/** Reads a row of `users`. */
export function decodeUser(row: SqlRow): UserRow {
  return {
    userId: text(row, 'user_id'),
    name: textOrNull(row, 'name'),
    tokenGeneration: number(row, 'token_generation'),
    createdAt: number(row, 'created_at'),
    deletedAt: numberOrNull(row, 'deleted_at'),
  };
}

/** Reads a row of `threads`. */
export function decodeThread(row: SqlRow): ThreadRow {
  return {
    threadId: text(row, 'thread_id'),
    topic: text(row, 'topic'),
    createdAt: number(row, 'created_at'),
    createdBy: text(row, 'created_by'),
    metadata: json<StringRecord>(row, 'metadata'),
    retentionPolicy: json<RetentionPolicy>(row, 'retention_policy'),
    deletedAt: numberOrNull(row, 'deleted_at'),
    lastSequence: number(row, 'last_sequence'),
    lastVersion: number(row, 'last_version'),
    lastMessageAt: number(row, 'last_message_at'),
    deleteAt: numberOrNull(row, 'delete_at'),
  };
}

/** Reads a row of `participants`. */
export function decodeParticipant(row: SqlRow): ParticipantRow {
  return {
    threadId: text(row, 'thread_id'),
    userId: text(row, 'user_id'),
    displayName: textOrNull(row, 'display_name'),
    shareHistoryTime: numberOrNull(row, 'share_history_time'),
    metadata: json<StringRecord>(row, 'metadata'),
    addedAt: number(row, 'added_at'),
    removedAt: numberOrNull(row, 'removed_at'),
    eventsAfter: number(row, 'events_after'),
  };
}

/** Reads a row of `messages`. */
export function decodeMessage(row: SqlRow): MessageRow {
  return {
    threadId: text(row, 'thread_id'),
    messageId: number(row, 'message_id'),
    sequence: number(row, 'sequence'),
    version: number(row, 'version'),
    type: text(row, 'type') as MessageType, // written from a MessageRow
    content: row['content'] === null ? null : json<MessageContent>(row, 'content'),
    senderId: textOrNull(row, 'sender_id'),
    senderDisplayName: textOrNull(row, 'sender_display_name'),
    metadata: json<StringRecord>(row, 'metadata'),
    editedAt: numberOrNull(row, 'edited_at'),
    deletedAt: numberOrNull(row, 'deleted_at'),
  };
}

/** Reads a row of `receipts`. */
export function decodeReceipt(row: SqlRow): ReceiptRow {
  return {
    threadId: text(row, 'thread_id'),
    userId: text(row, 'user_id'),
    messageId: number(row, 'message_id'),
    readAt: number(row, 'read_at'),
  };
}

/** Reads a row of `idempotency`. */
export function decodeIdempotency(row: SqlRow): IdempotencyRow {
  return {
    userId: text(row, 'user_id'),
    scope: text(row, 'scope'),
    key: text(row, 'key'),
    result: text(row, 'result'),
    createdAt: number(row, 'created_at'),
  };
}

/** Reads a row of `events`. */
export function decodeEvent(row: SqlRow): EventRow {
  return {
    offset: number(row, 'offset'),
    event: text(row, 'event'),
    threadId: text(row, 'thread_id'),
    data: text(row, 'data'),
    expiresAt: numberOrNull(row, 'expires_at'),
    messageId: numberOrNull(row, 'message_id'),
    exceptUserId: textOrNull(row, 'except_user_id'),
    alsoTo: json<string[]>(row, 'also_to'),
  };
}

/** Reads the one row that holds all members of a thread. */
export function decodeMembers(row: SqlRow | undefined): ThreadMember[] {
  return row === undefined ? [] : json<ThreadMember[]>(row, 'members');
}
