import type { ChatEventHandler, ChatEventId, ChatEventPayloads } from '../events.ts';

/** The listeners of a client, by event. */
export interface EventEmitter {
  /** Adds a listener. One that is there already is not added twice. */
  add<Id extends ChatEventId>(id: Id, listener: ChatEventHandler<Id>): void;
  remove<Id extends ChatEventId>(id: Id, listener: ChatEventHandler<Id>): void;
  /** Calls the listeners that are there now, in the order of their addition. What one throws is reported and stops no other. */
  emit<Id extends ChatEventId>(id: Id, payload: ChatEventPayloads[Id]): void;
}

type Listeners = { [Id in ChatEventId]: Set<ChatEventHandler<Id>> };

/** Creates an {@link EventEmitter}. `onListenerError` gets what a listener throws. */
export function createEventEmitter(onListenerError: (error: unknown) => void): EventEmitter {
  const listeners: Listeners = {
    chatMessageReceived: new Set(),
    chatMessageEdited: new Set(),
    chatMessageDeleted: new Set(),
    typingIndicatorReceived: new Set(),
    readReceiptReceived: new Set(),
    chatThreadCreated: new Set(),
    chatThreadPropertiesUpdated: new Set(),
    chatThreadDeleted: new Set(),
    participantsAdded: new Set(),
    participantsRemoved: new Set(),
    realTimeNotificationConnected: new Set(),
    realTimeNotificationDisconnected: new Set(),
  };
  return {
    add(id, listener) {
      listeners[id].add(listener);
    },
    remove(id, listener) {
      listeners[id].delete(listener);
    },
    emit(id, payload) {
      for (const listener of Array.from(listeners[id])) {
        try {
          listener(payload);
        } catch (error) {
          onListenerError(error);
        }
      }
    },
  };
}
