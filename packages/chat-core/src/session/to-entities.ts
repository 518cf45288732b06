import { getIdentifierRawId } from '../model/identifiers.ts';
import type { Participant, ReadReceipt, ServiceAttachment } from '../model/entities.ts';
import { metadataKeys } from '../model/metadata-keys.ts';
import type {
  ChatAttachment,
  ChatMessage,
  ChatMessageReadReceipt,
  ChatParticipant,
  ChatThreadItem,
  ChatThreadProperties,
} from '../models.ts';
import type {
  ChatMessageDeletedEvent,
  ChatMessageEditedEvent,
  ChatMessageReceivedEvent,
} from '../events.ts';
import type { ServerMessage, ThreadSnapshot } from './chat-event.ts';

/** The client's models, with `Date`s and identifier objects, to entities with numbers and raw ids. */
export function toServerMessage(threadId: string, message: ChatMessage): ServerMessage {
  const { content, metadata } = message;
  return {
    id: message.id,
    threadId,
    kind: message.type,
    content: message.deletedOn === undefined ? (content?.message ?? '') : '',
    createdAt: message.createdOn.getTime(),
    version: message.version,
    ...(message.sequenceId !== '' && { sequenceId: message.sequenceId }),
    ...(message.sender && { senderId: getIdentifierRawId(message.sender) }),
    ...(message.senderDisplayName !== undefined && {
      senderDisplayName: message.senderDisplayName,
    }),
    ...(message.editedOn && { editedAt: message.editedOn.getTime() }),
    ...(message.deletedOn && { deletedAt: message.deletedOn.getTime() }),
    ...clientMessageIdIn(metadata),
    ...(metadata && { metadata }),
    ...(message.deletedOn === undefined && attachmentsIn(content)),
    ...(content?.topic !== undefined && { topic: content.topic }),
    ...(content?.participants && { participants: content.participants.map(toParticipant) }),
    ...(content?.initiator && { initiatorId: getIdentifierRawId(content.initiator) }),
  };
}

export function receivedToServerMessage(
  event: ChatMessageReceivedEvent | ChatMessageEditedEvent,
): ServerMessage {
  return {
    ...baseOfEvent(event),
    content: event.message,
    ...('editedOn' in event && { editedAt: event.editedOn.getTime() }),
    ...clientMessageIdIn(event.metadata),
    metadata: event.metadata,
    ...attachmentsIn(event),
  };
}

export function deletedToServerMessage(event: ChatMessageDeletedEvent): ServerMessage {
  return { ...baseOfEvent(event), content: '', deletedAt: event.deletedOn.getTime() };
}

function baseOfEvent(
  event: ChatMessageReceivedEvent | ChatMessageDeletedEvent,
): Omit<ServerMessage, 'content'> {
  return {
    id: event.id,
    threadId: event.threadId,
    kind: kindOf(event.type),
    createdAt: event.createdOn.getTime(),
    version: event.version,
    senderId: getIdentifierRawId(event.sender),
    ...(event.senderDisplayName !== '' && { senderDisplayName: event.senderDisplayName }),
    ...(event.sequenceId !== undefined && { sequenceId: event.sequenceId }),
  };
}

/** Azure's realtime wire names the kinds in another way than its REST answers. */
function kindOf(type: string): string {
  if (type === 'Text') return 'text';
  return type === 'RichText/Html' ? 'html' : type;
}

function clientMessageIdIn(metadata: Readonly<Record<string, string>> | undefined): {
  clientMessageId?: string;
} {
  const clientMessageId = metadata?.[metadataKeys.clientMessageId];
  return clientMessageId === undefined ? {} : { clientMessageId };
}

function attachmentsIn(
  said: { readonly attachments?: readonly ChatAttachment[] } | undefined,
): Pick<ServerMessage, 'attachments'> {
  const attachments = said?.attachments ?? [];
  return attachments.length === 0 ? {} : { attachments: attachments.map(toAttachment) };
}

function toAttachment({
  id,
  name,
  url: whole,
  previewUrl: url = whole,
  attachmentType,
}: ChatAttachment): ServiceAttachment {
  return {
    id,
    ...(name !== undefined && { name }),
    ...(url !== undefined && { url: whole ?? url }),
    ...(attachmentType === 'image' && { mime: attachmentType }),
  };
}

export function toParticipant(
  participant: Pick<ChatParticipant, 'id' | 'displayName'>,
): Participant {
  return {
    userId: getIdentifierRawId(participant.id),
    ...(participant.displayName && { displayName: participant.displayName }),
  };
}

export function toReadReceipt(receipt: ChatMessageReadReceipt): ReadReceipt {
  return {
    userId: getIdentifierRawId(receipt.sender),
    messageId: receipt.chatMessageId,
    readAt: receipt.readOn.getTime(),
  };
}

export function toThreadSnapshot(thread: ChatThreadItem | ChatThreadProperties): ThreadSnapshot {
  // What a list says beyond the protocol is passed on as it is, and may have these names.
  const whole = 'createdOn' in thread && thread.createdOn instanceof Date ? thread : undefined;
  return {
    id: thread.id,
    topic: thread.topic,
    ...(whole && { createdAt: whole.createdOn.getTime() }),
    ...(whole?.createdBy && { createdById: getIdentifierRawId(whole.createdBy) }),
    ...('lastMessageReceivedOn' in thread &&
      thread.lastMessageReceivedOn && { lastMessageAt: thread.lastMessageReceivedOn.getTime() }),
  };
}
