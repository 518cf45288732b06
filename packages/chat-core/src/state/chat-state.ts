import type {
  ConnectionStatus,
  Message,
  Participant,
  ReadReceipt,
  TypingParticipant,
} from '../model/entities.ts';
import type { RowOrder } from './row-order.ts';

/** How `messageKeys` differs from the array before it. `null` when rows moved or left in another way. */
export interface MessageKeysChange {
  readonly prepended: number;
  readonly appended: number;
  /** The array before. A reader that has missed a batch sees by it that the counts are not for its own array. */
  readonly from: readonly string[];
}

/** One thread. The object is new in every batch that touched the thread; `rows` and `rowKeyById` change in place. */
export interface ThreadState {
  readonly id: string;
  readonly topic: string;
  readonly createdAt?: number;
  readonly createdById?: string;
  readonly lastMessageAt?: number;
  /** Messages by row key. Changed in place: depend on a message object, never on this map. */
  readonly rows: ReadonlyMap<string, Message>;
  /** Row key by the service's message id. Changed in place. */
  readonly rowKeyById: ReadonlyMap<string, string>;
  /** Row keys, oldest first, unsent ones last. A new array whenever the order changes. */
  readonly messageKeys: readonly string[];
  readonly messageKeysChange: MessageKeysChange | null;
  /** What the rows are ordered by. Changed in place. */
  readonly order: ReadonlyMap<string, RowOrder>;
  /** True once the newest page has been listed. */
  readonly isLoaded: boolean;
  /** Cursor of the next older page; `null` at the start of the history; `undefined` before the first page. */
  readonly olderCursor: string | null | undefined;
  /** `undefined` until listed. */
  readonly participants: readonly Participant[] | undefined;
  /** The furthest receipt of each participant, by user id. Replaced when one of them moves. */
  readonly receipts: ReadonlyMap<string, ReadReceipt>;
  readonly typing: readonly TypingParticipant[];
}

/** All that a signed-in user's screens show. The object is new in every batch; `threads` changes in place. */
export interface ChatState {
  /** Raw id of the signed-in user. Empty until the first token has been read. */
  readonly userId: string;
  readonly connection: ConnectionStatus;
  readonly threads: ReadonlyMap<string, ThreadState>;
  /** Thread ids, latest activity first. A new array whenever the order changes. */
  readonly threadIds: readonly string[];
  /** True once the thread list has been read. */
  readonly areThreadsLoaded: boolean;
}
