import { decodeIdentifier, decodeOptionalIdentifier } from './decode-identifier.ts';
import { DecodeError } from './errors.ts';
import type {
  AddChatParticipantsResult,
  ChatAttachment,
  ChatAttachmentType,
  ChatError,
  ChatMessage,
  ChatMessageContent,
  ChatMessageReadReceipt,
  ChatMessageType,
  ChatParticipant,
  ChatRetentionPolicy,
  ChatThreadItem,
  ChatThreadProperties,
  CreateChatThreadResult,
  SendChatMessageResult,
} from './models.ts';
import type { Page } from './rest/paging.ts';
import {
  isAbsent,
  omitUndefined,
  pickUnknownFields,
  readDate,
  readList,
  readOptionalDate,
  readOptionalString,
  readOptionalStrings,
  readRecord,
  readString,
  type WireRecord,
} from './wire-value.ts';

/** A part of an answer → the SDK's model. @throws DecodeError when it is not in the protocol. */
export type Decode<Model> = (value: unknown, path: string) => Model;

const messageFields = new Set([
  'id',
  'type',
  'sequenceId',
  'version',
  'content',
  'senderDisplayName',
  'createdOn',
  'senderCommunicationIdentifier',
  'deletedOn',
  'editedOn',
  'metadata',
]);

/** A message. Its type, and fields that this version does not know, are passed on as they are. */
export const decodeMessage: Decode<ChatMessage> = (value, path) => {
  const wire = readRecord(value, path);
  return {
    ...pickUnknownFields(wire, messageFields),
    id: readString(wire, 'id', path),
    // A type of a newer service is passed on, as in the official client, though its type does not say so.
    type: readString(wire, 'type', path) as ChatMessageType,
    sequenceId: readString(wire, 'sequenceId', path),
    version: readString(wire, 'version', path),
    createdOn: readDate(wire, 'createdOn', path),
    ...omitUndefined({
      content: decodeOptional(wire, 'content', path, decodeContent),
      senderDisplayName: readOptionalString(wire, 'senderDisplayName', path),
      sender: decodeOptionalIdentifier(wire, 'senderCommunicationIdentifier', path),
      deletedOn: readOptionalDate(wire, 'deletedOn', path),
      editedOn: readOptionalDate(wire, 'editedOn', path),
      metadata: readOptionalStrings(wire, 'metadata', path),
    }),
  };
};

const contentFields = new Set([
  'message',
  'topic',
  'participants',
  'initiatorCommunicationIdentifier',
  'attachments',
]);

const decodeContent: Decode<ChatMessageContent> = (value, path) => {
  const wire = readRecord(value, path);
  return {
    ...pickUnknownFields(wire, contentFields),
    ...omitUndefined({
      message: readOptionalString(wire, 'message', path),
      topic: readOptionalString(wire, 'topic', path),
      participants: decodeOptionalList(wire, 'participants', path, decodeParticipant),
      initiator: decodeOptionalIdentifier(wire, 'initiatorCommunicationIdentifier', path),
      attachments: decodeOptionalList(wire, 'attachments', path, decodeAttachment),
    }),
  };
};

const attachmentFields = new Set(['id', 'attachmentType', 'name', 'url', 'previewUrl']);

/** An attachment. A type that is not known is passed on as it is. */
const decodeAttachment: Decode<ChatAttachment> = (value, path) => {
  const wire = readRecord(value, path);
  return {
    ...pickUnknownFields(wire, attachmentFields),
    id: readString(wire, 'id', path),
    // As with message types: passed on as in the official client.
    attachmentType: readString(wire, 'attachmentType', path) as ChatAttachmentType,
    ...omitUndefined({
      name: readOptionalString(wire, 'name', path),
      url: readOptionalString(wire, 'url', path),
      previewUrl: readOptionalString(wire, 'previewUrl', path),
    }),
  };
};

const participantFields = new Set([
  'communicationIdentifier',
  'displayName',
  'shareHistoryTime',
  'metadata',
]);

/** A participant of a thread. */
export const decodeParticipant: Decode<ChatParticipant> = (value, path) => {
  const wire = readRecord(value, path);
  return {
    ...pickUnknownFields(wire, participantFields),
    id: decodeIdentifier(wire['communicationIdentifier'], `${path}.communicationIdentifier`),
    ...omitUndefined({
      displayName: readOptionalString(wire, 'displayName', path),
      shareHistoryTime: readOptionalDate(wire, 'shareHistoryTime', path),
      metadata: readOptionalStrings(wire, 'metadata', path),
    }),
  };
};

const threadFields = new Set([
  'id',
  'topic',
  'createdOn',
  'createdByCommunicationIdentifier',
  'deletedOn',
  'metadata',
  'retentionPolicy',
]);

/** All that the service keeps about a thread. */
export const decodeThreadProperties: Decode<ChatThreadProperties> = (value, path) => {
  const wire = readRecord(value, path);
  return {
    ...pickUnknownFields(wire, threadFields),
    id: readString(wire, 'id', path),
    topic: readString(wire, 'topic', path),
    createdOn: readDate(wire, 'createdOn', path),
    ...omitUndefined({
      createdBy: decodeOptionalIdentifier(wire, 'createdByCommunicationIdentifier', path),
      deletedOn: readOptionalDate(wire, 'deletedOn', path),
      metadata: readOptionalStrings(wire, 'metadata', path),
      retentionPolicy: decodeOptional(wire, 'retentionPolicy', path, decodeRetentionPolicy),
    }),
  };
};

/** How long a thread is kept. */
export const decodeRetentionPolicy: Decode<ChatRetentionPolicy> = (value, path) => {
  const wire = readRecord(value, path);
  const kind = readString(wire, 'kind', path);
  if (kind === 'none') return { kind };
  const days = wire['deleteThreadAfterDays'];
  if (kind === 'threadCreationDate' && typeof days === 'number') {
    return { kind, deleteThreadAfterDays: days };
  }
  throw new DecodeError(path, 'is a retention policy that is not supported');
};

const threadItemFields = new Set(['id', 'topic', 'deletedOn', 'lastMessageReceivedOn']);

/** A thread of the thread list. */
export const decodeThreadItem: Decode<ChatThreadItem> = (value, path) => {
  const wire = readRecord(value, path);
  return {
    ...pickUnknownFields(wire, threadItemFields),
    id: readString(wire, 'id', path),
    topic: readString(wire, 'topic', path),
    ...omitUndefined({
      deletedOn: readOptionalDate(wire, 'deletedOn', path),
      lastMessageReceivedOn: readOptionalDate(wire, 'lastMessageReceivedOn', path),
    }),
  };
};

const receiptFields = new Set(['senderCommunicationIdentifier', 'chatMessageId', 'readOn']);

/** A read receipt. */
export const decodeReadReceipt: Decode<ChatMessageReadReceipt> = (value, path) => {
  const wire = readRecord(value, path);
  return {
    ...pickUnknownFields(wire, receiptFields),
    sender: decodeIdentifier(
      wire['senderCommunicationIdentifier'],
      `${path}.senderCommunicationIdentifier`,
    ),
    chatMessageId: readString(wire, 'chatMessageId', path),
    readOn: readDate(wire, 'readOn', path),
  };
};

const errorFields = new Set(['code', 'message', 'target', 'details', 'innererror']);

const decodeChatError: Decode<ChatError> = (value, path) => {
  const wire = readRecord(value, path);
  return {
    ...pickUnknownFields(wire, errorFields),
    code: readString(wire, 'code', path),
    message: readString(wire, 'message', path),
    ...omitUndefined({
      target: readOptionalString(wire, 'target', path),
      details: decodeOptionalList(wire, 'details', path, decodeChatError),
      innerError: decodeOptional(wire, 'innererror', path, decodeChatError),
    }),
  };
};

/** Answer to the creation of a thread. */
export const decodeCreateThreadResult: Decode<CreateChatThreadResult> = (value, path) => {
  const wire = readRecord(value, path);
  return omitUndefined({
    chatThread: decodeOptional(wire, 'chatThread', path, decodeThreadProperties),
    invalidParticipants: decodeOptionalList(wire, 'invalidParticipants', path, decodeChatError),
  });
};

/** Answer to the addition of participants. */
export const decodeAddParticipantsResult: Decode<AddChatParticipantsResult> = (value, path) => {
  const wire = readRecord(value, path);
  return omitUndefined({
    invalidParticipants: decodeOptionalList(wire, 'invalidParticipants', path, decodeChatError),
  });
};

/** Answer to a sent message. */
export const decodeSendResult: Decode<SendChatMessageResult> = (value, path) => ({
  id: readString(readRecord(value, path), 'id', path),
});

/**
 * One page of a list. A row that is not in the protocol is left out and given to `onDecodeError`.
 *
 * @throws DecodeError when the page itself is not in the protocol.
 */
export function decodePage<Item>(
  value: unknown,
  path: string,
  decodeRow: Decode<Item>,
  onDecodeError: (error: DecodeError) => void,
): Page<Item> {
  const wire = readRecord(value, path);
  const items: Item[] = [];
  for (const [index, row] of readList(wire, 'value', path).entries()) {
    try {
      items.push(decodeRow(row, `${path}.value[${index}]`));
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      onDecodeError(error);
    }
  }
  return { items, ...omitUndefined({ nextLink: readNextLink(wire, path) }) };
}

function readNextLink(wire: WireRecord, path: string): string | undefined {
  return readOptionalString(wire, 'nextLink', path) || undefined;
}

function decodeOptional<Model>(
  wire: WireRecord,
  key: string,
  path: string,
  decode: Decode<Model>,
): Model | undefined {
  return isAbsent(wire[key]) ? undefined : decode(wire[key], `${path}.${key}`);
}

function decodeOptionalList<Item>(
  wire: WireRecord,
  key: string,
  path: string,
  decode: Decode<Item>,
): Item[] | undefined {
  if (isAbsent(wire[key])) return undefined;
  return readList(wire, key, path).map((item, index) => decode(item, `${path}.${key}[${index}]`));
}
