import type { Clock, TimerHandle } from '../platform/clock.ts';
import type { ChatEvent } from './chat-event.ts';

/** How long a typing notification holds, in ms, counted on this device from its arrival. */
const typingHoldMs = 8_000;

/** Turns typing notifications, which only ever say "is typing", into a start and an end. */
export interface TypingTracker {
  noticed(threadId: string, userId: string, displayName: string | undefined): void;
  /** The sender's message has arrived, so the typing is over. */
  messageArrived(threadId: string, userId: string): void;
  dispose(): void;
}

export function createTypingTracker(clock: Clock, emit: (event: ChatEvent) => void): TypingTracker {
  const timers = new Map<string, TimerHandle>();
  const keyOf = (threadId: string, userId: string): string => `${threadId}\n${userId}`;

  function end(threadId: string, userId: string): void {
    const key = keyOf(threadId, userId);
    if (!timers.has(key)) return;
    clock.clearTimeout(timers.get(key));
    timers.delete(key);
    emit({ type: 'typing-stopped', threadId, userId });
  }

  return {
    noticed(threadId, userId, displayName) {
      const key = keyOf(threadId, userId);
      const isNew = !timers.has(key);
      clock.clearTimeout(timers.get(key));
      timers.set(
        key,
        clock.setTimeout(() => end(threadId, userId), typingHoldMs),
      );
      if (!isNew) return;
      emit({
        type: 'typing-started',
        threadId,
        userId,
        ...(displayName !== undefined && { displayName }),
      });
    },
    messageArrived: end,
    dispose() {
      for (const timer of timers.values()) clock.clearTimeout(timer);
      timers.clear();
    },
  };
}
