import { ChatClientError } from '../../errors.ts';
import type { Clock, TimerHandle } from '../../platform/clock.ts';
import type { PageLifecycle } from '../../platform/page-lifecycle.ts';
import type { ChatEvent, SavedDraft } from '../chat-event.ts';
import type { ReliabilityConfig } from '../reliability.ts';
import type { DraftRecord, SessionDatabase } from '../storage/session-database.ts';

const readEvent: ChatEvent = { type: 'drafts-read' };
/** The oldest drafts go when there are more. */
const maxDrafts = 200;
/** A longer text, in UTF-16 units, is not stored: no message can be that long. */
const maxStoredLength = 100_000;

/** What the drafts of one user need of the session. */
export interface DraftPorts {
  readonly clock: Clock;
  readonly config: Pick<ReliabilityConfig, 'draftDelayMs'>;
  database(): Promise<SessionDatabase>;
  /** Tells the other tabs that the drafts have changed. */
  poke(table: 'drafts'): void;
  emit(event: ChatEvent): void;
  /** Calls the listener when the page may be about to go. Returns how to end that. */
  onPageHide(listener: () => void): () => void;
  readonly pageLifecycle: Pick<PageLifecycle, 'onBeforeLeaving'>;
  reportError(error: unknown): void;
}

/** Keeps what the user has written and not sent, by thread, for all tabs of the user. */
export interface DraftKeeper {
  /**
   * Takes over a draft; `undefined`, or one without text, answered message and metadata, forgets it. It is told with the
   * next batch, and stored at most {@link ReliabilityConfig.draftDelayMs} later. What cannot be stored stays in memory.
   */
  set(threadId: string, draft: Omit<SavedDraft, 'updatedAt'> | undefined): void;
  /** Forgets a draft at once, because it was sent. */
  clear(threadId: string): void;
  /**
   * Reads what the tabs have stored, and tells the first time that it has. The latest change wins, but nothing changes under the user's
   * hands. It never rejects.
   */
  refresh(): Promise<void>;
  /** What a new listener has to know: all drafts, also those that are not stored yet, and whether the stored ones are among them. */
  snapshot(): readonly ChatEvent[];
  /** Stores what has changed, unless all that is stored is to be erased, and ends. */
  dispose(isErased?: boolean): Promise<void>;
}

interface Entry {
  /** Absent: forgotten, which has to be stored, too. */
  readonly draft: SavedDraft | undefined;
  updatedAt: number;
  /** When it was changed in this tab, local ms. */
  readonly changedAt?: number;
  isSettled: boolean;
  isStored: boolean;
}

/** Creates a {@link DraftKeeper}. Nothing is read before {@link DraftKeeper.refresh}. */
export function createDraftKeeper(ports: DraftPorts): DraftKeeper {
  const { clock, emit, reportError } = ports;
  const { draftDelayMs } = ports.config;
  const entries = new Map<string, Entry>();
  let timer: TimerHandle | undefined;
  let stopWatchingPage: (() => void) | undefined;
  let stopWatchingLeave: (() => void) | undefined;
  let isDisposed = false;
  let isLoaded = false;
  /** It is told that what is stored has been read, or cannot be. */
  let isRead = false;
  let hasReportedLength = false;
  let hasReportedFailure = false;
  /** A refresh has left out what would have changed under the user's hands. */
  let mustLookAgain = false;
  /** Reads and writes go one after another, so that a read never takes for new what a write has just replaced. */
  let queue: Promise<void> = Promise.resolve();

  function enqueue(work: () => Promise<void>): Promise<void> {
    queue = queue.then(work).catch((error: unknown) => {
      // It would be said with every keystroke.
      if (!hasReportedFailure) reportError(error);
      hasReportedFailure = true;
    });
    return queue;
  }

  function change(threadId: string, draft: Omit<SavedDraft, 'updatedAt'> | undefined): void {
    const before = entries.get(threadId);
    const changedAt = clock.now();
    // A clock that was set back must not make the newer draft the older one.
    const updatedAt = Math.max(changedAt, (before?.updatedAt ?? 0) + 1);
    const entry = {
      draft: draft && { ...draft, updatedAt },
      updatedAt,
      changedAt,
      isSettled: false,
      isStored: before?.isStored ?? false,
    };
    entries.set(threadId, entry);
    emit(toEvent(threadId, entry.draft));
  }

  function dropOldest(): void {
    const kept = [...entries].filter(([, entry]) => entry.draft !== undefined);
    const surplus = kept.length - maxDrafts;
    if (surplus <= 0) return;
    const oldestFirst = kept.toSorted(([, a], [, b]) => a.updatedAt - b.updatedAt);
    for (const [threadId] of oldestFirst.slice(0, surplus)) change(threadId, undefined);
    flushLater();
  }

  function flushLater(): void {
    timer ??= clock.setTimeout(() => {
      void flush(false);
      if (mustLookAgain) void refresh();
    }, draftDelayMs);
    // When a page is hidden because it goes, the browser may end a write that has begun only then.
    stopWatchingLeave ??= ports.pageLifecycle.onBeforeLeaving?.(() => {
      void flush(true);
      return false;
    });
  }

  function endDelay(): void {
    clock.clearTimeout(timer);
    timer = undefined;
    stopWatchingLeave?.();
    stopWatchingLeave = undefined;
  }

  /** Stores what has changed. A page that is left has no time to look whether another tab has a later draft. */
  function flush(isLeaving: boolean): Promise<void> {
    endDelay();
    const changed = [...entries].filter(([, entry]) => !entry.isSettled);
    if (changed.length === 0) return queue;
    return enqueue(async () => {
      const database = await ports.database();
      const writes = changed.map(([threadId, entry]) =>
        write(database, threadId, entry, isLeaving),
      );
      const hasStored = (await Promise.all(writes)).includes(true);
      if (hasStored) ports.poke('drafts');
    });
  }

  /** @returns Whether something was stored. */
  async function write(
    database: SessionDatabase,
    threadId: string,
    entry: Entry,
    isLeaving: boolean,
  ): Promise<boolean> {
    const { draft } = entry;
    // Another write was faster, or a later change waits for its own.
    if (entry.isSettled || entries.get(threadId) !== entry) return false;
    const isTooLong = draft !== undefined && draft.text.length > maxStoredLength;
    if (isTooLong) {
      if (!hasReportedLength) reportError(createLongDraftError());
      hasReportedLength = true;
    } else {
      if (isLeaving && draft !== undefined) await database.put('drafts', { threadId, ...draft });
      else await storeUnlessOlder(database, threadId, entry);
      hasReportedFailure = false;
      entry.isStored = true;
    }
    entry.isSettled = true;
    if (draft === undefined && entries.get(threadId) === entry) entries.delete(threadId);
    return !isTooLong;
  }

  async function storeUnlessOlder(
    database: SessionDatabase,
    threadId: string,
    entry: Entry,
  ): Promise<void> {
    const { draft } = entry;
    let { updatedAt } = entry;
    await database.update('drafts', threadId, (current) => {
      const other = current?.updatedAt ?? 0;
      // What was stored at a time that is still to come was stored before the clock was set back.
      const isFromBefore = other > clock.now();
      if (other > entry.updatedAt && !isFromBefore) return current;
      updatedAt = isFromBefore ? Math.max(entry.updatedAt, other + 1) : entry.updatedAt;
      return draft && { threadId, ...draft, updatedAt };
    });
    entry.updatedAt = updatedAt;
  }

  /** Whether the entry is the user's latest word in this tab, which nothing from elsewhere may replace now. */
  function isInHand({ isSettled, changedAt }: Entry): boolean {
    // The clock may have been set back meanwhile.
    const sinceChange = changedAt === undefined ? Infinity : Math.abs(clock.now() - changedAt);
    return !isSettled || sinceChange < draftDelayMs;
  }

  function replace(threadId: string, draft: SavedDraft | undefined): void {
    if (draft === undefined) entries.delete(threadId);
    else {
      const { updatedAt } = draft;
      entries.set(threadId, {
        draft,
        updatedAt,
        isSettled: true,
        isStored: true,
      });
    }
    emit(toEvent(threadId, draft));
  }

  function adopt(threadId: string, record: DraftRecord | undefined): void {
    const entry = entries.get(threadId);
    const isNews =
      record === undefined
        ? entry?.isStored === true && entry.draft !== undefined
        : record.updatedAt > (entry?.updatedAt ?? 0);
    if (!isNews) return;
    if (entry !== undefined && isInHand(entry)) {
      mustLookAgain = true;
      flushLater();
    } else {
      replace(threadId, record && toDraft(record));
    }
  }

  async function refresh(): Promise<void> {
    if (isDisposed) return;
    watchPage();
    mustLookAgain = false;
    await enqueue(async () => {
      const records = await (await ports.database()).readAll('drafts');
      if (isDisposed) return;
      isLoaded = true;
      const byThread = new Map(records.map((record) => [record.threadId, record]));
      for (const threadId of new Set([...entries.keys(), ...byThread.keys()]))
        adopt(threadId, byThread.get(threadId));
      dropOldest();
    });
    if (isRead || isDisposed) return;
    isRead = true;
    emit(readEvent);
  }

  /** The page is watched from the first use on. */
  function watchPage(): void {
    stopWatchingPage ??= ports.onPageHide(() => void flush(true));
  }

  return {
    set(threadId, draft) {
      if (isDisposed) return;
      watchPage();
      const isNothing =
        draft?.text === '' && draft.replyTo === undefined && draft.metadata === undefined;
      change(threadId, isNothing ? undefined : draft);
      dropOldest();
      flushLater();
    },
    clear(threadId) {
      if (isDisposed || (isLoaded && !entries.has(threadId))) return;
      change(threadId, undefined);
      void flush(false);
    },
    refresh,
    snapshot: () => [
      ...[...entries].flatMap(([threadId, { draft }]) =>
        draft === undefined ? [] : [toEvent(threadId, draft)],
      ),
      ...(isRead ? [readEvent] : []),
    ],
    async dispose(isErased = false) {
      if (isDisposed) return;
      isDisposed = true;
      stopWatchingPage?.();
      if (isErased) endDelay();
      else await flush(false);
    },
  };
}

function toEvent(threadId: string, draft: SavedDraft | undefined): ChatEvent {
  return { type: 'draft-changed', threadId, ...(draft !== undefined && { draft }) };
}

function toDraft({ threadId: _threadId, ...draft }: DraftRecord): SavedDraft {
  return draft;
}

function createLongDraftError(): ChatClientError {
  return new ChatClientError({
    code: 'too-large',
    operation: 'setDraft',
    message: `A draft has more than ${maxStoredLength} characters, so its last changes are not stored and would not survive a reload. Shorten it.`,
  });
}
