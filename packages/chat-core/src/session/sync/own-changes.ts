import type { ChatEvent } from '../chat-event.ts';
import type { ThreadPresence } from './thread-presence.ts';

/** Takes a change of a thread's topic or people that the service has confirmed. */
export type Tell = (event: ChatEvent) => void;

/** What this user changes of threads, told at once and without taking back what others have changed after it. */
export interface OwnChanges {
  /** Asks for a change, and tells with `tell` what it has brought about. What is heard from now on may be newer than the answer. */
  change<Result>(threadId: string, ask: (tell: Tell) => Promise<Result>): Promise<Result>;
  /** People have come or gone, as an event or another own change says. */
  notePeople(event: ChatEvent): void;
}

/** What {@link createOwnChanges} needs. */
export interface OwnChangesPorts {
  readonly presence: ThreadPresence;
  hear(event: ChatEvent): void;
}

/** Creates {@link OwnChanges}. */
export function createOwnChanges({ presence, hear }: OwnChangesPorts): OwnChanges {
  /** For each change under way, what was heard of people since it was asked for. */
  const heard = new Map<object, { readonly threadId: string; events: ChatEvent[] }>();

  return {
    async change(threadId, ask) {
      const read = presence.beginRead();
      const since = { threadId, events: [] as ChatEvent[] };
      heard.set(since, since);
      try {
        return await ask((event) => {
          if (event.type === 'thread-upserted') {
            const known = read.correct([event.thread]).find(({ id }) => id === threadId);
            if (known !== undefined) hear({ ...event, thread: known });
            return;
          }
          // Whatever was heard stands in the order in which it happened, so in the end it holds.
          const again = since.events;
          since.events = [];
          for (const one of [event, ...again]) hear(one);
        });
      } finally {
        heard.delete(since);
        read.end();
      }
    },
    notePeople(event) {
      if (!('threadId' in event)) return;
      for (const one of heard.values()) if (one.threadId === event.threadId) one.events.push(event);
    },
  };
}
