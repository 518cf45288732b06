import type { ChatClient } from '../../chat-client.ts';
import type { ChatEvent, ServerMessage } from '../chat-event.ts';
import { listenToRealtime } from '../realtime-events.ts';
import type { EventBuffer } from './event-buffer.ts';
import { peopleKey } from './thread-facts.ts';
import type { ThreadPresence } from './thread-presence.ts';

/** What is done with the events of the client. */
export interface HearingPorts {
  readonly client: ChatClient;
  readonly userId: string;
  readonly buffer: EventBuffer;
  readonly presence: ThreadPresence;
  learn(event: ChatEvent): void;
  /** @param sentAt - The service's time, ms. */
  typing(threadId: string, userId: string, displayName: string | undefined, sentAt: number): void;
  /** An event has brought this message. */
  noteMessage(threadId: string, message: ServerMessage): void;
  /** Somebody has come or gone, perhaps later than what an own request is answered with. */
  notePeople(event: ChatEvent): void;
  /** Something is new in the thread that no event carries. */
  refresh(threadId: string): void;
  /** The user has come into the thread, perhaps not for the first time. */
  enter(threadId: string): void;
  leave(threadId: string, reason: 'removed' | 'gone'): void;
}

/** Takes what happens: at once, or after the list that is being read. */
export interface Hearing {
  /** Takes what the service has said otherwise than in a list. */
  hear(event: ChatEvent): void;
  hearMessage(threadId: string, message: ServerMessage): void;
  stop(): void;
}

/** Begins to listen to the client's events. They come once something has started them. */
export function createHearing(ports: HearingPorts): Hearing {
  const { buffer, presence, learn, userId } = ports;

  function hearMessage(threadId: string, message: ServerMessage): void {
    const event: ChatEvent = { type: 'message-upserted', threadId, message };
    if (!buffer.offer(threadId, event)) learn(event);
  }

  function hear(event: ChatEvent): void {
    switch (event.type) {
      case 'message-upserted':
        presence.came({ id: event.threadId });
        ports.noteMessage(event.threadId, event.message);
        hearMessage(event.threadId, event.message);
        return;
      case 'thread-upserted':
        presence.came(event.thread);
        learn(event);
        return;
      case 'participants-listed':
      case 'participants-added':
      case 'participants-removed':
        ports.notePeople(event);
        if (!buffer.offer(peopleKey(event.threadId), event)) learn(event);
        return;
      default:
        learn(event);
    }
  }

  const stop = listenToRealtime(ports.client, {
    emit: hear,
    typing: ports.typing,
    systemMessage: ports.refresh,
    added(threadId, userIds) {
      if (!userIds.includes(userId)) {
        ports.refresh(threadId);
        return;
      }
      // A list that is being read may be older.
      presence.came({ id: threadId });
      ports.enter(threadId);
    },
    removed(threadId, userIds, at) {
      hear({ type: 'participants-removed', threadId, userIds, at });
      if (userIds.includes(userId)) ports.leave(threadId, 'removed');
      else ports.refresh(threadId);
    },
    deleted: (threadId) => ports.leave(threadId, 'gone'),
  });
  return { hear, hearMessage, stop };
}
