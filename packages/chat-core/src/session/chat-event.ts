import type {
  ChatFailure,
  ConnectionStatus,
  Message,
  MessageSendState,
  Participant,
  ReadReceipt,
  WaitReason,
} from '../model/entities.ts';
import type { MessageMetadata } from '../model/message-metadata.ts';
import type { PersistenceProblem } from './storage/session-database.ts';

/** A thread as a list or a properties read gives it. Absent fields are unknown, not empty. */
export interface ThreadSnapshot {
  readonly id: string;
  readonly topic?: string;
  /** The service's time, ms. */
  readonly createdAt?: number;
  readonly createdById?: string;
  /** When the newest message arrived, ms. */
  readonly lastMessageAt?: number;
  /** When the topic was set, ms, as far as an event says so: an older one never replaces a newer one. */
  readonly topicSetAt?: number;
}

/** What a user has written in a thread and not sent yet. */
export interface SavedDraft {
  readonly text: string;
  /** Where the caret stood, in UTF-16 units: start and end of the selection. */
  readonly selection?: readonly [start: number, end: number];
  /** Id of the message that is answered. */
  readonly replyTo?: string;
  /** What the message is to have with it. */
  readonly metadata?: MessageMetadata;
  /** Local ms of the last change. The latest one wins between tabs. */
  readonly updatedAt: number;
}

/** A message as the service knows it, before the fold has given it a row. */
export type ServerMessage = Omit<Message, 'rowKey' | 'sendState' | 'failure' | 'id'> & {
  readonly id: string;
};

/** A message of this user on its way. */
export interface OutgoingMessage {
  readonly clientMessageId: string;
  readonly threadId: string;
  readonly kind: 'text' | 'html';
  readonly content: string;
  readonly senderDisplayName?: string;
  readonly metadata: MessageMetadata;
  /** Position in the outbox: unsent messages are shown in this order, after all others. */
  readonly ordinal: number;
  /** Local time at which the user sent it, ms. For display only; it never decides the order. */
  readonly createdAt: number;
}

/** An edit or a deletion on its way. */
export interface MessageChange {
  readonly changeId: string;
  readonly kind: 'edit' | 'delete';
  /** What an edit makes of the message. */
  readonly content?: string;
  readonly metadata?: MessageMetadata;
  /** Local time at which the user made it, ms. */
  readonly createdAt: number;
}

/** Why a session has ended. `signed-out`: the user has signed out, here or in another tab. */
export type SessionEnd = 'disposed' | 'signed-out';

/**
 * One change. The session emits these in order, in batches; the fold in `@confab/chat-core/state` applies them. Everything that a
 * screen shows comes from this stream.
 */
export type ChatEvent =
  | {
      readonly type: 'connection-changed';
      readonly status: ConnectionStatus;
      /** When everything was last known to be up to date, local ms. Absent: never yet. */
      readonly lastSyncedAt?: number;
    }
  | {
      readonly type: 'persistence-changed';
      /** False: unsent messages and drafts end with the page. */
      readonly isPersisted: boolean;
      readonly problem?: PersistenceProblem;
    }
  | {
      readonly type: 'threads-listed';
      readonly threads: readonly ThreadSnapshot[];
      /** True when this is the whole list, so threads that are not in it are gone. */
      readonly complete: boolean;
    }
  | { readonly type: 'thread-upserted'; readonly thread: ThreadSnapshot }
  | {
      readonly type: 'thread-removed';
      readonly threadId: string;
      /** `removed`: this user is no longer in it. `gone`: it does not exist any more. */
      readonly reason: 'removed' | 'gone';
    }
  /** Somebody looks at the thread, or nobody any more: what is loaded of it is bounded accordingly. */
  | { readonly type: 'thread-held'; readonly threadId: string; readonly isHeld: boolean }
  /** What was loaded of the thread is let go; it is read again when somebody opens it. */
  | { readonly type: 'thread-unloaded'; readonly threadId: string }
  /** More was missed than is read at once: there are messages below the loaded ones that are not there. */
  | { readonly type: 'gap-found'; readonly threadId: string }
  | {
      readonly type: 'messages-listed';
      readonly threadId: string;
      /** In any order. */
      readonly messages: readonly ServerMessage[];
      /** Where the messages stand: the newest ones, or older ones that follow the oldest loaded row. */
      readonly position: 'newest' | 'older';
      /** The message that older ones come right before. Where that was let go, they would leave a hole, and are left out. */
      readonly follows?: string;
      /** False when there may be messages between these and the rows above them, which are then dropped; a gap is closed by that. */
      readonly joined: boolean;
      /** True when `messages` is all that the service has from its oldest to its newest: what the rows say beside it is gone. */
      readonly complete?: boolean;
      /** With `complete`: the service has nothing above its oldest message. What the rows say above that is gone, too. */
      readonly isFromStart?: boolean;
      /** Cursor of the next older page; `null` when this page reaches the start of the history. */
      readonly olderCursor: string | null;
    }
  | {
      readonly type: 'message-upserted';
      readonly threadId: string;
      readonly message: ServerMessage;
    }
  /** Somebody has asked for this message alone: it may stand outside the loaded ones, and says nothing of what is new. */
  | {
      readonly type: 'message-fetched';
      readonly threadId: string;
      readonly message: ServerMessage;
    }
  | { readonly type: 'outgoing-added'; readonly outgoing: OutgoingMessage }
  | {
      readonly type: 'outgoing-changed';
      readonly threadId: string;
      readonly clientMessageId: string;
      readonly sendState: MessageSendState;
      /** The service's id, with `sendState: 'sent'`. */
      readonly id?: string;
      readonly failure?: ChatFailure;
      readonly waitsFor?: WaitReason;
      /** When it is tried again, local ms. */
      readonly retryAt?: number;
    }
  | {
      readonly type: 'outgoing-edited';
      readonly threadId: string;
      readonly clientMessageId: string;
      readonly content: string;
      readonly metadata: MessageMetadata;
    }
  | {
      readonly type: 'outgoing-removed';
      readonly threadId: string;
      readonly clientMessageId: string;
    }
  /** An edit or a deletion shows at once, above what the service says, until the service says something newer. */
  | {
      readonly type: 'change-added';
      readonly threadId: string;
      readonly messageId: string;
      readonly change: MessageChange;
    }
  /** The change is no longer pending: the service has carried it out or somebody else's is newer. */
  | {
      readonly type: 'change-removed';
      readonly threadId: string;
      readonly messageId: string;
      readonly changeId: string;
    }
  /** The change was refused: the message is as it was, and says why. */
  | {
      readonly type: 'change-failed';
      readonly threadId: string;
      readonly messageId: string;
      readonly changeId: string;
      readonly failure: ChatFailure;
    }
  | {
      readonly type: 'draft-changed';
      readonly threadId: string;
      /** Absent: there is none. */
      readonly draft?: SavedDraft;
    }
  /** What this device has stored of drafts has been read, or cannot be: nothing of it is still to come. */
  | { readonly type: 'drafts-read' }
  | {
      readonly type: 'participants-listed';
      readonly threadId: string;
      readonly participants: readonly Participant[];
    }
  | {
      readonly type: 'participants-added';
      readonly threadId: string;
      /** When they came, the service's time, ms. Absent: later than all that was said of them before. */
      readonly at?: number;
      readonly participants: readonly Participant[];
    }
  | {
      readonly type: 'participants-removed';
      readonly threadId: string;
      /** When they left, the service's time, ms. Absent: later than all that was said of them before. */
      readonly at?: number;
      readonly userIds: readonly string[];
    }
  /** Somebody has read so far. The user's own read mark comes at once, before the service knows it. */
  | { readonly type: 'receipt-received'; readonly threadId: string; readonly receipt: ReadReceipt }
  | {
      readonly type: 'typing-started';
      readonly threadId: string;
      readonly userId: string;
      readonly displayName?: string;
    }
  | { readonly type: 'typing-stopped'; readonly threadId: string; readonly userId: string }
  /** The session has ended for good: nothing comes after it. */
  | { readonly type: 'session-ended'; readonly reason: SessionEnd };

/** Called with every batch, in order. It must not throw; what it throws is reported and goes no further. */
export type ChatEventListener = (batch: readonly ChatEvent[]) => void;
