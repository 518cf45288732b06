import { chatLimits } from '../../model/limits.ts';
import type { Clock, TimerHandle } from '../../platform/clock.ts';
import { readElapsed } from '../../platform/session-clock.ts';
import type { ChatEvent } from '../chat-event.ts';

/** How long a typing notification holds, in ms, counted on this device from its arrival. */
const typingHoldMs = 8_000;

/** Turns typing notifications, which only ever say "is typing", into a start and an end. */
export interface TypingTracker {
  /**
   * Somebody is typing. At most 20 people are kept for a thread; more are ignored.
   *
   * @param sentAt - The service's time of the notification, ms. One that comes more than 8 s late, or after what was being typed, is
   *   ignored. This is only ever compared with other times of the service.
   */
  noticed(threadId: string, userId: string, displayName: string | undefined, sentAt?: number): void;
  /**
   * The sender's message has arrived, so the typing is over.
   *
   * @param createdAt - The service's time of the message, ms. One from before the notification, such as an edited one, ends nothing.
   */
  messageArrived(threadId: string, userId: string, createdAt?: number): void;
  dispose(): void;
}

interface Typist {
  readonly threadId: string;
  readonly userId: string;
  readonly sentAt: number | undefined;
  readonly endsAt: number;
}

export function createTypingTracker(clock: Clock, emit: (event: ChatEvent) => void): TypingTracker {
  /** Whose typing ends first comes first, because all hold equally long. */
  const typists = new Map<string, Typist>();
  /** By sender, the service's times of the messages of the last seconds. */
  const messageTimes = new Map<string, number>();
  /** The newest time of the service that was heard, and when that was. */
  let newestTime = 0;
  let newestAt = 0;
  const keyOf = (threadId: string, userId: string): string => `${threadId}\n${userId}`;

  let timer: TimerHandle | undefined;
  let timerEndsAt = 0;
  /** Time that has passed, in ms. Timers keep it right where the platform's clock is set to another time. */
  let elapsed = 0;
  let lastLookAt = 0;

  function look(): number {
    const now = clock.now();
    const sinceLastLook = Math.max(0, now - lastLookAt);
    lastLookAt = now;
    if (timer !== undefined) elapsed = Math.min(elapsed + sinceLastLook, timerEndsAt);
    return elapsed;
  }

  function arm(): void {
    const [first] = typists.values();
    if (first === undefined) {
      clock.clearTimeout(timer);
      timer = undefined;
    } else if (timer === undefined) {
      timerEndsAt = first.endsAt;
      timer = clock.setTimeout(onTimer, timerEndsAt - look());
    }
  }

  function onTimer(): void {
    look();
    timer = undefined;
    elapsed = timerEndsAt;
    for (const [key, typist] of typists) if (typist.endsAt <= elapsed) end(key, typist);
    arm();
  }

  function end(key: string, { threadId, userId }: Typist): void {
    typists.delete(key);
    emit({ type: 'typing-stopped', threadId, userId });
  }

  function hear(time: number): void {
    const now = readElapsed(clock);
    // A time that is far ahead, or a clock of the service that is set back, must not make all that follows too old.
    if (Math.abs(now - newestAt) > typingHoldMs) {
      newestTime = 0;
      messageTimes.clear();
    }
    if (time > newestTime) [newestTime, newestAt] = [time, now];
    for (const [key, at] of messageTimes) if (isTooOld(at)) messageTimes.delete(key);
  }

  const isTooOld = (time: number): boolean => time < newestTime - typingHoldMs;

  function hasRoom(threadId: string): boolean {
    const present = [...typists.values()].filter((typist) => typist.threadId === threadId);
    return present.length < chatLimits.maxParticipantsForReceipts;
  }

  return {
    noticed(threadId, userId, displayName, sentAt) {
      const key = keyOf(threadId, userId);
      if (sentAt !== undefined) {
        hear(sentAt);
        if (isTooOld(sentAt) || sentAt <= (messageTimes.get(key) ?? 0)) return;
      }
      const isNew = !typists.has(key);
      if (isNew && !hasRoom(threadId)) return;
      typists.delete(key);
      typists.set(key, { threadId, userId, sentAt, endsAt: look() + typingHoldMs });
      arm();
      if (!isNew) return;
      emit({
        type: 'typing-started',
        threadId,
        userId,
        ...(displayName !== undefined && { displayName }),
      });
    },
    messageArrived(threadId, userId, createdAt) {
      const key = keyOf(threadId, userId);
      if (createdAt !== undefined) {
        hear(createdAt);
        messageTimes.set(key, Math.max(createdAt, messageTimes.get(key) ?? 0));
      }
      const typist = typists.get(key);
      if (typist === undefined || (createdAt ?? Infinity) < (typist.sentAt ?? 0)) return;
      end(key, typist);
      arm();
    },
    dispose() {
      typists.clear();
      arm();
    },
  };
}
