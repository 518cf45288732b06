import type { PagedAsyncIterableIterator } from '@azure/core-paging';
import type { ChatClient } from '../../chat-client.ts';
import type { ChatThreadClient } from '../../chat-thread-client.ts';
import type { Participant } from '../../model/entities.ts';
import { callOnce, type CallOnceOptions } from '../../rest/call-once.ts';
import type { ChatEvent } from '../chat-event.ts';
import { toParticipant, toReadReceipt, toThreadSnapshot } from '../to-entities.ts';
import type { EventBuffer } from './event-buffer.ts';
import { readListPages } from './list-pages.ts';
import type { ReadOptions, Reads } from './reads.ts';
import type { ThreadPresence } from './thread-presence.ts';
import { createTurns } from './turns.ts';

/** What the facts are read with. */
export interface ThreadFactsPorts {
  readonly client: ChatClient;
  readonly userId: string;
  readonly reads: Reads;
  readonly presence: ThreadPresence;
  readonly buffer: EventBuffer;
  thread(threadId: string): ChatThreadClient;
  keepsReceipts(threadId: string): boolean;
  /** Threads of which anything is loaded. */
  loadedThreads(): readonly string[];
  learn(event: ChatEvent): void;
}

/** Reads which threads there are, and what is to be known of one besides its messages. */
export interface ThreadFacts {
  /** Gives also the threads that are loaded, or were listed before, and that the list does not hold any more. */
  loadThreads(options?: ReadOptions): Promise<{ count: number; gone: readonly string[] }>;
  loadThread(threadId: string, options?: ReadOptions): Promise<void>;
  loadParticipants(threadId: string, options?: ReadOptions): Promise<{ count: number }>;
  /** Whether the service counts this user among the people of the thread now. Nothing of it is given out. */
  isParticipant(threadId: string): Promise<boolean>;
  loadReceipts(threadId: string, options?: ReadOptions): Promise<{ count: number }>;
  /** Threads of which people or receipts were loaded. */
  loaded(): ReadonlySet<string>;
  /** Reads again what was loaded of people and receipts of a thread. */
  refresh(threadId: string, options?: ReadOptions): Promise<void>;
  /** Whether people or receipts of the thread were not read since something may have been missed. */
  isBehind(threadId: string): boolean;
  /** As {@link ThreadFacts.refresh}, but only what was not read since something may have been missed. */
  catchUp(threadId: string, options?: ReadOptions): Promise<void>;
  /** People and receipts of the thread are to be loaded, also if they never were: the next catch-up reads them. */
  want(threadId: string): void;
  /** Something may have been missed: people who are being listed are listed once more. */
  fallBehind(): void;
  forget(threadId: string): void;
  /** As {@link ThreadFacts.forget}, but what was loaded of it is read again after {@link ThreadFacts.recall}. */
  letGo(threadId: string): void;
  /** Somebody looks at the thread. */
  recall(threadId: string): void;
  /** That the thread is no longer this user's is known already: a list that does not hold it is no news. */
  unlist(threadId: string): void;
}

/** The key under which changes of a thread's people are held back. */
export function peopleKey(threadId: string): string {
  return `people ${threadId}`;
}

/** Creates {@link ThreadFacts}. */
export function createThreadFacts(ports: ThreadFactsPorts): ThreadFacts {
  const { client, reads, presence, buffer, learn, thread } = ports;
  const turns = createTurns();
  /** The last time that something may have been missed. */
  let fall = {};
  /** By thread, the fall after which they were read. */
  const withReceipts = new Map<string, object>();
  const withParticipants = new Map<string, object>();
  /** Which of them were read of threads that were let go. */
  const wasRead = new Map<string, readonly Map<string, object>[]>();
  /** Lists of threads are numbered: one that was overtaken by a later one is out of date. */
  let lastList = 0;
  let lastApplied = 0;
  let listedIds = new Set<string>();

  /**
   * A list, page by page, as the budget allows. `isMoving`: what is new goes to its front, so that something of a later page may be on the
   * first one by the time its own is read. Then the first one is read once more.
   */
  async function readAll<Item>(
    options: ReadOptions,
    list: (callOptions: CallOnceOptions) => PagedAsyncIterableIterator<Item>,
    isMoving = false,
  ): Promise<Item[]> {
    return reads.run(options, async (turn) => {
      const readPages = (): ReturnType<typeof readListPages<Item>> =>
        readListPages(list(callOnce(turn.signal)), turn);
      const items: Item[] = [];
      let count = 0;
      for await (const page of readPages()) {
        items.push(...page.items);
        count += 1;
      }
      if (isMoving && count > 1)
        for await (const page of readPages()) return [...items, ...page.items];
      return items;
    });
  }

  async function readParticipants(
    threadId: string,
    options: ReadOptions,
  ): Promise<readonly Participant[]> {
    const listed = await readAll(options, (callOptions) =>
      thread(threadId).listParticipants({ ...callOptions, maxPageSize: 200 }),
    );
    return listed.map(toParticipant);
  }

  async function loadParticipants(
    threadId: string,
    options?: ReadOptions,
  ): Promise<{ count: number }> {
    const isStillThere = presence.watch(threadId);
    const key = peopleKey(threadId);
    const mine = fall;
    buffer.begin(key);
    let count = 0;
    let held: readonly ChatEvent[] | undefined;
    try {
      const participants = await readParticipants(threadId, { threadId, ...options });
      if (isStillThere()) {
        withParticipants.set(threadId, mine);
        learn({ type: 'participants-listed', threadId, participants });
      }
      count = participants.length;
      held = buffer.end(key);
    } catch (error) {
      // Nobody reads it again for what was lost of it.
      held = buffer.end(key) ?? [];
      buffer.discard(key);
      throw error;
    } finally {
      held?.forEach(learn);
    }
    return held === undefined || mine !== fall ? loadParticipants(threadId, options) : { count };
  }

  function isOld(read: ReadonlyMap<string, object>, threadId: string): boolean {
    return read.has(threadId) && read.get(threadId) !== fall;
  }

  /** Two lists at a time would end each other's holding back. */
  const inTurn: ThreadFacts['loadParticipants'] = (threadId, options) =>
    turns.take(threadId, () => loadParticipants(threadId, options));

  async function loadReceipts(threadId: string, options?: ReadOptions): Promise<{ count: number }> {
    const mine = fall;
    if (!ports.keepsReceipts(threadId)) {
      // There may be some once the thread has fewer people.
      withReceipts.set(threadId, mine);
      return { count: 0 };
    }
    const isStillThere = presence.watch(threadId);
    const receipts = await readAll({ threadId, ...options }, (callOptions) =>
      thread(threadId).listReadReceipts({ ...callOptions, maxPageSize: 200 }),
    );
    if (isStillThere()) {
      withReceipts.set(threadId, mine);
      for (const one of receipts) {
        learn({ type: 'receipt-received', threadId, receipt: toReadReceipt(one) });
      }
    }
    // The catch-up did not know yet that they are wanted.
    return mine === fall ? { count: receipts.length } : loadReceipts(threadId, options);
  }

  function forget(threadId: string): void {
    withReceipts.delete(threadId);
    withParticipants.delete(threadId);
    wasRead.delete(threadId);
    buffer.discard(peopleKey(threadId));
  }

  /** They are to be read, unless they were. */
  function want(threadId: string, facts: readonly Map<string, object>[]): void {
    for (const read of facts) if (!read.has(threadId)) read.set(threadId, {});
  }

  return {
    async loadThreads(options = {}) {
      const list = presence.beginRead();
      lastList += 1;
      const mine = lastList;
      try {
        const listed = await readAll(
          options,
          (callOptions) => client.listChatThreads({ ...callOptions, maxPageSize: 200 }),
          true,
        );
        const present = listed.filter(({ deletedOn }) => deletedOn === undefined);
        const threads = list.correct(present.map(toThreadSnapshot));
        const count = threads.length;
        if (mine < lastApplied) return { count, gone: [] };
        lastApplied = mine;
        learn({ type: 'threads-listed', threads, complete: true });
        const known = new Set([...listedIds, ...ports.loadedThreads()]);
        listedIds = new Set(threads.map(({ id }) => id));
        return { count, gone: [...known].filter((id) => !listedIds.has(id)) };
      } finally {
        list.end();
      }
    },
    async loadThread(threadId, options) {
      const read = presence.beginRead();
      try {
        const properties = await reads.run({ threadId, ...options }, async ({ signal, next }) => {
          await next();
          return thread(threadId).getProperties(callOnce(signal));
        });
        const known = read.correct([toThreadSnapshot(properties)]);
        // It may have been left in the meantime.
        const snapshot = known.find(({ id }) => id === threadId);
        if (snapshot !== undefined) learn({ type: 'thread-upserted', thread: snapshot });
      } finally {
        read.end();
      }
    },
    loadParticipants: inTurn,
    async isParticipant(threadId) {
      // It goes on when the thread is closed: who was removed is to know it.
      const participants = await readParticipants(threadId, {});
      return participants.some((one) => one.userId === ports.userId);
    },
    loadReceipts,
    loaded: () => new Set([...withReceipts.keys(), ...withParticipants.keys()]),
    async refresh(threadId, options) {
      if (withParticipants.has(threadId)) await inTurn(threadId, options);
      if (withReceipts.has(threadId)) await loadReceipts(threadId, options);
    },
    isBehind: (threadId) => isOld(withParticipants, threadId) || isOld(withReceipts, threadId),
    async catchUp(threadId, options) {
      await turns.take(threadId, async () => {
        if (isOld(withParticipants, threadId)) await loadParticipants(threadId, options);
      });
      if (isOld(withReceipts, threadId)) await loadReceipts(threadId, options);
    },
    want: (threadId) => want(threadId, [withParticipants, withReceipts]),
    fallBehind() {
      fall = {};
    },
    forget,
    letGo(threadId) {
      const facts = [withParticipants, withReceipts].filter((read) => read.has(threadId));
      forget(threadId);
      if (facts.length > 0) wasRead.set(threadId, facts);
    },
    recall(threadId) {
      want(threadId, wasRead.get(threadId) ?? []);
      wasRead.delete(threadId);
    },
    unlist: (threadId) => listedIds.delete(threadId),
  };
}
