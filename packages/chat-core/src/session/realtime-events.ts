import type { ChatClient } from '../chat-client.ts';
import type { ChatEventHandler, ChatEventId } from '../events.ts';
import { getIdentifierRawId } from '../model/identifiers.ts';
import type { ChatEvent, ServerMessage } from './chat-event.ts';
import {
  deletedToServerMessage,
  receivedToServerMessage,
  toParticipant,
  toReadReceipt,
} from './to-entities.ts';

/** What the session does with the client's realtime events. */
export interface RealtimeEventSink {
  emit(event: ChatEvent): void;
  /** @param sentAt - The service's time, ms. */
  typing(threadId: string, userId: string, displayName: string | undefined, sentAt: number): void;
  /** The thread has a system message that no event carries. */
  systemMessage(threadId: string): void;
  added(threadId: string, userIds: readonly string[]): void;
  /** @param at - The service's time, ms. */
  removed(threadId: string, userIds: readonly string[], at: number): void;
  /** The thread was deleted for everybody. */
  deleted(threadId: string): void;
}

/** Connects the client's payload events to the sink. Returns a function that disconnects them. */
export function listenToRealtime(client: ChatClient, sink: RealtimeEventSink): () => void {
  const { emit } = sink;
  const disconnect: (() => void)[] = [];
  function on<Id extends ChatEventId>(id: Id, handle: ChatEventHandler<Id>): void {
    client.on(id, handle);
    disconnect.push(() => client.off(id, handle));
  }

  const upsert = (message: ServerMessage): void =>
    emit({ type: 'message-upserted', threadId: message.threadId, message });

  on('chatMessageReceived', (event) => upsert(receivedToServerMessage(event)));
  on('chatMessageEdited', (event) => upsert(receivedToServerMessage(event)));
  on('chatMessageDeleted', (event) => upsert(deletedToServerMessage(event)));
  on('typingIndicatorReceived', ({ threadId, sender, senderDisplayName, receivedOn }) =>
    sink.typing(
      threadId,
      getIdentifierRawId(sender),
      senderDisplayName || undefined,
      receivedOn.getTime(),
    ),
  );
  on('readReceiptReceived', (event) =>
    emit({ type: 'receipt-received', threadId: event.threadId, receipt: toReadReceipt(event) }),
  );
  on('chatThreadCreated', ({ threadId, createdOn, createdBy, properties, participants }) => {
    emit({
      type: 'thread-upserted',
      thread: {
        id: threadId,
        topic: properties.topic,
        createdAt: createdOn.getTime(),
        createdById: getIdentifierRawId(createdBy.id),
        topicSetAt: createdOn.getTime(),
      },
    });
    emit({
      type: 'participants-listed',
      threadId,
      participants: participants.map(toParticipant),
    });
  });
  on('chatThreadPropertiesUpdated', ({ threadId, properties, updatedOn }) => {
    const { topic } = properties;
    const thread = { id: threadId, topic, topicSetAt: updatedOn.getTime() };
    emit({ type: 'thread-upserted', thread });
    sink.systemMessage(threadId);
  });
  on('chatThreadDeleted', ({ threadId }) => sink.deleted(threadId));
  on('participantsAdded', ({ threadId, participantsAdded, addedOn }) => {
    const participants = participantsAdded.map(toParticipant);
    emit({ type: 'participants-added', threadId, participants, at: addedOn.getTime() });
    sink.added(
      threadId,
      participants.map((one) => one.userId),
    );
  });
  on('participantsRemoved', ({ threadId, participantsRemoved, removedOn }) =>
    sink.removed(
      threadId,
      participantsRemoved.map((one) => getIdentifierRawId(one.id)),
      removedOn.getTime(),
    ),
  );
  return () => {
    for (const stop of disconnect) stop();
  };
}
