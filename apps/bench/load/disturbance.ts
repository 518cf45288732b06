import type { AcsCaller, Person } from './acs-caller.ts';
import { threadPath } from './acs-caller.ts';
import { openFrameSocket } from './frame-socket.ts';
import { greet, toSocketUrl } from './rivals.ts';

/** Everything that people do besides sending: joins and leaves, typing, receipts, edits, deletions, new sockets. */
export interface Disturbance {
  /** What has been done so far. */
  readonly actions: number;
  /** Ends it; rejects with what went wrong. */
  stop(): Promise<void>;
}

/** Milliseconds between two things that somebody does. */
const pauseMs = 100;

/**
 * Keeps things going in a thread until it is stopped.
 *
 * @param host In the thread; does what needs a participant.
 * @param guests Not in the thread: they come and go in turns.
 * @param smallThreadId A thread of at most 20 people, where typing notifications and read receipts are kept.
 */
export function startDisturbance(
  caller: AcsCaller,
  endpoint: string,
  place: { readonly threadId: string; readonly smallThreadId: string },
  host: Person,
  guests: readonly Person[],
): Disturbance {
  const path = threadPath(place.threadId);
  const smallPath = threadPath(place.smallThreadId);
  let actions = 0;
  let isStopped = false;

  const send = async (to: string): Promise<string> => {
    const answer = await caller.call(host, 'POST', `${to}/messages`, { content: 'An aside.' });
    // The answer of a sent message, by the protocol.
    return (answer as { id: string }).id;
  };
  const steps: readonly ((guest: Person) => Promise<unknown>)[] = [
    async (guest) => {
      const participants = [{ communicationIdentifier: { rawId: guest.userId } }];
      await caller.call(host, 'POST', `${path}/participants/:add`, { participants });
    },
    async (guest) => {
      const url = toSocketUrl(endpoint, '/realtime');
      const socket = await openFrameSocket(
        url,
        () => {},
        () => {},
      );
      socket.send(greet(guest.token));
      await pause();
      socket.close();
    },
    async () => {
      const id = await send(path);
      await caller.call(host, 'PATCH', `${path}/messages/${id}`, { content: 'An aside, edited.' });
      await caller.call(host, 'DELETE', `${path}/messages/${id}`);
    },
    () => caller.call(host, 'POST', `${smallPath}/typing`, {}),
    async () => {
      const chatMessageId = await send(smallPath);
      await caller.call(host, 'POST', `${smallPath}/readReceipts`, { chatMessageId });
    },
    () => caller.call(host, 'GET', `${path}/messages?maxPageSize=100`),
    (guest) => caller.call(host, 'POST', `${path}/participants/:remove`, { rawId: guest.userId }),
  ];

  const run = async (): Promise<void> => {
    for (let turn = 0; !isStopped; turn += 1) {
      const guest = guests[turn % guests.length];
      if (guest === undefined) throw new Error('Nobody comes and goes: name at least one guest.');
      for (const step of steps) {
        await step(guest);
        actions += 1;
        await pause();
      }
    }
  };
  const running = run();
  // Looked at by `stop`; until then it must not end the process.
  running.catch(() => undefined);
  return {
    get actions() {
      return actions;
    },
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pauseMs));
}
