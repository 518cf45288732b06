import { chatLimits } from '../../model/limits.ts';
import type { ChatEvent } from '../chat-event.ts';

/** Knows for which threads the service keeps read receipts and typing notifications: those that are small enough. */
export interface SignalSupport {
  /** Counts the people that an event names. */
  observe(event: ChatEvent): void;
  /** True also while the people of the thread are not known. */
  supports(threadId: string): boolean;
}

export function createSignalSupport(): SignalSupport {
  const people = new Map<string, Set<string>>();
  return {
    observe(event) {
      switch (event.type) {
        case 'participants-listed':
          people.set(event.threadId, new Set(event.participants.map((one) => one.userId)));
          return;
        case 'participants-added':
          for (const { userId } of event.participants) people.get(event.threadId)?.add(userId);
          return;
        case 'participants-removed':
          for (const userId of event.userIds) people.get(event.threadId)?.delete(userId);
          return;
        case 'thread-removed':
          people.delete(event.threadId);
          return;
        default:
      }
    },
    supports: (threadId) =>
      (people.get(threadId)?.size ?? 0) <= chatLimits.maxParticipantsForReceipts,
  };
}
