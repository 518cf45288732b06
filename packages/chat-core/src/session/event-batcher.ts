import type { ScheduleFlush } from '../platform/frame-scheduler.ts';
import type { ChatEvent, ChatEventListener } from './chat-event.ts';

/** One ordered stream of events, handed out in batches. */
export interface EventBatcher {
  /** Adds a listener. `first` is handed out to it alone, at once. */
  subscribe(listener: ChatEventListener, first?: readonly ChatEvent[]): () => void;
  /** Adds an event to the batch of this frame. */
  emit(event: ChatEvent): void;
  /** Adds an event and hands out everything at once, for what this user has just done. */
  emitNow(event: ChatEvent): void;
  /** Hands out what waits. */
  flush(): void;
  /**
   * The same promise, but what waits is handed out before it settles: the data are there when the promise is. It does not wait for the
   * frame, which may come a minute later in a hidden page; promises that settle together share a batch.
   */
  flushedBefore<T>(promise: Promise<T>): Promise<T>;
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
      reportError(error);
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

  function emit(event: ChatEvent): void {
    // Answers that come after the end must not start a timer.
    if (isDisposed) return;
    waiting.push(event);
    cancelFlush ??= schedule(flush);
  }

  return {
    subscribe(listener, first = []) {
      listeners.add(listener);
      if (first.length > 0) hand(first, listener);
      return () => listeners.delete(listener);
    },
    emit,
    emitNow(event) {
      if (isDisposed) return;
      waiting.push(event);
      flush();
    },
    flush,
    flushedBefore: (promise) => promise.finally(flush),
    dispose() {
      isDisposed = true;
      cancelFlush?.();
      cancelFlush = undefined;
      waiting = [];
      listeners.clear();
    },
  };
}
