import { reportUncaught } from '../platform/report-uncaught.ts';
import type { ChatEventHandler, ChatEventId, ChatEventPayloads } from '../events.ts';

/** The listeners of a client, by event. */
export interface EventEmitter {
  /** Adds a listener. One that is there already is not added twice. */
  add<Id extends ChatEventId>(id: Id, listener: ChatEventHandler<Id>): void;
  remove<Id extends ChatEventId>(id: Id, listener: ChatEventHandler<Id>): void;
  /** Calls the listeners that are there now, in the order of their addition. What one throws is reported and stops no other. */
  emit<Id extends ChatEventId>(id: Id, payload: ChatEventPayloads[Id]): void;
}

/** Creates an {@link EventEmitter}. `onListenerError` gets what a listener throws. */
export function createEventEmitter(onListenerError: (error: unknown) => void): EventEmitter {
  const listeners = new Map<ChatEventId, Set<(event: never) => void>>();
  return {
    add(id, listener) {
      listeners.set(id, (listeners.get(id) ?? new Set()).add(listener));
    },
    remove(id, listener) {
      listeners.get(id)?.delete(listener);
    },
    emit(id, payload) {
      for (const listener of Array.from(listeners.get(id) ?? [])) {
        try {
          // Only listeners of this event were added under its name, which TypeScript cannot see in a map.
          listener(payload as never);
        } catch (error) {
          // Nothing that an app throws may end a connection.
          try {
            onListenerError(error);
          } catch (worse) {
            reportUncaught(worse);
          }
        }
      }
    },
  };
}
