import { decodeParticipant, readContent, readRetentionPolicy } from '../decode.ts';
import { readIdentifier } from '../decode-identifier.ts';
import type {
  ChatEventParticipant,
  ChatEventPayloads,
  ChatEventThreadProperties,
  ChatMessageDeletedEvent,
  ChatMessageEditedEvent,
  ChatMessageReceivedEvent,
  ChatThreadCreatedEvent,
  ChatThreadDeletedEvent,
  ChatThreadPropertiesUpdatedEvent,
  ParticipantsAddedEvent,
  ParticipantsRemovedEvent,
  ReadReceiptReceivedEvent,
  TypingIndicatorReceivedEvent,
} from '../events.ts';
import type { ChatRetentionPolicy } from '../models.ts';
import {
  isKeyOf,
  readDate,
  readKnownFields,
  readListOf,
  readOptional,
  readOr,
  readRecord,
  readStrings,
  readText,
  type Fields,
  type Read,
} from '../wire-value.ts';
import type { RealtimeEvent } from './realtime-transport.ts';

const readName = readOr(readText, () => '');
const readMetadata = readOr(readStrings, () => ({}));

/** Where something happened, and for whom. */
const place = { threadId: readText, recipient: readIdentifier } as const;
type Place = Pick<ChatMessageReceivedEvent, keyof typeof place>;

const sender = ['senderCommunicationIdentifier', readIdentifier] as const;
const messageFields = {
  id: readText,
  type: readText,
  version: readText,
  createdOn: readDate,
  sender,
  senderDisplayName: readName,
  sequenceId: readOptional(readText),
} as const;

/** What a deleted message has no more. Events have beside the message's own fields what stands on the wire in its content. */
const saidFields = {
  metadata: readMetadata,
  message: ['content', (value: unknown, path: string) => readContent(value, path)?.message ?? ''],
  attachments: ['content', (value: unknown, path: string) => readContent(value, path)?.attachments],
} as const;

/** The reader of an event whose data has its message under a name of its own. */
function readMessageEvent<Event extends Place>(
  fields: Fields<Omit<Event, keyof Place>>,
): Read<Place & Omit<Event, keyof Place>> {
  const readEnvelope = readKnownFields<Place & { message: Omit<Event, keyof Place> }>({
    ...place,
    message: readKnownFields(fields),
  });
  return (data, path) => {
    const { message, ...rest } = readEnvelope(data, path);
    return { ...rest, ...message };
  };
}

/** A person as events name one: with no field left out that has a default. */
const readPerson: Read<ChatEventParticipant> = (value, path) => ({
  displayName: '',
  metadata: {},
  ...decodeParticipant(value, path),
});
const readPeople = readListOf(readPerson);
const readProperties = readKnownFields<ChatEventThreadProperties>({
  topic: readText,
  metadata: readMetadata,
});
const readPolicy = readOr(readRetentionPolicy, (): ChatRetentionPolicy => ({ kind: 'none' }));
const threadFields = { threadId: readText, version: readText } as const;

const readers: { readonly [Id in RealtimeEvent['id']]: Read<ChatEventPayloads[Id]> } = {
  chatMessageReceived: readMessageEvent<ChatMessageReceivedEvent>({
    ...messageFields,
    ...saidFields,
  }),
  chatMessageEdited: readMessageEvent<ChatMessageEditedEvent>({
    ...messageFields,
    ...saidFields,
    editedOn: readDate,
  }),
  chatMessageDeleted: readMessageEvent<ChatMessageDeletedEvent>({
    ...messageFields,
    deletedOn: readDate,
  }),
  typingIndicatorReceived: readKnownFields<TypingIndicatorReceivedEvent>({
    ...place,
    sender,
    senderDisplayName: readName,
    version: readText,
    receivedOn: readDate,
  }),
  readReceiptReceived: readKnownFields<ReadReceiptReceivedEvent>({
    ...place,
    sender,
    senderDisplayName: () => '',
    chatMessageId: readText,
    readOn: readDate,
  }),
  chatThreadCreated: readKnownFields<ChatThreadCreatedEvent>({
    ...threadFields,
    createdOn: readDate,
    createdBy: readPerson,
    properties: readProperties,
    participants: readPeople,
    retentionPolicy: readPolicy,
  }),
  chatThreadPropertiesUpdated: readKnownFields<ChatThreadPropertiesUpdatedEvent>({
    ...threadFields,
    updatedOn: readDate,
    updatedBy: readPerson,
    properties: readProperties,
    retentionPolicy: readPolicy,
  }),
  chatThreadDeleted: readKnownFields<ChatThreadDeletedEvent>({
    ...threadFields,
    deletedOn: readDate,
    deletedBy: readOr(readPerson, () => null),
    reason: readText,
  }),
  participantsAdded: readKnownFields<ParticipantsAddedEvent>({
    ...threadFields,
    addedOn: readDate,
    addedBy: readPerson,
    participantsAdded: readPeople,
  }),
  participantsRemoved: readKnownFields<ParticipantsRemovedEvent>({
    ...threadFields,
    removedOn: readDate,
    removedBy: readPerson,
    participantsRemoved: readPeople,
  }),
};

/**
 * An event of the kit's protocol → the SDK's event. `undefined` for an event of a name that this version does not know.
 *
 * @param recipientId - Raw id of the signed-in user.
 * @throws DecodeError when its data is not in the protocol.
 */
export function decodeEvent(
  name: string,
  data: unknown,
  recipientId: string,
): RealtimeEvent | undefined {
  if (!isKeyOf(name, readers)) return undefined;
  // The service writes all its users so, also this one where he is a sender.
  const recipient = { communicationUser: { id: recipientId } };
  const payload = readers[name]({ ...readRecord(data, name), recipient }, name);
  // The payload that was read is that of the name.
  return { id: name, payload } as RealtimeEvent;
}
