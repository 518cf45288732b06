/** Small string pairs that callers attach to threads, participants and messages. */
export type StringRecord = Readonly<Record<string, string>>;

/** How long a thread is kept. */
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
  /** When the retention policy has the thread deleted; `null` for never. */
  readonly deleteAt: number | null;
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
  /** Where the event log ended when he was added: he gets only later events. */
  readonly eventsAfter: number;
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
  /** For html, `message` as it may be shown, and by which rules; without `html` it is `message` itself. */
  readonly safe?: { readonly rules: number; readonly html?: string };
  readonly topic?: string;
  readonly participants?: readonly ContentParticipant[];
  /** Raw id of the user whose action a system message reports. */
  readonly initiator?: string;
  /** For a removal, what the thread was at that moment: who was removed goes on seeing it so. Not for clients. */
  readonly thread?: Pick<ThreadRow, 'topic' | 'metadata' | 'retentionPolicy'>;
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

/** What is known of a file that somebody attached. The storage's `attachments` keep its bytes under the same id. */
export interface AttachmentRow {
  readonly threadId: string;
  /** 32 hexadecimal digits, random. */
  readonly attachmentId: string;
  readonly uploaderId: string;
  /** Cleaned: no path, nothing invisible. */
  readonly name: string;
  /** The type as the uploader gave it, in lower case and without parameters. */
  readonly mime: string;
  readonly bytes: number;
  /** Its place among the versions of the thread, which decides who may read it. */
  readonly createdAt: number;
}

/** Says that the bytes under this id are to be removed, whatever is left of them, unless the row goes before. */
export interface AttachmentRemovalRow {
  readonly attachmentId: string;
  /** From this time on (ms). */
  readonly dueAt: number;
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

/**
 * An event before the log gives it its offset. It is stored once, however many people get it: those who are in
 * the thread when it is delivered and may see it, and those whom it names.
 */
export interface NewEvent {
  readonly event: string;
  readonly threadId: string;
  /** The event's `data` as JSON text, written to sockets as it is. */
  readonly data: string;
  /** From this time on nobody needs the event; `null` for ever. */
  readonly expiresAt: number | null;
  /** The message that it is about: those who may not read that one do not get it. `null` for other events. */
  readonly messageId: number | null;
  /** A participant (raw id) who does not get it. */
  readonly exceptUserId: string | null;
  /** Raw ids of people who get it although they are not in the thread (any more). */
  readonly alsoTo: readonly string[];
}

export interface EventRow extends NewEvent {
  /** Position in the service's log, from 1, strictly rising in the order of the commits. */
  readonly offset: number;
}

/** A present participant, as far as the delivery of events needs him. */
export type ThreadMember = Pick<ParticipantRow, 'userId' | 'shareHistoryTime' | 'eventsAfter'>;

/** The ends of the event log. Events with `trimmedOffset < offset ≤ lastOffset` can be read. */
export interface EventLogEnds {
  readonly trimmedOffset: number;
  readonly lastOffset: number;
}
