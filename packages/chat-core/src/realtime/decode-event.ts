import { decodeMessage, decodeParticipant, decodeRetentionPolicy } from '../decode.ts';
import { decodeIdentifier } from '../decode-identifier.ts';
import { DecodeError } from '../errors.ts';
import type {
  BaseChatEvent,
  ChatEventParticipant,
  ChatEventThreadProperties,
  ChatMessageReceivedEvent,
} from '../events.ts';
import type { CommunicationIdentifierKind } from '../model/identifiers.ts';
import { createIdentifierFromRawId, getIdentifierKind } from '../model/identifiers.ts';
import type { ChatMessage, ChatRetentionPolicy } from '../models.ts';
import {
  isAbsent,
  omitUndefined,
  readDate,
  readList,
  readOptionalString,
  readOptionalStrings,
  readRecord,
  readString,
  type WireRecord,
} from '../wire-value.ts';
import type { RealtimeEvent } from './realtime-transport.ts';

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
  const recipient = createIdentifierFromRawId(recipientId);
  const read = (): WireRecord => readRecord(data, name);
  switch (name) {
    case 'chatMessageReceived':
      return { id: name, payload: decodeMessageEvent(read(), name, recipient).payload };
    case 'chatMessageEdited': {
      const { payload, message } = decodeMessageEvent(read(), name, recipient);
      const editedOn = requireDate(message.editedOn, `${name}.message.editedOn`);
      return { id: name, payload: { ...payload, editedOn } };
    }
    case 'chatMessageDeleted': {
      const { payload, message } = decodeMessageEvent(read(), name, recipient);
      const {
        message: _content,
        metadata: _metadata,
        attachments: _attachments,
        ...kept
      } = payload;
      const deletedOn = requireDate(message.deletedOn, `${name}.message.deletedOn`);
      return { id: name, payload: { ...kept, deletedOn } };
    }
    case 'typingIndicatorReceived': {
      const wire = read();
      const version = readString(wire, 'version', name);
      const receivedOn = readDate(wire, 'receivedOn', name);
      return { id: name, payload: { ...decodeBase(wire, name, recipient), version, receivedOn } };
    }
    case 'readReceiptReceived': {
      const wire = read();
      const chatMessageId = readString(wire, 'chatMessageId', name);
      const readOn = readDate(wire, 'readOn', name);
      const base = { ...decodeBase(wire, name, recipient), senderDisplayName: '' };
      return { id: name, payload: { ...base, chatMessageId, readOn } };
    }
    default:
      return decodeThreadEvent(name, data);
  }
}

function decodeThreadEvent(name: string, data: unknown): RealtimeEvent | undefined {
  const read = (): WireRecord => readRecord(data, name);
  switch (name) {
    case 'chatThreadCreated': {
      const wire = read();
      const payload = {
        ...decodeThreadBase(wire, name),
        createdOn: readDate(wire, 'createdOn', name),
        createdBy: decodeEventParticipant(wire['createdBy'], `${name}.createdBy`),
        properties: decodeProperties(wire, name),
        participants: decodeParticipants(wire, 'participants', name),
        retentionPolicy: decodePolicy(wire, name),
      };
      return { id: name, payload };
    }
    case 'chatThreadPropertiesUpdated': {
      const wire = read();
      const payload = {
        ...decodeThreadBase(wire, name),
        updatedOn: readDate(wire, 'updatedOn', name),
        updatedBy: decodeEventParticipant(wire['updatedBy'], `${name}.updatedBy`),
        properties: decodeProperties(wire, name),
        retentionPolicy: decodePolicy(wire, name),
      };
      return { id: name, payload };
    }
    case 'chatThreadDeleted': {
      const wire = read();
      const deletedBy = isAbsent(wire['deletedBy'])
        ? null
        : decodeEventParticipant(wire['deletedBy'], `${name}.deletedBy`);
      const payload = {
        ...decodeThreadBase(wire, name),
        deletedOn: readDate(wire, 'deletedOn', name),
        deletedBy,
        reason: readString(wire, 'reason', name),
      };
      return { id: name, payload };
    }
    case 'participantsAdded': {
      const wire = read();
      const payload = {
        ...decodeThreadBase(wire, name),
        addedOn: readDate(wire, 'addedOn', name),
        addedBy: decodeEventParticipant(wire['addedBy'], `${name}.addedBy`),
        participantsAdded: decodeParticipants(wire, 'participantsAdded', name),
      };
      return { id: name, payload };
    }
    case 'participantsRemoved': {
      const wire = read();
      const payload = {
        ...decodeThreadBase(wire, name),
        removedOn: readDate(wire, 'removedOn', name),
        removedBy: decodeEventParticipant(wire['removedBy'], `${name}.removedBy`),
        participantsRemoved: decodeParticipants(wire, 'participantsRemoved', name),
      };
      return { id: name, payload };
    }
    default:
      return undefined;
  }
}

function decodeMessageEvent(
  wire: WireRecord,
  path: string,
  recipient: CommunicationIdentifierKind,
): { readonly payload: ChatMessageReceivedEvent; readonly message: ChatMessage } {
  const message = decodeMessage(wire['message'], `${path}.message`);
  const { sender, content } = message;
  if (sender === undefined) throw new DecodeError(`${path}.message`, 'has no sender');
  const payload = {
    threadId: readString(wire, 'threadId', path),
    sender,
    senderDisplayName: message.senderDisplayName ?? '',
    recipient,
    id: message.id,
    createdOn: message.createdOn,
    version: message.version,
    type: message.type,
    message: content?.message ?? '',
    metadata: message.metadata ?? {},
    sequenceId: message.sequenceId,
    ...omitUndefined({ attachments: content?.attachments }),
  };
  return { payload, message };
}

function decodeBase(
  wire: WireRecord,
  path: string,
  recipient: CommunicationIdentifierKind,
): BaseChatEvent {
  const key = 'senderCommunicationIdentifier';
  return {
    threadId: readString(wire, 'threadId', path),
    sender: decodeIdentifier(wire[key], `${path}.${key}`),
    senderDisplayName: readOptionalString(wire, 'senderDisplayName', path) ?? '',
    recipient,
  };
}

function decodeThreadBase(
  wire: WireRecord,
  path: string,
): { readonly threadId: string; readonly version: string } {
  return {
    threadId: readString(wire, 'threadId', path),
    version: readString(wire, 'version', path),
  };
}

function decodeProperties(wire: WireRecord, path: string): ChatEventThreadProperties {
  const at = `${path}.properties`;
  const properties = readRecord(wire['properties'], at);
  return {
    topic: readString(properties, 'topic', at),
    metadata: readOptionalStrings(properties, 'metadata', at) ?? {},
  };
}

function decodePolicy(wire: WireRecord, path: string): ChatRetentionPolicy {
  const policy = wire['retentionPolicy'];
  return isAbsent(policy)
    ? { kind: 'none' }
    : decodeRetentionPolicy(policy, `${path}.retentionPolicy`);
}

function decodeParticipants(wire: WireRecord, key: string, path: string): ChatEventParticipant[] {
  return readList(wire, key, path).map((participant, index) =>
    decodeEventParticipant(participant, `${path}.${key}[${index}]`),
  );
}

function decodeEventParticipant(value: unknown, path: string): ChatEventParticipant {
  const { id, displayName = '', metadata = {}, ...rest } = decodeParticipant(value, path);
  return { ...rest, id: getIdentifierKind(id), displayName, metadata };
}

function requireDate(date: Date | undefined, path: string): Date {
  if (date === undefined) throw new DecodeError(path, 'is not a date');
  return date;
}
