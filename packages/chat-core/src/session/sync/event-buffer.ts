import type { ChatEvent } from '../chat-event.ts';

/**
 * Holds back what happens while a list is read: the list may be older than the event, or may show that more was missed before it.
 * Keys name what is read, such as a thread's messages.
 */
export interface EventBuffer {
  /** From now on events of this key are held back. */
  begin(key: string): void;
  isHolding(key: string): boolean;
  /** Takes the event when its key is held back, and says so. */
  offer(key: string, event: ChatEvent): boolean;
  /**
   * Ends it and returns what was held back, in order. `undefined`: that was more than is held, so some of it is lost. Then what is read
   * has to be read anew, and events are still held back.
   */
  end(key: string): readonly ChatEvent[] | undefined;
  /** Ends it; what was held back is not needed. */
  discard(key: string): void;
}

interface Held {
  events: ChatEvent[];
  hasLost: boolean;
}

/** Creates an {@link EventBuffer} for at most `maxEvents`, all keys together. */
export function createEventBuffer(maxEvents: number): EventBuffer {
  const held = new Map<string, Held>();
  let count = 0;

  function discard(key: string): void {
    count -= held.get(key)?.events.length ?? 0;
    held.delete(key);
  }

  function loseAll(): void {
    for (const one of held.values()) {
      one.hasLost ||= one.events.length > 0;
      one.events = [];
    }
    count = 0;
  }

  return {
    begin(key) {
      if (!held.has(key)) held.set(key, { events: [], hasLost: false });
    },
    isHolding: (key) => held.has(key),
    offer(key, event) {
      const one = held.get(key);
      if (one === undefined) return false;
      one.events.push(event);
      count += 1;
      if (count > maxEvents) loseAll();
      return true;
    },
    end(key) {
      const one = held.get(key);
      if (one?.hasLost === true) {
        one.hasLost = false;
        // What came since may be older than the list that follows; it does no harm.
        return undefined;
      }
      const events = one?.events ?? [];
      discard(key);
      return events;
    },
    discard,
  };
}
