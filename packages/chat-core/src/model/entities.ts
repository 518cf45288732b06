import type { MessageMetadata } from './message-metadata.ts';

/** What a message holds. `text` and `html` come from people, the others from the service. */
export type MessageKind =
  | 'text'
  | 'html'
  | 'topicUpdated'
  | 'participantAdded'
  | 'participantRemoved';

/**
 * How far a message of this user has come.
 * `checking`: the answer was lost, so the kit finds out whether the message arrived. Messages of others are `sent`.
 * There is no "delivered": the service cannot know it.
 */
export type MessageSendState = 'queued' | 'sending' | 'checking' | 'sent' | 'failed';

/**
 * Why a message waits. `earlier-message`: one before it has failed, and `strictOrder` is set. `upload`: its files are not all stored at
 * the service.
 */
export type WaitReason = 'network' | 'rate-limit' | 'sign-in' | 'earlier-message' | 'upload';

/** What a person is told about an own message: how far sending has come, and then whether everybody else has read it. */
export type MessageStatus = MessageSendState | 'read';

/** Why something did not work, fit to be shown and to be decided on. */
export interface ChatFailure {
  /**
   * Stable. `forbidden`: this user may not write there (any more). `gone`: the thread does not exist, or not for this user. `too-large` and
   * `invalid-argument`: the content is over the limit, or wrong. `invalid`: the service refused it for another reason. `message-deleted`
   * and `overwritten`: what was to be changed is deleted, or was changed later elsewhere. `storage-full`: this device could not store it.
   * `expired`: it could not be sent for a whole day. Of files: `file-too-large`, `file-type` and `thread-full`: the service does not take one;
   * `upload-failed`: it could not be stored; `file-lost`: it is not on this device any more.
   */
  readonly code: string;
  /** One English sentence: what happened and what to do. */
  readonly message: string;
  readonly retryable: boolean;
}

/** A file or picture that the service itself keeps with a message, as Azure does with those of its other clients. */
export interface ServiceAttachment {
  readonly id: string;
  readonly name?: string;
  /** Where it is. With an address of the service it takes the token to read it. */
  readonly url?: string;
  /** `image` for a picture of whatever type. */
  readonly mime?: 'image';
}

/** A person in a thread. */
export interface Participant {
  /** Raw id, such as `8:acs:<resource>_<user>`. */
  readonly userId: string;
  /** The name that the thread gives this person. It may be missing. */
  readonly displayName?: string;
}

/**
 * One message as the store keeps it. Immutable: a change is a new object. Times are milliseconds since 1970, UTC.
 */
export interface Message {
  /** Key of the row on screen, unique in its thread. It stays the same through acknowledgement and edits. */
  readonly rowKey: string;
  readonly threadId: string;
  /** The service's id, a decimal string. Absent until the service has acknowledged the message. */
  readonly id?: string;
  /** Set on messages of this user that were sent by a kit client. */
  readonly clientMessageId?: string;
  /** A kind that this version does not know is passed on as it is. */
  readonly kind: MessageKind | (string & {});
  /** Text, or HTML when `kind` is `html`. Empty for deleted messages. */
  readonly content: string;
  /** Raw id of the author. System messages have none. */
  readonly senderId?: string;
  /** The author's name at the time of sending. */
  readonly senderDisplayName?: string;
  readonly createdAt: number;
  readonly editedAt?: number;
  readonly deletedAt?: number;
  /** The service's per-thread counter, a decimal string. Not every source knows it. */
  readonly sequenceId?: string;
  /** Rises with every edit, a decimal string. */
  readonly version?: string;
  readonly metadata?: MessageMetadata;
  /** Files that the service keeps with the message. Those that the kit's clients send are in `metadata`, see {@link attachmentsKey}. */
  readonly attachments?: readonly ServiceAttachment[];
  /** New topic of a `topicUpdated` message. */
  readonly topic?: string;
  /** People of a `participantAdded` or `participantRemoved` message. */
  readonly participants?: readonly Participant[];
  /** Who caused a system message. */
  readonly initiatorId?: string;
  readonly sendState: MessageSendState;
  /** Why sending failed. Present when `sendState` is `failed`. */
  readonly failure?: ChatFailure;
  /** Why a message waits, with `queued`. */
  readonly waitsFor?: WaitReason;
  /** When a waiting message is tried again, local ms. */
  readonly retryAt?: number;
  /** An edit or a deletion of this user is shown here and not confirmed yet. */
  readonly pendingChange?: 'edit' | 'delete';
  /** The last edit or deletion of this user was refused. What was typed is kept here, so that it can be tried again. */
  readonly failedChange?: {
    readonly kind: 'edit' | 'delete';
    readonly content?: string;
    readonly metadata?: MessageMetadata;
    readonly failure: ChatFailure;
  };
}

/** How far one participant has read. */
export interface ReadReceipt {
  readonly userId: string;
  /** Everything up to and including this message is read. */
  readonly messageId: string;
  readonly readAt: number;
}

/** Someone who is writing. */
export interface TypingParticipant {
  readonly userId: string;
  readonly displayName?: string;
}

/**
 * Whether this client hears about changes as they happen.
 * `connecting`: first try. `syncing`: connected, and what was missed is being read. `live`: up to date. `degraded`: events cannot come,
 * so lists are read every few seconds. `reconnecting`: the connection was lost and comes back by itself. `offline`: there is no network.
 * `auth-blocked`: the token was refused; sign in again. `stopped`: not started, or stopped on purpose.
 */
export type ConnectionStatus =
  | 'connecting'
  | 'syncing'
  | 'live'
  | 'degraded'
  | 'reconnecting'
  | 'offline'
  | 'auth-blocked'
  | 'stopped';
