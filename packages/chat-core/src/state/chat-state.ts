import type {
  ConnectionStatus,
  Message,
  Participant,
  ReadReceipt,
  TypingParticipant,
} from '../model/entities.ts';
import type { SavedDraft, SessionEnd } from '../session/chat-event.ts';
import type { PersistenceProblem } from '../session/storage/session-database.ts';
import type { ThreadIndex } from './thread-index.ts';

/** How `messageKeys` differs from the array before it. `null` when rows moved or left in another way. */
export interface MessageKeysChange {
  readonly prepended: number;
  readonly appended: number;
  /** The array before. A reader that has missed a batch sees by it that the counts are not for its own array. */
  readonly from: readonly string[];
}

/** One thread. The object is new in every batch that changed something of the thread; `rows` and `index` change in place. */
export interface ThreadState {
  readonly id: string;
  readonly topic: string;
  /** When the topic was set, ms, as far as an event has said so. */
  readonly topicSetAt?: number;
  readonly createdAt?: number;
  readonly createdById?: string;
  readonly lastMessageAt?: number;
  /** Who sent the message of that time, as far as it was seen here. Absent: nobody, or the list of threads knows of it only. */
  readonly lastSenderId?: string;
  /**
   * `removed`: this user is no longer in the thread. `gone`: it does not exist any more. What is loaded of such a thread can still be
   * read, and nothing can be sent.
   */
  readonly access: 'member' | 'removed' | 'gone';
  /** Whether the thread stands in `threadIds`: this user is in it, and more is known of it than a receipt or a draft. */
  readonly isListed: boolean;
  /** The messages that are shown, by row key. Changed in place: depend on a message object, never on this map. */
  readonly rows: ReadonlyMap<string, Message>;
  /**
   * Messages outside the loaded rows that somebody has asked for, by service id; `messageOf` looks here, too. Replaced when one of them
   * changes. At most 100: those that were fetched longest ago go.
   */
  readonly fetched: ReadonlyMap<string, Message>;
  /** Row keys, oldest first, unsent ones last. A new array whenever the order changes. */
  readonly messageKeys: readonly string[];
  readonly messageKeysChange: MessageKeysChange | null;
  /** How rows are found and ordered. Changed in place, and by the fold only: selectors read it. */
  readonly index: ThreadIndex;
  /** True once the newest page has been listed. */
  readonly isLoaded: boolean;
  /** There are messages below the loaded ones that are not loaded. */
  readonly hasGap: boolean;
  /** Cursor of the next older page; `null` at the start of the history; `undefined` before the first page. */
  readonly olderCursor: string | null | undefined;
  /** `undefined` until listed. */
  readonly participants: readonly Participant[] | undefined;
  /** The furthest receipt of each participant, by user id. Replaced when one of them moves. */
  readonly receipts: ReadonlyMap<string, ReadReceipt>;
  readonly typing: readonly TypingParticipant[];
  /** What the user has written and not sent. */
  readonly draft: SavedDraft | undefined;
}

/** How many rows of a thread are kept at most. Where there are more, the oldest ones are let go. */
export interface MemoryBounds {
  /** While somebody holds the thread. Default 5,000. */
  readonly maxLoadedMessages: number;
  /** While nobody does. Default 500. Of a thread that was never loaded it is 100 at most. */
  readonly maxIdleMessages: number;
}

/** All that a signed-in user's screens show. The object is new in every batch; `threads` changes in place. */
export interface ChatState {
  /** Raw id of the signed-in user. */
  readonly userId: string;
  readonly connection: ConnectionStatus;
  /** When everything was last known to be up to date, local ms. */
  readonly lastSyncedAt: number | undefined;
  /** False: unsent messages and drafts end with the page. */
  readonly isPersisted: boolean;
  readonly persistenceProblem: PersistenceProblem | undefined;
  /** All threads of which something is known, also those that this user is no longer in while their messages are loaded. */
  readonly threads: ReadonlyMap<string, ThreadState>;
  /** Ids of the threads that this user is in, latest activity first. A new array whenever the order changes. */
  readonly threadIds: readonly string[];
  /** True once the thread list has been read. */
  readonly areThreadsLoaded: boolean;
  /** True once the drafts that this device has stored are here, or cannot be read: then nothing of them is still to come. */
  readonly areDraftsRead: boolean;
  /** Why the session has ended; `undefined` while it has not. */
  readonly ended: SessionEnd | undefined;
  /** Threads that this user is no longer in, and of which nothing more need be known. Changed in place. */
  readonly leftThreads: ReadonlyMap<string, 'removed' | 'gone'>;
  /** Threads that somebody looks at. Changed in place. */
  readonly heldThreadIds: ReadonlySet<string>;
  readonly bounds: MemoryBounds;
}
