import type { ChatThreadItem } from '../../models.ts';
import { createThreadDeleted, createUserRemoved } from './derive-events.ts';
import {
  createThreadReader,
  readPages,
  viewedThreads,
  type Look,
  type ThreadReaderInit,
} from './thread-reader.ts';
import { readRefusal, unlessRefused, type Refusal } from './unless-refused.ts';

/** Threads in a page, the most that the service gives, and pages in a poll. */
const threadPageSize = 200;
const threadPages = 5;
/** Threads with news that one poll looks at; the others wait for the next one. */
const newsPerPoll = 10;
/** Viewed threads that one poll looks at although the list of threads tells no news of them. */
const sweepsPerPoll = 2;
/** The unit in which a service may give times, in milliseconds. */
const coarseTimeMs = 1_000;

/** Derives events from lists. */
export interface ChatPoller {
  /**
   * Reads the lists and gives out what happened since the last poll; the first one gives out nothing. It rejects as the lists do, and
   * what it has not given out then comes with a later poll.
   *
   * @returns False when more happened in a thread than one poll reads.
   */
  poll(abortSignal: AbortSignal): Promise<boolean>;
}

/** Creates a {@link ChatPoller}. */
export function createChatPoller(init: ThreadReaderInit): ChatPoller {
  const { source, user, now, onEvent } = init;
  const reader = createThreadReader(init);
  /** Thread id → when its newest message arrived, as far as that was looked at. */
  const known = new Map<string, number>();
  /** Thread id → when it was looked at, in milliseconds since 1970, though more may have come with the same time, a whole second. */
  const unsettled = new Map<string, number>();
  let hasStarted = false;
  /** Where the first list was cut off: an unlisted thread is not a new one, and what came after this time is new in it. */
  let cutAt: number | undefined;
  let swept = 0;

  async function begin(
    threads: readonly ChatThreadItem[],
    isWhole: boolean,
    abortSignal: AbortSignal,
  ): Promise<void> {
    // An earlier begin may have failed halfway, long ago.
    known.clear();
    for (const thread of threads) known.set(thread.id, newsTime(thread));
    const newest = threads.toSorted((a, b) => newsTime(a) - newsTime(b)).slice(-viewedThreads);
    cutAt = isWhole ? undefined : Math.max(...known.values());
    await Promise.all(newest.map(({ id }) => unlessRefused(() => reader.view(id, abortSignal))));
    hasStarted = true;
  }

  /** Looks at the threads with news and at those whose turn it is. Gives what became of that, by thread id. */
  async function follow(
    threads: readonly ChatThreadItem[],
    listedAt: number,
    abortSignal: AbortSignal,
  ): Promise<Map<string, Look | Refusal>> {
    const hasNews = (thread: ChatThreadItem): boolean =>
      newsTime(thread) > (known.get(thread.id) ?? -1);
    const mayHaveMore = ({ id }: ChatThreadItem): boolean =>
      listedAt - (unsettled.get(id) ?? listedAt) >= coarseTimeMs;
    const news = threads
      .filter((thread) => hasNews(thread) || mayHaveMore(thread))
      .toSorted((a, b) => newsTime(a) - newsTime(b))
      .slice(0, newsPerPoll);
    const sweeps = takeSweeps();
    const looks = new Map<string, Look | Refusal>();
    for (const thread of news) {
      const { id } = thread;
      const look = await readNews(id, abortSignal, sweeps.has(id));
      looks.set(id, look);
      const newestAt = typeof look === 'object' ? look.newestAt : 0;
      if (hasNews(thread) && newsTime(thread) % coarseTimeMs === 0) unsettled.set(id, now());
      else unsettled.delete(id);
      known.set(id, Math.max(newsTime(thread), newestAt));
    }
    for (const id of sweeps) {
      if (!looks.has(id)) looks.set(id, await readNews(id, abortSignal, true));
    }
    return looks;
  }

  async function readNews(
    threadId: string,
    abortSignal: AbortSignal,
    isSweep: boolean,
  ): Promise<Look | Refusal> {
    const since = known.get(threadId) ?? cutAt;
    try {
      return since === undefined
        ? await reader.join(threadId, abortSignal)
        : await reader.look(threadId, since, abortSignal, isSweep);
    } catch (error) {
      const refusal = readRefusal(error);
      if (refusal === undefined) throw error;
      return refusal;
    }
  }

  /** The viewed threads, one after the other, poll by poll. */
  function takeSweeps(): ReadonlySet<string> {
    const due = reader.viewed.toSorted();
    const taken = due.slice(0, sweepsPerPoll).map((_id, index) => (swept + index) % due.length);
    swept += taken.length;
    return new Set(taken.flatMap((index) => due[index] ?? []));
  }

  /**
   * A thread is not listed any more: it is deleted; the user was removed, which the messages tell if he may still read them; or the
   * thread is as it was and only its row in the list was none.
   */
  function leave(threadId: string, look: Look | Refusal, deletedOn: Date | undefined): void {
    const lastSeen = known.get(threadId) ?? 0;
    known.delete(threadId);
    if (deletedOn !== undefined || look === 404) {
      onEvent(createThreadDeleted(threadId, deletedOn ?? new Date(now())));
    } else if (look === 403) onEvent(createUserRemoved(threadId, user, new Date(now())));
    else if (look.isInside) {
      // As the last one it lets others have their turn.
      known.set(threadId, Math.max(lastSeen, look.newestAt));
      return;
    }
    unsettled.delete(threadId);
    reader.forget(threadId);
  }

  return {
    async poll(abortSignal) {
      const listedAt = now();
      const list = source.listChatThreads({ abortSignal, maxPageSize: threadPageSize });
      const pages = await readPages(list, (_page, count) => count === threadPages);
      const listed = pages.flat();
      const isListed = pages.length < threadPages;
      const threads = listed.filter(({ deletedOn }) => deletedOn === undefined);
      if (!hasStarted) {
        await begin(threads, isListed, abortSignal);
        return true;
      }
      const looks = await follow(threads, listedAt, abortSignal);
      const present = new Set(threads.map(({ id }) => id));
      // With more threads than a poll lists, one that is not listed may still be there.
      if (isListed) {
        const gone = [...known.keys()].filter((id) => !present.has(id));
        for (const id of gone.slice(0, newsPerPoll)) {
          // What was looked at after the list was read need not be looked at again.
          const look = looks.get(id) ?? (await readNews(id, abortSignal, false));
          looks.set(id, look);
          leave(id, look, listed.find((item) => item.id === id)?.deletedOn);
        }
      }
      return [...looks.values()].every((look) => typeof look === 'number' || look.isWhole);
    },
  };
}

/** When something was last said in a thread, in milliseconds since 1970; 0 when nothing was. */
function newsTime({ lastMessageReceivedOn }: ChatThreadItem): number {
  return lastMessageReceivedOn?.getTime() ?? 0;
}
