import type { ScheduleFlush } from '../platform/frame-scheduler.ts';
import type { ChatEvent, ChatEventListener } from './chat-event.ts';

/** One ordered stream of events, handed out in batches. */
export interface EventBatcher {
  subscribe(listener: ChatEventListener): () => void;
  /** Adds events to the batch of this frame. */
  emit(...events: readonly ChatEvent[]): void;
  /** Adds events and hands out everything at once, for what this user has just done. */
  emitNow(...events: readonly ChatEvent[]): void;
  /** Hands out what waits. Answers of loads do so before they resolve, so that the data are there when the promise is. */
  flush(): void;
  dispose(): void;
}

export function createEventBatcher(
  schedule: ScheduleFlush,
  reportError: (error: unknown) => void,
): EventBatcher {
  const listeners = new Set<ChatEventListener>();
  let waiting: ChatEvent[] = [];
  let cancelFlush: (() => void) | undefined;
  let isFlushing = false;

  function flush(): void {
    cancelFlush?.();
    cancelFlush = undefined;
    // A listener may emit: its events follow as a batch of their own, so that every listener sees the same order.
    if (isFlushing) return;
    isFlushing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      for (const listener of [...listeners]) {
        try {
          listener(batch);
        } catch (error) {
          reportError(error);
        }
      }
    }
    isFlushing = false;
  }

  function emit(...events: readonly ChatEvent[]): void {
    waiting.push(...events);
    if (waiting.length > 0) cancelFlush ??= schedule(flush);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit,
    emitNow(...events) {
      waiting.push(...events);
      flush();
    },
    flush,
    dispose() {
      cancelFlush?.();
      cancelFlush = undefined;
      waiting = [];
      listeners.clear();
    },
  };
}
