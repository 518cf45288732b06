import type { CommunicationIdentifier, CommunicationIdentifierKind } from './model/identifiers.ts';

/**
 * What the service keeps about a thread. Names and shapes in this file are those of `@azure/communication-chat` 1.6; a field that the
 * service did not send is an absent key.
 */
export interface ChatThreadProperties {
  id: string;
  topic: string;
  createdOn: Date;
  readonly createdBy?: CommunicationIdentifierKind;
  deletedOn?: Date;
  metadata?: Record<string, string>;
  retentionPolicy?: ChatRetentionPolicy;
}

/** A thread as {@link ChatClient.listChatThreads} gives it. */
export interface ChatThreadItem {
  id: string;
  topic: string;
  deletedOn?: Date;
  readonly lastMessageReceivedOn?: Date;
}

/** The thread is deleted so many days (30 to 90) after it was created. */
export interface ThreadCreationDateRetentionPolicy {
  kind: 'threadCreationDate';
  deleteThreadAfterDays: number;
}

/** The thread is kept until somebody deletes it. */
export interface NoneRetentionPolicy {
  kind: 'none';
}

/** How long the service keeps a thread. */
export type ChatRetentionPolicy = ThreadCreationDateRetentionPolicy | NoneRetentionPolicy;

/** `text` and `html` come from people, the others from the service. A type that is not in this list is passed on as it is. */
export type ChatMessageType =
  | 'text'
  | 'html'
  | 'topicUpdated'
  | 'participantAdded'
  | 'participantRemoved';

/** One message of a thread. */
export interface ChatMessage {
  /** Decimal string, unique in the thread. */
  id: string;
  type: ChatMessageType;
  /** Decimal string, counts the messages of the thread from 1. */
  sequenceId: string;
  /** Decimal string, rises with every edit. */
  version: string;
  /** Absent on deleted messages. */
  content?: ChatMessageContent;
  senderDisplayName?: string;
  createdOn: Date;
  /** Absent on messages of the service. */
  sender?: CommunicationIdentifierKind;
  deletedOn?: Date;
  editedOn?: Date;
  metadata?: Record<string, string>;
}

/** What a message says. Which fields are there depends on the message's type. */
export interface ChatMessageContent {
  /** Text, or HTML in an `html` message. */
  message?: string;
  /** New topic, in a `topicUpdated` message. */
  topic?: string;
  /** Who was added or removed, in a `participantAdded` or `participantRemoved` message. */
  participants?: ChatParticipant[];
  /** Who caused a message of the service. */
  initiator?: CommunicationIdentifierKind;
  attachments?: ChatAttachment[];
}

/** What an attachment is. */
export type ChatAttachmentType = 'image' | 'file' | 'unknown';

/** A file or picture of a message. */
export interface ChatAttachment {
  id: string;
  attachmentType: ChatAttachmentType;
  name?: string;
  url?: string;
  previewUrl?: string;
}

/** A person or app in a thread. */
export interface ChatParticipant {
  id: CommunicationIdentifier;
  displayName?: string;
  /** The participant sees messages from this moment on. Absent: all of them. */
  shareHistoryTime?: Date;
  metadata?: Record<string, string>;
}

/** How far a participant has read: everything up to and including one message. */
export interface ChatMessageReadReceipt {
  sender: CommunicationIdentifierKind;
  chatMessageId: string;
  readOn: Date;
}

/** Answer of {@link ChatClient.createChatThread}. */
export interface CreateChatThreadResult {
  chatThread?: ChatThreadProperties;
  /** People who could not be added. The thread exists all the same. */
  readonly invalidParticipants?: ChatError[];
}

/** Answer of {@link ChatThreadClient.addParticipants}. */
export interface AddChatParticipantsResult {
  /** People who could not be added. All others were. */
  readonly invalidParticipants?: ChatError[];
}

/** Answer of {@link ChatThreadClient.sendMessage}. */
export interface SendChatMessageResult {
  id: string;
}

/**
 * An error as the service writes it down: in an error answer, or for one participant who could not be added (`target` is then that
 * person's raw id). What the client *throws* is a {@link ChatClientError}.
 */
export interface ChatError {
  code: string;
  message: string;
  readonly target?: string;
  readonly details?: ChatError[];
  readonly innerError?: ChatError;
}

/** Where `byPage` begins. */
export interface ListPageSettings {
  /** The token of an earlier page. Absent: the first page. */
  continuationToken?: string;
}
