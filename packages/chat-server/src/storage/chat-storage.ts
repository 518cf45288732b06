import type { AttachmentStore } from './attachment-store.ts';
import type {
  AttachmentRemovalRow,
  AttachmentRow,
  EventLogEnds,
  EventRow,
  IdempotencyRow,
  MessageRow,
  NewEvent,
  ParticipantRow,
  ReceiptRow,
  ThreadMember,
  ThreadRow,
  UserRow,
} from './rows.ts';

/** Which messages of a thread, newest first. Bounds on ids are bounds on the time of creation (ms). */
export interface MessageQuery {
  /** The oldest id that may be returned. */
  readonly fromId?: number;
  /** The newest id that may be returned. Ids rise with the positions, so a page goes on below the last one's. */
  readonly untilId?: number;
  /** The oldest version that may be returned. */
  readonly fromVersion?: number;
  readonly limit: number;
}

/** Which of a user's threads, the one with the newest message first, then by thread id. */
export interface ThreadQuery {
  /** Only threads after this one in that order. */
  readonly after?: { readonly lastMessageAt: number; readonly threadId: string };
  /** Only threads whose newest message is not older than this (ms). */
  readonly from?: number;
  readonly limit: number;
}

/** A consistent view of the store. Row operations only: every rule lives in the domain above. */
export interface ReadTransaction {
  getMeta(key: string): Promise<string | undefined>;
  getUser(userId: string): Promise<UserRow | undefined>;
  getUserByName(name: string): Promise<UserRow | undefined>;
  hasThreads(): Promise<boolean>;
  /** Threads that are not deleted yet although `deleteAt` has come, the longest due first. */
  listThreadsDue(now: number, limit: number): Promise<readonly ThreadRow[]>;
  getThread(threadId: string): Promise<ThreadRow | undefined>;
  /** Threads that the user is in now; deleted ones and those he was removed from are left out. */
  listThreadsOf(userId: string, query: ThreadQuery): Promise<readonly ThreadRow[]>;
  /** The participant, also after removal. */
  getParticipant(threadId: string, userId: string): Promise<ParticipantRow | undefined>;
  /** The thread's present participants in the order in which they were added, then by user id. */
  listParticipants(threadId: string): Promise<readonly ParticipantRow[]>;
  getMessage(threadId: string, messageId: number): Promise<MessageRow | undefined>;
  listMessages(threadId: string, query: MessageQuery): Promise<readonly MessageRow[]>;
  getReceipt(threadId: string, userId: string): Promise<ReceiptRow | undefined>;
  /** All receipts of the thread, the newest `readAt` first, then by user id. */
  listReceipts(threadId: string): Promise<readonly ReceiptRow[]>;
  getAttachment(threadId: string, attachmentId: string): Promise<AttachmentRow | undefined>;
  /** The bytes of all the thread's attachments together. */
  sumAttachmentBytes(threadId: string): Promise<number>;
  /** Removals whose time has come, the longest due first. */
  listAttachmentRemovalsDue(now: number, limit: number): Promise<readonly AttachmentRemovalRow[]>;
  getIdempotency(userId: string, scope: string, key: string): Promise<IdempotencyRow | undefined>;
  getEventLogEnds(): Promise<EventLogEnds>;
  /** The events after `afterOffset`, oldest first. */
  listEvents(afterOffset: number, limit: number): Promise<readonly EventRow[]>;
  /**
   * Of the events with `afterOffset < offset ≤ untilOffset` the ones in threads that the user is in now, from after he
   * was added, and the ones that name him; oldest first. Costs no more than that part of the log is long.
   */
  listEventsFor(
    userId: string,
    afterOffset: number,
    untilOffset: number,
  ): Promise<readonly EventRow[]>;
  /** The thread's present participants in no particular order, read for every event. */
  listMembers(threadId: string): Promise<readonly ThreadMember[]>;
}

/** What {@link WriteTransaction.appendEvent} needs to know besides the event. */
export interface AppendOptions {
  readonly now: number;
  /** Positions to keep at least, and at most a tenth more; older events are dropped, as `trimmedOffset` says. */
  readonly keep: number;
}

/** A read transaction that may also change rows. `put` inserts the row or takes the place of the one with its key. */
export interface WriteTransaction extends ReadTransaction {
  putMeta(key: string, value: string): Promise<void>;
  putUser(row: UserRow): Promise<void>;
  putThread(row: ThreadRow): Promise<void>;
  putParticipant(row: ParticipantRow): Promise<void>;
  putMessage(row: MessageRow): Promise<void>;
  putReceipt(row: ReceiptRow): Promise<void>;
  putAttachment(row: AttachmentRow): Promise<void>;
  putAttachmentRemoval(row: AttachmentRemovalRow): Promise<void>;
  dropAttachmentRemoval(attachmentId: string): Promise<void>;
  putIdempotency(row: IdempotencyRow): Promise<void>;
  /** Forgets repeated requests that are older than `before` (ms). */
  dropIdempotencyBefore(before: number): Promise<void>;
  /**
   * Removes the thread's participants, messages, receipts and attachments, and its events but for those that name
   * somebody and the newest of the log. The thread row stays, and each attachment leaves a removal that is due at once.
   */
  deleteThreadContents(threadId: string): Promise<void>;
  /** Gives the event the next offset. Drops what falls out of the bound, and now and then what has expired. */
  appendEvent(event: NewEvent, options: AppendOptions): Promise<number>;
}

/**
 * Where the service keeps everything that must survive a request. There is one suite of contract tests;
 * an implementation is right when it passes.
 */
export interface ChatStorage {
  /** Runs `work` on a consistent view that holds only committed rows. A storage may run it again when it fails. */
  read<T>(work: (tx: ReadTransaction) => Promise<T>): Promise<T>;
  /**
   * Runs `work` alone. When it resolves, all its changes are committed (durably, if the storage is durable)
   * before this promise resolves; when it throws, none of them happened.
   */
  transaction<T>(work: (tx: WriteTransaction) => Promise<T>): Promise<T>;
  /** Where the bytes of attachments are: outside of transactions, because they are many and come slowly. */
  readonly attachments: AttachmentStore;
  /** Frees what the storage holds. Calls after it fail. */
  close(): Promise<void>;
}
