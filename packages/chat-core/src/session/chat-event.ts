import type {
  ChatFailure,
  ConnectionStatus,
  Message,
  MessageSendState,
  Participant,
  ReadReceipt,
} from '../model/entities.ts';

/** A thread as a list or a properties read gives it. Absent fields are unknown, not empty. */
export interface ThreadSnapshot {
  readonly id: string;
  readonly topic?: string;
  readonly createdAt?: number;
  readonly createdById?: string;
  /** When the newest message arrived. */
  readonly lastMessageAt?: number;
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
  readonly metadata: Readonly<Record<string, string>>;
  /** Position in the outbox: unsent messages are shown in this order, after all others. */
  readonly ordinal: number;
  /** Local time at which the user sent it, ms. For display only; it never decides the order. */
  readonly createdAt: number;
}

/**
 * One change. The session emits these in order, in batches; the fold in `@confab/chat-core/state` applies them. Everything that a
 * screen shows comes from this stream.
 */
export type ChatEvent =
  | { readonly type: 'connection-changed'; readonly status: ConnectionStatus }
  | {
      readonly type: 'threads-listed';
      readonly threads: readonly ThreadSnapshot[];
      /** True when this is the whole list, so threads that are not in it are gone. */
      readonly complete: boolean;
    }
  | { readonly type: 'thread-upserted'; readonly thread: ThreadSnapshot }
  | { readonly type: 'thread-removed'; readonly threadId: string }
  | {
      readonly type: 'messages-listed';
      readonly threadId: string;
      readonly messages: readonly ServerMessage[];
      /** Where the messages stand: the newest ones, or older ones that follow the oldest loaded row. */
      readonly position: 'newest' | 'older';
      /** False when there may be messages between these and the rows above them, which are then dropped. */
      readonly joined: boolean;
      /** Cursor of the next older page; `null` when this page reaches the start of the history. */
      readonly olderCursor: string | null;
    }
  | {
      readonly type: 'message-upserted';
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
    }
  | {
      readonly type: 'outgoing-removed';
      readonly threadId: string;
      readonly clientMessageId: string;
    }
  | {
      readonly type: 'participants-listed';
      readonly threadId: string;
      readonly participants: readonly Participant[];
    }
  | {
      readonly type: 'participants-added';
      readonly threadId: string;
      readonly participants: readonly Participant[];
    }
  | {
      readonly type: 'participants-removed';
      readonly threadId: string;
      readonly userIds: readonly string[];
    }
  | { readonly type: 'receipt-received'; readonly threadId: string; readonly receipt: ReadReceipt }
  | {
      readonly type: 'typing-started';
      readonly threadId: string;
      readonly userId: string;
      readonly displayName?: string;
    }
  | { readonly type: 'typing-stopped'; readonly threadId: string; readonly userId: string };

/** Called with every batch, in order. It must not throw; what it throws is reported and goes no further. */
export type ChatEventListener = (batch: readonly ChatEvent[]) => void;
