import type { ChatThreadClient } from '../../chat-thread-client.ts';
import type { Clock } from '../../platform/clock.ts';
import { readElapsed } from '../../platform/session-clock.ts';
import { compareIds } from '../../model/compare-ids.ts';
import type { ChatEvent, ServerMessage } from '../chat-event.ts';
import type { ReliabilityConfig } from '../reliability.ts';
import type { MessagePage } from '../session-contract.ts';
import type { EventBuffer } from './event-buffer.ts';
import {
  addCheckpoint,
  createLoadedRange,
  cutRange,
  findCursorAbove,
  isWithin,
  openRange,
  raiseNewest,
  type LoadedRange,
} from './loaded-range.ts';
import { readPage, readPages, type Page } from './read-messages.ts';
import type { ReadOptions, Reads } from './reads.ts';
import { createTurns } from './turns.ts';

/** What the messages of the threads are read with. */
export interface MessageReaderPorts {
  readonly clock: Clock;
  readonly config: ReliabilityConfig;
  readonly reads: Reads;
  readonly buffer: EventBuffer;
  thread(threadId: string): ChatThreadClient;
  isHeld(threadId: string): boolean;
  /** Returns whether the thread has not been left since. */
  watch(threadId: string): () => boolean;
  learn(event: ChatEvent): void;
}

/** What a look for news found. */
export interface News {
  /** Messages that no list had shown before, without those that a gap hides. */
  readonly messages: readonly ServerMessage[];
  /** Where the window goes on below what was read, or below the gap. `null`: everything that is loaded was read. */
  readonly rest: Page | null;
  /** How many messages were listed. */
  readonly count: number;
}

/** Keeps what is loaded of each thread one range without a hole, or says that there is a gap. */
export interface MessageReader {
  /** What is loaded, by thread. */
  readonly ranges: ReadonlyMap<string, LoadedRange>;
  hasGap(threadId: string): boolean;
  /** Something may have been missed: what happens in loaded threads is held back until they have been read. */
  fallBehind(): void;
  /** Reads the newest page, in place of whatever was loaded. It closes a gap. */
  loadNewest(threadId: string, pageSize: number, options?: ReadOptions): Promise<MessagePage>;
  /** Reads what is newer than the range. With `since` only what is newer than that, as the service sees it. */
  readNews(threadId: string, options?: ReadOptions & { since?: Date | undefined }): Promise<News>;
  /** As {@link MessageReader.readNews}, but nothing is read when the whole range was read since something may have been missed. */
  readMissed(threadId: string, options?: ReadOptions & { since?: Date | undefined }): Promise<News>;
  /** Reads the window again, from `rest` of the news on, to repair what no event told of. */
  readRest(threadId: string, rest: Page, options?: ReadOptions): Promise<void>;
  forget(threadId: string): void;
}

const nothing: News = { messages: [], rest: null, count: 0 };
/** The fold keeps so many rows of a thread that nobody holds: what is older is not read again. */
const unheldRows = 500;

/** Creates a {@link MessageReader}. */
export function createMessageReader(ports: MessageReaderPorts): MessageReader {
  const { clock, reads, buffer, config, learn } = ports;
  const ranges = new Map<string, LoadedRange>();
  const gaps = new Set<string>();
  const turns = createTurns();
  /** The last time that something may have been missed: a list that was asked for before it does not bring a thread up to date. */
  let fall = {};
  /** The fall after which the whole of a range was read. */
  const freshSince = new WeakMap<LoadedRange, object>();

  /** Gives out what was held back. False: some of it was lost, and the list has to be read once more. */
  function release(threadId: string, since: object): boolean {
    if (since !== fall) return true;
    const events = buffer.end(threadId);
    giveOut(threadId, events);
    return events !== undefined;
  }

  /** Where the history begins with the range, nothing that was heard of messages above it is this user's to see any more. */
  function giveOut(threadId: string, events: readonly ChatEvent[] = []): void {
    const range = ranges.get(threadId);
    const isCut = (event: ChatEvent): boolean =>
      event.type === 'message-upserted' &&
      range?.olderCursor === null &&
      !isWithin(range, event.message.id);
    for (const event of events) if (!isCut(event)) learn(event);
  }

  /** Gives out what was held back, as far as it is left. */
  function endHolding(threadId: string): void {
    giveOut(threadId, buffer.end(threadId));
    buffer.discard(threadId);
  }

  /** @param since - The last time that something may have been missed before the pages were asked for. */
  function startRange(threadId: string, pages: readonly Page[], since: object): MessagePage {
    const range = createLoadedRange(pages, readElapsed(clock));
    const messages = pages.flatMap((page) => page.messages);
    const { olderCursor } = range;
    ranges.set(threadId, range);
    freshSince.set(range, since);
    gaps.delete(threadId);
    learn({
      type: 'messages-listed',
      threadId,
      messages,
      position: 'newest',
      joined: false,
      olderCursor,
    });
    return { olderCursor, count: messages.length };
  }

  function forget(threadId: string): void {
    ranges.delete(threadId);
    gaps.delete(threadId);
    buffer.discard(threadId);
  }

  async function loadNewest(
    threadId: string,
    pageSize: number,
    options?: ReadOptions,
  ): Promise<MessagePage> {
    const isStillThere = ports.watch(threadId);
    const mine = fall;
    buffer.begin(threadId);
    try {
      const page = await reads.run({ threadId, ...options }, (turn) =>
        readPage(ports.thread(threadId), turn, { pageSize }),
      );
      if (!isStillThere()) return { olderCursor: page.olderCursor, count: 0 };
      if (mine !== fall) return loadNewest(threadId, pageSize, options);
      const result = startRange(threadId, [page], mine);
      return release(threadId, mine) ? result : loadNewest(threadId, pageSize, options);
    } catch (error) {
      // Nothing is loaded that something could be missing after.
      endHolding(threadId);
      throw error;
    }
  }

  /** Reads down to the range, or as many pages as a catch-up may. */
  async function readDown(
    threadId: string,
    range: LoadedRange,
    options: ReadOptions,
    startTime: Date | undefined,
  ): Promise<{ pages: readonly Page[]; isJoined: boolean }> {
    return reads.run({ threadId, ...options }, async (turn) => {
      const pages: Page[] = [];
      for await (const page of readPages(ports.thread(threadId), turn, { startTime })) {
        pages.push(page);
        const oldest = page.messages.at(-1)?.id;
        // A list of the newest that ends above them has not shown what comes before.
        const isEnd = page.olderCursor === null && startTime === undefined;
        const isJoined = isEnd || (oldest !== undefined && compareIds(oldest, range.newest) <= 0);
        if (isJoined) return { pages, isJoined };
        if (pages.length >= config.maxCatchUpPages) return { pages, isJoined };
      }
      return { pages, isJoined: false };
    });
  }

  async function readNews(
    threadId: string,
    { since, ...options }: ReadOptions & { since?: Date | undefined } = {},
  ): Promise<News> {
    const range = ranges.get(threadId);
    if (range === undefined) return nothing;
    if (gaps.has(threadId)) return { ...nothing, rest: belowGap(range) };
    const known = range.newest;
    const mine = fall;
    const { pages, isJoined } = await readDown(threadId, range, options, since);
    // It was left, or replaced, while it was read.
    if (ranges.get(threadId) !== range) return nothing;
    // Only lists without a bound lead to what is older.
    if (!isJoined && since !== undefined) return readNews(threadId, options);
    if (!isJoined) {
      if (ports.isHeld(threadId) && known !== '') {
        gaps.add(threadId);
        learn({ type: 'gap-found', threadId });
        mergeNews(threadId, range, pages, true);
        // New messages are not shown now, and what was lost of the others is read with the rest.
        endHolding(threadId);
        return { ...nothing, rest: belowGap(range) };
      }
      startRange(threadId, pages, mine);
      return release(threadId, mine) ? nothing : readNews(threadId, options);
    }
    mergeNews(threadId, range, pages, since === undefined);
    if (!release(threadId, mine)) return readNews(threadId, options);
    const last = since === undefined ? pages.at(-1) : undefined;
    const isBelow = compareIds(last?.messages.at(-1)?.id ?? '', range.oldest) > 0;
    const messages = pages.flatMap((page) => page.messages);
    return {
      count: messages.length,
      messages: messages.filter(({ id }) => compareIds(id, known) > 0),
      rest: last !== undefined && last.olderCursor !== null && isBelow ? last : null,
    };
  }

  /** The nearest place from which lists go down to the range that the gap cuts off. What they find in the gap is not shown. */
  function belowGap(range: LoadedRange): Page {
    return { messages: [], olderCursor: findCursorAbove(range, range.newest) ?? null };
  }

  function isFresh(threadId: string): boolean {
    const range = ranges.get(threadId);
    return range !== undefined && freshSince.get(range) === fall;
  }

  /** What lies above the range is left to paging, which knows where it goes on. */
  function mergeNews(
    threadId: string,
    range: LoadedRange,
    pages: readonly Page[],
    isComplete: boolean,
  ): void {
    const listed = pages.flatMap((page) => page.messages);
    const messages = listed.filter(({ id }) => isWithin(range, id));
    if (!gaps.has(threadId)) raiseNewest(range, messages[0]);
    range.checkedAt = readElapsed(clock);
    if (isComplete) for (const page of pages) addCheckpoint(range, page);
    const oldest = messages.at(-1)?.id;
    // The history has become shorter, as for somebody who was removed and has come back. Without any message nobody can tell where it begins.
    const isFromStart =
      isComplete &&
      pages.at(-1)?.olderCursor === null &&
      oldest !== undefined &&
      compareIds(oldest, range.oldest) > 0;
    if (isFromStart) cutRange(range, oldest);
    // It may become longer, too.
    else if (isComplete && messages.length < listed.length) openRange(range);
    learn({
      type: 'messages-listed',
      threadId,
      messages,
      position: 'newest',
      joined: true,
      ...(isComplete && { complete: true }),
      ...(isFromStart && { isFromStart }),
      olderCursor: range.olderCursor,
    });
  }

  async function readRest(threadId: string, rest: Page, options: ReadOptions = {}): Promise<void> {
    const range = ranges.get(threadId);
    if (range === undefined || rest.olderCursor === null) return;
    const cursor = rest.olderCursor;
    await reads.run({ threadId, isBackground: true, ...options }, async (turn) => {
      let above = rest.messages.slice(-1);
      let rows = rest.messages.length;
      let pagesInGap = 0;
      for await (const page of readPages(ports.thread(threadId), turn, { cursor })) {
        if (ranges.get(threadId) !== range) return;
        // With the row above it, so that what vanished between the two pages is seen to be gone.
        mergeNews(threadId, range, [{ ...page, messages: [...above, ...page.messages] }], true);
        above = page.messages.slice(-1);
        rows += page.messages.length;
        const oldest = above[0]?.id ?? '';
        if (compareIds(oldest, range.oldest) <= 0) return;
        // A longer gap is crossed further by the next check.
        if (compareIds(oldest, range.newest) > 0) pagesInGap += 1;
        if (pagesInGap >= config.maxPagesAround) return;
        if (!ports.isHeld(threadId) && rows >= unheldRows) return;
      }
    });
  }

  return {
    ranges,
    hasGap: (threadId) => gaps.has(threadId),
    fallBehind() {
      fall = {};
      for (const threadId of ranges.keys()) {
        // Below a gap nothing new is shown anyway.
        if (!gaps.has(threadId)) buffer.begin(threadId);
      }
    },
    loadNewest: (threadId, pageSize, options) =>
      turns.take(threadId, () => loadNewest(threadId, pageSize, options)),
    readNews: (threadId, options) => turns.take(threadId, () => readNews(threadId, options)),
    readMissed: (threadId, options) =>
      turns.take(threadId, async () => (isFresh(threadId) ? nothing : readNews(threadId, options))),
    readRest,
    forget,
  };
}
