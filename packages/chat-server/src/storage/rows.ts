/** Small string pairs that callers attach to threads, participants and messages. */
export type StringRecord = Readonly<Record<string, string>>;

/** How long a thread is kept. The service stores and reports it. */
export type RetentionPolicy =
  | { readonly kind: 'none' }
  | { readonly kind: 'threadCreationDate'; readonly deleteThreadAfterDays: number };

/**
 * Rows are immutable values: a change is a new row put in place of the old one. All times and
 * versions are milliseconds since 1970. Within a thread, versions rise strictly, also when the clock steps back.
 */
export interface UserRow {
  /** Raw id, `8:acs:<resourceId>_<uuid>`. */
  readonly userId: string;
  /** The caller's own name for this user, unique; `null` when he gave none. */
  readonly name: string | null;
  /** Tokens carry the generation they were issued in; revoking starts a new one. */
  readonly tokenGeneration: number;
  readonly createdAt: number;
  readonly deletedAt: number | null;
}

export interface ThreadRow {
  /** `19:<random>@thread.v2` */
  readonly threadId: string;
  readonly topic: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly metadata: StringRecord;
  readonly retentionPolicy: RetentionPolicy;
  /** A deleted thread keeps this row and nothing else. */
  readonly deletedAt: number | null;
  /** The newest message's position. */
  readonly lastSequence: number;
  /** The newest version handed out in this thread: message ids, edits, deletions and thread changes share it. */
  readonly lastVersion: number;
  readonly lastMessageAt: number;
}

export interface ParticipantRow {
  readonly threadId: string;
  readonly userId: string;
  readonly displayName: string | null;
  /** Messages from this time on (equal included) are visible; `null` for all. */
  readonly shareHistoryTime: number | null;
  readonly metadata: StringRecord;
  readonly addedAt: number;
  /** Set when the user was removed: he still reads what was sent until then. */
  readonly removedAt: number | null;
}

export type MessageType =
  | 'text'
  | 'html'
  | 'topicUpdated'
  | 'participantAdded'
  | 'participantRemoved';

/** A person in the content of a system message. */
export interface ContentParticipant {
  readonly userId: string;
  readonly displayName: string | null;
  readonly shareHistoryTime: number | null;
}

export interface MessageContent {
  readonly message?: string;
  readonly topic?: string;
  readonly participants?: readonly ContentParticipant[];
  /** Raw id of the user whose action a system message reports. */
  readonly initiator?: string;
}

export interface MessageRow {
  readonly threadId: string;
  /** Also the time of creation in milliseconds. */
  readonly messageId: number;
  /** Position in the thread, from 1. */
  readonly sequence: number;
  readonly version: number;
  readonly type: MessageType;
  /** `null` after deletion. */
  readonly content: MessageContent | null;
  /** `null` for system messages. */
  readonly senderId: string | null;
  readonly senderDisplayName: string | null;
  readonly metadata: StringRecord;
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
}

export interface ReceiptRow {
  readonly threadId: string;
  readonly userId: string;
  readonly messageId: number;
  readonly readAt: number;
}

/** The stored answer to a request that may be repeated. */
export interface IdempotencyRow {
  readonly userId: string;
  /** What is repeated, for example `create-thread` or `send:<threadId>`. */
  readonly scope: string;
  /** The caller's `repeatability-request-id`. */
  readonly key: string;
  /** JSON, read only by the operation that wrote it. */
  readonly result: string;
  readonly createdAt: number;
}

/** An event for one user's log, before the log gives it its offset. */
export interface NewEvent {
  readonly event: string;
  readonly threadId: string;
  /** The event's `data` as JSON text, written to sockets as it is. */
  readonly data: string;
  /** From this time on nobody needs the event; `null` for ever. */
  readonly expiresAt: number | null;
}

export interface EventRow extends NewEvent {
  /** Position in the user's log, from 1, strictly rising; gaps are allowed. */
  readonly offset: number;
}

/** The ends of one user's event log. Events with `trimmedOffset < offset ≤ lastOffset` can be read. */
export interface EventLogEnds {
  readonly trimmedOffset: number;
  readonly lastOffset: number;
}
