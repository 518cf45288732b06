import type { ChatEventName } from '../domain/events.ts';
import type { EventRow } from '../storage/rows.ts';
import type { WireIdentifier, WireParticipant } from '../wire/format.ts';
import {
  formatParticipantField,
  formatPropertiesField,
  formatStringRecord,
} from './push-fields.ts';

/** Azure's number for each event. */
export const eventIds: Readonly<Record<ChatEventName, number>> = {
  chatMessageReceived: 200,
  typingIndicatorReceived: 245,
  readReceiptReceived: 246,
  chatMessageEdited: 247,
  chatMessageDeleted: 248,
  chatThreadCreated: 257,
  chatThreadPropertiesUpdated: 258,
  chatThreadDeleted: 259,
  participantsAdded: 260,
  participantsRemoved: 261,
};

/** Azure's names for the types of messages that people send. Others keep the name that REST gives them. */
const messageTypes: Readonly<Record<string, string>> = { text: 'Text', html: 'RichText/Html' };

/**
 * The event as the body of a push to Azure's client, JSON text; `undefined` for events that the client does not know.
 * `recipientId` is the raw id of the user whose socket it goes to. The fields and their numbers were read off the client
 * `@azure/communication-signaling` 1.0.0-beta.34.
 */
export function formatPushBody(row: EventRow, recipientId: string): string | undefined {
  if (!isKnownEvent(row.event)) return undefined;
  // This service wrote it: the data of docs/realtime-protocol.md for the event of that name.
  const data = JSON.parse(row.data) as EventData;
  const fields = formatters[row.event](data);
  const eventId = eventIds[row.event];
  // Events of a thread as a whole have no sender and no recipient.
  const isThreadEvent = 'threadId' in fields;
  const body = isThreadEvent
    ? fields
    : { recipientMri: recipientId, groupId: row.threadId, ...fields };
  return JSON.stringify({ eventId, ...body });
}

function isKnownEvent(name: string): name is ChatEventName {
  return Object.hasOwn(eventIds, name);
}

/** The members that the ten events have in their data; each event has only its own. */
interface EventData {
  readonly threadId: string;
  readonly version: string;
  readonly message: {
    readonly id: string;
    readonly type: string;
    readonly version: string;
    readonly content?: {
      readonly message?: string;
      readonly initiatorCommunicationIdentifier?: WireIdentifier;
    };
    readonly senderDisplayName?: string;
    readonly senderCommunicationIdentifier?: WireIdentifier;
    readonly createdOn: string;
    readonly editedOn?: string;
    readonly deletedOn?: string;
    readonly metadata?: Readonly<Record<string, string>>;
  };
  readonly senderCommunicationIdentifier: WireIdentifier;
  readonly senderDisplayName?: string;
  readonly receivedOn: string;
  readonly chatMessageId: string;
  readonly readOn: string;
  readonly createdOn: string;
  readonly createdBy: WireParticipant;
  readonly participants: readonly WireParticipant[];
  readonly properties: {
    readonly topic: string;
    readonly metadata?: Readonly<Record<string, string>>;
  };
  readonly retentionPolicy?: { readonly kind: string; readonly deleteThreadAfterDays?: number };
  readonly updatedOn: string;
  readonly updatedBy: WireParticipant;
  readonly deletedOn: string;
  readonly deletedBy?: WireParticipant;
  readonly reason: string;
  readonly addedOn: string;
  readonly addedBy: WireParticipant;
  readonly participantsAdded: readonly WireParticipant[];
  readonly removedOn: string;
  readonly removedBy: WireParticipant;
  readonly participantsRemoved: readonly WireParticipant[];
}

const formatters: Readonly<Record<ChatEventName, (data: EventData) => object>> = {
  chatMessageReceived: formatMessageFields,
  chatMessageEdited: (data) => ({ ...formatMessageFields(data), edittime: data.message.editedOn }),
  chatMessageDeleted: (data) => ({
    ...formatMessageHead(data.message),
    deletetime: data.message.deletedOn,
  }),
  typingIndicatorReceived: (data) => ({
    senderId: data.senderCommunicationIdentifier.rawId,
    senderDisplayName: data.senderDisplayName ?? '',
    version: data.version,
    originalArrivalTime: data.receivedOn,
  }),
  readReceiptReceived: (data) => ({
    senderId: data.senderCommunicationIdentifier.rawId,
    messageId: data.chatMessageId,
    clientMessageId: '',
    messageBody: formatReceiptBody(data),
  }),
  chatThreadCreated: (data) => ({
    threadId: data.threadId,
    version: data.version,
    createTime: data.createdOn,
    createdBy: formatParticipantField(data.createdBy),
    members: formatParticipantField(data.participants),
    properties: formatPropertiesField(data.properties, data.retentionPolicy),
  }),
  chatThreadPropertiesUpdated: (data) => ({
    threadId: data.threadId,
    version: data.version,
    editTime: data.updatedOn,
    editedBy: formatParticipantField(data.updatedBy),
    properties: formatPropertiesField(data.properties, data.retentionPolicy),
  }),
  chatThreadDeleted: (data) => ({
    threadId: data.threadId,
    version: data.version,
    deleteTime: data.deletedOn,
    ...(data.deletedBy !== undefined && { deletedBy: formatParticipantField(data.deletedBy) }),
    reason: data.reason,
  }),
  participantsAdded: (data) => ({
    threadId: data.threadId,
    version: data.version,
    time: data.addedOn,
    addedBy: formatParticipantField(data.addedBy),
    participantsAdded: formatParticipantField(data.participantsAdded),
  }),
  participantsRemoved: (data) => ({
    threadId: data.threadId,
    version: data.version,
    time: data.removedOn,
    removedBy: formatParticipantField(data.removedBy),
    participantsRemoved: formatParticipantField(data.participantsRemoved),
  }),
};

function formatMessageHead(message: EventData['message']): object {
  const sender =
    message.senderCommunicationIdentifier ?? message.content?.initiatorCommunicationIdentifier;
  return {
    senderId: sender?.rawId ?? '',
    messageId: message.id,
    clientMessageId: '',
    senderDisplayName: message.senderDisplayName ?? '',
    messageType: messageTypes[message.type] ?? message.type,
    version: message.version,
    originalArrivalTime: message.createdOn,
  };
}

function formatMessageFields({ message }: EventData): object {
  return {
    ...formatMessageHead(message),
    messageBody: message.content?.message ?? '',
    acsChatMessageMetadata: formatStringRecord(message.metadata),
  };
}

/** The client reads the time from the second part of the horizon. */
function formatReceiptBody(data: EventData): string {
  const readAt = Date.parse(data.readOn);
  return JSON.stringify({
    user: data.senderCommunicationIdentifier.rawId,
    consumptionhorizon: `${data.chatMessageId};${readAt};0`,
    messageVisibilityTime: readAt,
    version: String(readAt),
  });
}
