import type {
  AttachmentRemovalRow,
  AttachmentRow,
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

/** A row as the database returns it: the columns in the order of the schema, or of the question. */
export type SqlRow = readonly SqlValue[];

// The schema declares every column's type, and only this package writes the file; so a column is what it says.
const text = (value: SqlValue | undefined): string => value as string;
const number = (value: SqlValue | undefined): number => value as number;
const textOrNull = (value: SqlValue | undefined): string | null => value as string | null;
const numberOrNull = (value: SqlValue | undefined): number | null => value as number | null;
const json = <T>(value: SqlValue | undefined): T => JSON.parse(text(value)) as T;

/** Reads a row of `users`. */
export function decodeUser(row: SqlRow): UserRow {
  const [userId, name, tokenGeneration, createdAt, deletedAt] = row;
  return {
    userId: text(userId),
    name: textOrNull(name),
    tokenGeneration: number(tokenGeneration),
    createdAt: number(createdAt),
    deletedAt: numberOrNull(deletedAt),
  };
}

/** Reads a row of `threads`. */
export function decodeThread(row: SqlRow): ThreadRow {
  const [
    threadId,
    topic,
    createdAt,
    createdBy,
    metadata,
    retentionPolicy,
    deletedAt,
    lastSequence,
    lastVersion,
    lastMessageAt,
    deleteAt,
  ] = row;
  return {
    threadId: text(threadId),
    topic: text(topic),
    createdAt: number(createdAt),
    createdBy: text(createdBy),
    metadata: json<StringRecord>(metadata),
    retentionPolicy: json<RetentionPolicy>(retentionPolicy),
    deletedAt: numberOrNull(deletedAt),
    lastSequence: number(lastSequence),
    lastVersion: number(lastVersion),
    lastMessageAt: number(lastMessageAt),
    deleteAt: numberOrNull(deleteAt),
  };
}

/** Reads a row of `participants`. */
export function decodeParticipant(row: SqlRow): ParticipantRow {
  const [
    threadId,
    userId,
    displayName,
    shareHistoryTime,
    metadata,
    addedAt,
    removedAt,
    eventsAfter,
  ] = row;
  return {
    threadId: text(threadId),
    userId: text(userId),
    displayName: textOrNull(displayName),
    shareHistoryTime: numberOrNull(shareHistoryTime),
    metadata: json<StringRecord>(metadata),
    addedAt: number(addedAt),
    removedAt: numberOrNull(removedAt),
    eventsAfter: number(eventsAfter),
  };
}

/** Reads a row of `messages`. */
export function decodeMessage(row: SqlRow): MessageRow {
  const [
    threadId,
    messageId,
    sequence,
    version,
    type,
    content,
    senderId,
    senderDisplayName,
    metadata,
    editedAt,
    deletedAt,
  ] = row;
  return {
    threadId: text(threadId),
    messageId: number(messageId),
    sequence: number(sequence),
    version: number(version),
    type: text(type) as MessageType, // written from a MessageRow
    content: content === null ? null : json<MessageContent>(content),
    senderId: textOrNull(senderId),
    senderDisplayName: textOrNull(senderDisplayName),
    metadata: json<StringRecord>(metadata),
    editedAt: numberOrNull(editedAt),
    deletedAt: numberOrNull(deletedAt),
  };
}

/** Reads a row of `receipts`. */
export function decodeReceipt(row: SqlRow): ReceiptRow {
  const [threadId, userId, messageId, readAt] = row;
  return {
    threadId: text(threadId),
    userId: text(userId),
    messageId: number(messageId),
    readAt: number(readAt),
  };
}

/** Reads a row of `attachments`. */
export function decodeAttachment(row: SqlRow): AttachmentRow {
  const [threadId, attachmentId, uploaderId, name, mime, bytes, createdAt] = row;
  return {
    threadId: text(threadId),
    attachmentId: text(attachmentId),
    uploaderId: text(uploaderId),
    name: text(name),
    mime: text(mime),
    bytes: number(bytes),
    createdAt: number(createdAt),
  };
}

/** Reads a row of `attachment_removals`. */
export function decodeAttachmentRemoval([attachmentId, dueAt]: SqlRow): AttachmentRemovalRow {
  return { attachmentId: text(attachmentId), dueAt: number(dueAt) };
}

/** Reads a row of `idempotency`. */
export function decodeIdempotency(row: SqlRow): IdempotencyRow {
  const [userId, scope, key, result, createdAt] = row;
  return {
    userId: text(userId),
    scope: text(scope),
    key: text(key),
    result: text(result),
    createdAt: number(createdAt),
  };
}

/** Reads a row of `events`. */
export function decodeEvent(row: SqlRow): EventRow {
  const [offset, event, threadId, data, expiresAt, messageId, exceptUserId, alsoTo] = row;
  return {
    offset: number(offset),
    event: text(event),
    threadId: text(threadId),
    data: text(data),
    expiresAt: numberOrNull(expiresAt),
    messageId: numberOrNull(messageId),
    exceptUserId: textOrNull(exceptUserId),
    alsoTo: json<string[]>(alsoTo),
  };
}

/** Reads the one row that holds all members of a thread. */
export function decodeMembers(row: SqlRow | undefined): ThreadMember[] {
  return row === undefined ? [] : json<ThreadMember[]>(row[0]);
}
