import type { CommunicationIdentifierKind } from './model/identifiers.ts';
import type { ChatAttachment, ChatRetentionPolicy } from './models.ts';
import type { RealtimeTransportName } from './options.ts';

/**
 * A participant as an event names one. Shapes in this file are those of the official client's events; what is added is marked
 * as an extension.
 */
export interface ChatEventParticipant {
  id: CommunicationIdentifierKind;
  /** Empty when the thread gives this person no name. */
  displayName: string;
  shareHistoryTime?: Date;
  metadata: Record<string, string>;
}

/** Topic and metadata of a thread, in events. */
export interface ChatEventThreadProperties {
  topic: string;
  metadata: Record<string, string>;
}

/** What events that one person caused in a thread have in common. */
export interface BaseChatEvent {
  threadId: string;
  sender: CommunicationIdentifierKind;
  /** Empty when the sender gave no name. */
  senderDisplayName: string;
  /** The signed-in user of this client. */
  recipient: CommunicationIdentifierKind;
}

/** What events about threads have in common. */
export interface BaseChatThreadEvent {
  threadId: string;
  version: string;
}

/** A person sent a message. */
export interface ChatMessageReceivedEvent extends BaseChatEvent {
  id: string;
  createdOn: Date;
  version: string;
  /** As the service writes it there: `Text` and `RichText/Html` over `signaling`, as in the official client; `text` and `html` over the others. */
  type: string;
  message: string;
  metadata: Record<string, string>;
  attachments?: ChatAttachment[];
  /** Extension: the message's place in the thread. Present when the transport knows it; Azure's does not. */
  sequenceId?: string;
}

/** A person changed a message. The event holds the whole message as it is now. */
export interface ChatMessageEditedEvent extends ChatMessageReceivedEvent {
  editedOn: Date;
}

/** A person deleted a message. */
export interface ChatMessageDeletedEvent extends BaseChatEvent {
  id: string;
  createdOn: Date;
  version: string;
  type: string;
  deletedOn: Date;
  /** Extension: the message's place in the thread. Present when the transport knows it; Azure's does not. */
  sequenceId?: string;
}

/** A person is writing. It holds for 8 seconds. Polling cannot hear it. */
export interface TypingIndicatorReceivedEvent extends BaseChatEvent {
  version: string;
  receivedOn: Date;
}

/** A person has read everything up to and including a message. `senderDisplayName` is always empty. */
export interface ReadReceiptReceivedEvent extends BaseChatEvent {
  chatMessageId: string;
  readOn: Date;
}

/** A thread began, with the signed-in user in it. */
export interface ChatThreadCreatedEvent extends BaseChatThreadEvent {
  createdOn: Date;
  properties: ChatEventThreadProperties;
  participants: ChatEventParticipant[];
  createdBy: ChatEventParticipant;
  retentionPolicy: ChatRetentionPolicy;
}

/** Topic, metadata or retention of a thread changed. */
export interface ChatThreadPropertiesUpdatedEvent extends BaseChatThreadEvent {
  properties: ChatEventThreadProperties;
  updatedOn: Date;
  updatedBy: ChatEventParticipant;
  retentionPolicy: ChatRetentionPolicy;
}

/** A thread is gone. */
export interface ChatThreadDeletedEvent extends BaseChatThreadEvent {
  deletedOn: Date;
  /** `null` when the retention policy deleted the thread, and over polling, because no list names the person. */
  deletedBy: ChatEventParticipant | null;
  /** `deletedByUser`, `deletedByPolicy`, or `unknown` where events are derived from lists (polling). */
  reason: string;
}

/** People joined a thread. */
export interface ParticipantsAddedEvent extends BaseChatThreadEvent {
  addedOn: Date;
  participantsAdded: ChatEventParticipant[];
  addedBy: ChatEventParticipant;
}

/** People left a thread, or were removed; the signed-in user may be one of them. */
export interface ParticipantsRemovedEvent extends BaseChatThreadEvent {
  removedOn: Date;
  participantsRemoved: ChatEventParticipant[];
  removedBy: ChatEventParticipant;
}

/** Extension: the official client calls these listeners without an argument. */
export interface RealTimeNotificationConnectedEvent {
  /**
   * True when every event since the last connection follows now, so nothing was missed. False on the first connection, and whenever
   * something may be missing: list again what is on screen.
   */
  recovered: boolean;
  /** What this service can do beyond Azure's protocol, such as `idempotent-send`. */
  capabilities: readonly string[];
  /** How events arrive from now on. */
  transport: RealtimeTransportName;
}

/** Extension: the official client calls these listeners without an argument. */
export interface RealTimeNotificationDisconnectedEvent {
  /**
   * `network`: the connection was lost and comes back by itself. `unauthorized`: the token was refused, and a new one too; start again
   * after signing in. `unavailable`: the service gives no events this way any more; start again to get them another way. `stopped`: the
   * app stopped them.
   */
  reason: 'network' | 'unauthorized' | 'unavailable' | 'stopped';
  /** One English sentence for logs. */
  message: string;
}

/** Which payload each event carries. */
export interface ChatEventPayloads {
  chatMessageReceived: ChatMessageReceivedEvent;
  chatMessageEdited: ChatMessageEditedEvent;
  chatMessageDeleted: ChatMessageDeletedEvent;
  typingIndicatorReceived: TypingIndicatorReceivedEvent;
  readReceiptReceived: ReadReceiptReceivedEvent;
  chatThreadCreated: ChatThreadCreatedEvent;
  chatThreadPropertiesUpdated: ChatThreadPropertiesUpdatedEvent;
  chatThreadDeleted: ChatThreadDeletedEvent;
  participantsAdded: ParticipantsAddedEvent;
  participantsRemoved: ParticipantsRemovedEvent;
  realTimeNotificationConnected: RealTimeNotificationConnectedEvent;
  realTimeNotificationDisconnected: RealTimeNotificationDisconnectedEvent;
}

/** Names of the twelve events of a {@link ChatClient}. */
export type ChatEventId = keyof ChatEventPayloads;

/** Called with each event of one name, in the order of the service. What it throws is reported and stops nobody else. */
export type ChatEventHandler<Id extends ChatEventId> = (event: ChatEventPayloads[Id]) => void;
