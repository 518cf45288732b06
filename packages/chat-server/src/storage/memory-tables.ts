import type {
  AttachmentRow,
  EventRow,
  IdempotencyRow,
  MessageRow,
  ParticipantRow,
  ReceiptRow,
  ThreadRow,
  UserRow,
} from './rows.ts';

/** One thread's rows. `messages` is in order of `sequence`, so that a page is a slice from the end. */
export interface MemoryThread {
  row: ThreadRow;
  readonly participants: Map<string, ParticipantRow>;
  readonly messages: MessageRow[];
  /** Index into `messages` by message id. */
  readonly messageIndex: Map<number, number>;
  readonly receipts: Map<string, ReceiptRow>;
  readonly attachments: Map<string, AttachmentRow>;
}

/** The event log. `events` is in order of `offset`. */
export interface MemoryEventLog {
  trimmedOffset: number;
  lastOffset: number;
  events: EventRow[];
}

/** Everything that a memory storage holds. */
export interface MemoryTables {
  readonly meta: Map<string, string>;
  readonly users: Map<string, UserRow>;
  /** User ids by name. */
  readonly userNames: Map<string, string>;
  readonly threads: Map<string, MemoryThread>;
  /** Ids of all threads that a user was ever added to. */
  readonly threadsOf: Map<string, ReadonlySet<string>>;
  /** By {@link idempotencyKey}, in order of insertion, which is the order of time. */
  readonly idempotency: Map<string, IdempotencyRow>;
  /** Times at which the bytes of attachments are to be removed, by id. */
  readonly attachmentRemovals: Map<string, number>;
  readonly eventLog: MemoryEventLog;
}

/** Makes empty tables. */
export function createMemoryTables(): MemoryTables {
  return {
    meta: new Map(),
    users: new Map(),
    userNames: new Map(),
    threads: new Map(),
    threadsOf: new Map(),
    idempotency: new Map(),
    attachmentRemovals: new Map(),
    eventLog: { trimmedOffset: 0, lastOffset: 0, events: [] },
  };
}

/** The key of an idempotency row; JSON keeps the parts apart whatever they contain. */
export function idempotencyKey(userId: string, scope: string, key: string): string {
  return JSON.stringify([userId, scope, key]);
}
