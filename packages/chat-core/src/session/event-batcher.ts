import type { ScheduleFlush } from '../platform/frame-scheduler.ts';
import type { ChatEvent, ChatEventListener } from './chat-event.ts';

/** One ordered stream of events, handed out in batches. */
export interface EventBatcher {
  /** Adds a listener. `first` is handed out to it alone, at once. */
  subscribe(listener: ChatEventListener, first?: readonly ChatEvent[]): () => void;
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
  let isDisposed = false;

  function hand(batch: readonly ChatEvent[], listener: ChatEventListener): void {
    try {
      listener(batch);
    } catch (error) {
      try {
        reportError(error);
      } catch {
        // An error handler that throws must not end the stream either, and there is nobody left to tell.
      }
    }
  }

  function flush(): void {
    cancelFlush?.();
    cancelFlush = undefined;
    // A listener may emit: its events follow as a batch of their own, so that every listener sees the same order.
    if (isFlushing) return;
    isFlushing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      for (const listener of [...listeners]) hand(batch, listener);
    }
    isFlushing = false;
  }

  function emit(...events: readonly ChatEvent[]): void {
    // Answers that come after the end must not start a timer.
    if (isDisposed) return;
    waiting.push(...events);
    if (waiting.length > 0) cancelFlush ??= schedule(flush);
  }

  return {
    subscribe(listener, first = []) {
      listeners.add(listener);
      if (first.length > 0) hand(first, listener);
      return () => listeners.delete(listener);
    },
    emit,
    emitNow(...events) {
      if (isDisposed) return;
      waiting.push(...events);
      flush();
    },
    flush,
    dispose() {
      isDisposed = true;
      cancelFlush?.();
      cancelFlush = undefined;
      waiting = [];
      listeners.clear();
    },
  };
}
