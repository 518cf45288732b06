import type {
  ChatEventParticipant,
  ChatMessageDeletedEvent,
  ChatMessageReceivedEvent,
  ChatThreadPropertiesUpdatedEvent,
} from '../../events.ts';
import type { CommunicationIdentifierKind } from '../../model/identifiers.ts';
import type {
  ChatMessage,
  ChatMessageReadReceipt,
  ChatParticipant,
  ChatThreadProperties,
} from '../../models.ts';
import type { RealtimeEvent } from '../realtime-transport.ts';
import type { SharedParts } from '../shared-parts.ts';

/** Whom no list names: the person who changed a thread's metadata, for instance. */
const nobodyKnown: CommunicationIdentifierKind = { kind: 'unknown', id: '' };

/** Makes events out of what lists say. */
export interface EventDeriver {
  /** A message that was not there before. `undefined` for messages of the service itself. */
  received(threadId: string, message: ChatMessage): RealtimeEvent | undefined;
  /** A message that was edited or deleted. `undefined` for any other. */
  changed(threadId: string, message: ChatMessage): RealtimeEvent | undefined;
  /** A message that reports who came or went. `undefined` for any other. */
  membership(threadId: string, message: ChatMessage): RealtimeEvent | undefined;
  receipt(threadId: string, receipt: ChatMessageReadReceipt): RealtimeEvent;
  threadCreated(
    properties: ChatThreadProperties,
    participants: readonly ChatParticipant[],
  ): RealtimeEvent;
  /** `cause` is the message that reports a new topic; without it nothing says when and by whom, and `now` stands in. */
  propertiesUpdated(
    properties: ChatThreadProperties,
    now: number,
    cause: ChatMessage | undefined,
  ): RealtimeEvent;
  /** Tests whether a participant is this person. */
  isPerson(id: CommunicationIdentifierKind): (participant: Pick<ChatParticipant, 'id'>) => boolean;
}

/** Creates an {@link EventDeriver} for the signed-in user. */
export function createEventDeriver(
  { getIdentifierRawId }: SharedParts,
  recipient: CommunicationIdentifierKind,
): EventDeriver {
  function describeDeleted(
    threadId: string,
    message: ChatMessage,
    sender: CommunicationIdentifierKind,
  ): Omit<ChatMessageDeletedEvent, 'deletedOn'> {
    const { id, createdOn, version, type, sequenceId, senderDisplayName = '' } = message;
    const ends = { threadId, sender, senderDisplayName, recipient };
    return { ...ends, id, createdOn, version, type, sequenceId };
  }

  function describe(
    threadId: string,
    message: ChatMessage,
    sender: CommunicationIdentifierKind,
  ): ChatMessageReceivedEvent {
    const { content, metadata = {} } = message;
    return {
      ...describeDeleted(threadId, message, sender),
      message: content?.message ?? '',
      metadata,
      ...(content?.attachments && { attachments: content.attachments }),
    };
  }

  const isPerson: EventDeriver['isPerson'] = (id) => {
    const rawId = getIdentifierRawId(id);
    return (participant) => getIdentifierRawId(participant.id) === rawId;
  };

  return {
    isPerson,
    received(threadId, message) {
      const { sender } = message;
      if (sender === undefined) return undefined;
      return { id: 'chatMessageReceived', payload: describe(threadId, message, sender) };
    },
    changed(threadId, message) {
      const { deletedOn, editedOn, sender } = message;
      if (sender === undefined) return undefined;
      if (deletedOn !== undefined) {
        const payload = { ...describeDeleted(threadId, message, sender), deletedOn };
        return { id: 'chatMessageDeleted', payload };
      }
      if (editedOn === undefined) return undefined;
      return {
        id: 'chatMessageEdited',
        payload: { ...describe(threadId, message, sender), editedOn },
      };
    },
    membership(threadId, { content, createdOn, type, version }) {
      const by = describePerson({ id: content?.initiator ?? nobodyKnown });
      const people = content?.participants?.map(describePerson) ?? [];
      if (type === 'participantAdded') {
        const payload = { threadId, version, addedOn: createdOn, addedBy: by };
        return { id: 'participantsAdded', payload: { ...payload, participantsAdded: people } };
      }
      if (type === 'participantRemoved') {
        const payload = { threadId, version, removedOn: createdOn, removedBy: by };
        return { id: 'participantsRemoved', payload: { ...payload, participantsRemoved: people } };
      }
      return undefined;
    },
    receipt(threadId, { chatMessageId, readOn, sender }) {
      const ends = { threadId, sender, senderDisplayName: '', recipient };
      return { id: 'readReceiptReceived', payload: { ...ends, chatMessageId, readOn } };
    },
    threadCreated(properties, participants) {
      const { createdBy = nobodyKnown, createdOn, id } = properties;
      const creator = participants.find(isPerson(createdBy)) ?? { id: createdBy };
      const payload = {
        threadId: id,
        version: String(createdOn.getTime()),
        createdOn,
        createdBy: describePerson(creator),
        participants: participants.map(describePerson),
        ...describeProperties(properties),
      };
      return { id: 'chatThreadCreated', payload };
    },
    propertiesUpdated(properties, now, cause) {
      const updatedOn = cause?.createdOn ?? new Date(now);
      const payload = {
        threadId: properties.id,
        version: cause?.version ?? String(updatedOn.getTime()),
        updatedOn,
        updatedBy: describePerson({ id: cause?.content?.initiator ?? nobodyKnown }),
        ...describeProperties(properties),
      };
      return { id: 'chatThreadPropertiesUpdated', payload };
    },
  };
}

/** A thread that is gone. No list says who deleted it, or why. */
export function createThreadDeleted(threadId: string, deletedOn: Date): RealtimeEvent {
  const version = String(deletedOn.getTime());
  const payload = { threadId, version, deletedOn, deletedBy: null, reason: 'unknown' };
  return { id: 'chatThreadDeleted', payload };
}

/** The user was removed, and may not see by whom. */
export function createUserRemoved(
  threadId: string,
  user: CommunicationIdentifierKind,
  removedOn: Date,
): RealtimeEvent {
  const version = String(removedOn.getTime());
  const people = {
    removedBy: describePerson({ id: nobodyKnown }),
    participantsRemoved: [describePerson({ id: user })],
  };
  return { id: 'participantsRemoved', payload: { threadId, version, removedOn, ...people } };
}

/** What events tell of a person. */
function describePerson(participant: ChatParticipant): ChatEventParticipant {
  const { id, displayName = '', metadata = {}, shareHistoryTime } = participant;
  // Participants that the service names carry their kind, though the type of those to be added does not say so.
  const person = { id: id as CommunicationIdentifierKind, displayName, metadata };
  return shareHistoryTime === undefined ? person : { ...person, shareHistoryTime };
}

/** What events tell of a thread's properties. */
export function describeProperties({
  topic,
  metadata = {},
  retentionPolicy = { kind: 'none' },
}: ChatThreadProperties): Pick<ChatThreadPropertiesUpdatedEvent, 'properties' | 'retentionPolicy'> {
  return { properties: { topic, metadata }, retentionPolicy };
}
