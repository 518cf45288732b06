import type { FailureListener } from '../chat-service-options.ts';
import { changesMembers, maySeeEvent, tokensRevokedEvent } from '../domain/events.ts';
import type { ChatContext } from '../domain/work-unit.ts';
import { readView } from '../domain/work-unit.ts';
import type { Schedule } from '../runtime.ts';
import type { ReadTransaction } from '../storage/chat-storage.ts';
import type { EventRow, ThreadMember } from '../storage/rows.ts';
import type { NewsListener } from './fan-out.ts';
import { createMemberMemory } from './member-memory.ts';

/** Positions of the log read at once. */
const batchSize = 200;

/** So many batches are read for one who catches up before everybody else has a turn. */
const batchesInARow = 10;

/** One socket that wants its user's events. Each of the endings comes at most once and is the last call. */
export interface FeedSubscriber {
  /** Raw id. */
  readonly userId: string;
  /** The token generation that the user came with. */
  readonly generation: number;
  /** Whether nobody is there any more: nothing is read for him then. */
  isGone(): boolean;
  /** One event that this user may see, in the order of offsets. */
  deliver(row: EventRow): void;
  /** The user's tokens were revoked, or he was deleted. */
  onRevoked(): void;
  /** The log lost events before this subscriber got them. */
  onTrimmed(): void;
  onFailed(): void;
}

/** Hands the events of the log to the sockets of this process. */
export interface EventFeed {
  /**
   * Delivers what comes after `afterOffset`; when that is `undefined`, what comes from now on. Resolves once
   * everything until now is delivered and the rest will be. Returns a function that ends it.
   */
  subscribe(subscriber: FeedSubscriber, afterOffset?: number): Promise<() => void>;
  /** Looks for news although no notice came: one may have been lost on its way between processes. */
  wake(): void;
}

/** A subscriber that has caught up. */
interface Attached {
  readonly subscriber: FeedSubscriber;
  /** The last offset that it does not need any more. */
  readonly after: number;
}

/**
 * Makes the feed of one process. The log is read once for all sockets; who is in the thread and whose tokens
 * still hold is read in the same view as the events, so both are as new as the events are. `onError` hears of a
 * storage that fails.
 */
export function createEventFeed(
  context: ChatContext,
  onError: FailureListener,
  schedule: Schedule,
): EventFeed {
  const { clock, fanOut } = context;
  const attached = new Map<string, Set<Attached>>();
  let subscriptions = 0;
  let endNotices = (): void => {};
  /** Where the shared reading stands; `undefined` while nobody is attached. */
  let cursor: number | undefined;
  let isRunning = false;
  let isWoken = false;
  const members = createMemberMemory();

  const dispatch = (row: EventRow, present: readonly ThreadMember[], now: number): void => {
    const offer = (userId: string, member: ThreadMember | undefined): void => {
      const sockets = attached.get(userId);
      if (sockets === undefined || !maySeeEvent(row, userId, member, now)) return;
      for (const { subscriber, after } of sockets) {
        if (row.offset <= after) continue;
        try {
          deliver(subscriber, row);
        } catch (error) {
          onError(error, {});
          subscriber.onFailed();
        }
      }
    };
    for (const userId of row.alsoTo) offer(userId, undefined);
    const named = new Set(row.alsoTo);
    for (const member of present) {
      if (!named.has(member.userId)) offer(member.userId, member);
    }
  };

  const endAll = (end: (subscriber: FeedSubscriber) => void): void => {
    for (const sockets of [...attached.values()]) {
      for (const { subscriber } of [...sockets]) end(subscriber);
    }
  };

  const readOn = async (): Promise<void> => {
    while (isWoken && cursor !== undefined) {
      isWoken = false;
      const after = cursor;
      const batch = await readView(context, (tx) => readBatch(tx, after));
      if (cursor !== after) {
        // All have left meanwhile, and whoever has come needs more than what was read for them.
        isWoken = true;
        continue;
      }
      if (batch.trimmedOffset > after) {
        cursor = batch.lastOffset;
        members.clear();
        endAll((subscriber) => subscriber.onTrimmed());
        continue;
      }
      const now = clock.now();
      for (const [threadId, present] of batch.members) members.set(threadId, present);
      for (const row of batch.rows) dispatch(row, batch.members.get(row.threadId) ?? [], now);
      const last = batch.rows.at(-1);
      if (last === undefined || cursor === undefined) continue;
      cursor = last.offset;
      isWoken ||= batch.rows.length === batchSize;
    }
  };

  const run = async (): Promise<void> => {
    isRunning = true;
    try {
      await readOn();
    } catch (error) {
      isWoken = false;
      onError(error, {});
      endAll((subscriber) => subscriber.onFailed());
    } finally {
      isRunning = false;
    }
    // A call of wake that came after the last look and before the line above found the reading still on.
    if (isWoken && cursor !== undefined) await run();
  };

  const wake = (): void => {
    isWoken = true;
    if (!isRunning && cursor !== undefined) void run();
  };

  /**
   * Delivers what a change in this process has just added, without reading it back. Only what comes directly after
   * the last event that was delivered, for threads whose members that one left known: then nothing can have changed
   * them. `false` when it has to be read after all.
   */
  const handOn = (events: readonly EventRow[]): boolean => {
    const first = events[0]?.offset;
    const canHandOn =
      !isRunning &&
      cursor !== undefined &&
      first === cursor + 1 &&
      events.at(-1)?.offset === cursor + events.length &&
      events.every((row) => members.get(row.threadId) !== undefined && !changesMembers(row));
    if (!canHandOn) return false;
    const now = clock.now();
    for (const row of events) {
      // The last of the sockets may have closed over the event before.
      if (cursor === undefined) break;
      cursor = row.offset;
      dispatch(row, members.get(row.threadId) ?? [], now);
    }
    return true;
  };

  const hear: NewsListener = (events) => {
    if (events === undefined || !handOn(events)) wake();
  };

  const attach = (subscriber: FeedSubscriber, after: number): (() => void) => {
    const entry = { subscriber, after };
    const sockets = attached.get(subscriber.userId) ?? new Set();
    attached.set(subscriber.userId, sockets.add(entry));
    cursor ??= after;
    wake();
    return () => {
      sockets.delete(entry);
      if (sockets.size === 0 && attached.get(subscriber.userId) === sockets) {
        attached.delete(subscriber.userId);
      }
      if (attached.size > 0) return;
      cursor = undefined;
      members.clear();
    };
  };

  /** Delivers what is in the log already. Resolves to where that ended, or `undefined` when he did. */
  const catchUp = async (
    subscriber: FeedSubscriber,
    afterOffset: number | undefined,
  ): Promise<number | undefined> => {
    let after = afterOffset;
    for (let batches = 1; ; batches++) {
      const view = await readView(context, (tx) => readOwn(tx, subscriber, after));
      if (view.isRevoked) return void subscriber.onRevoked();
      if (after !== undefined && after < view.trimmedOffset) return void subscriber.onTrimmed();
      const now = clock.now();
      for (const { row, member } of view.rows) {
        if (subscriber.isGone()) return undefined;
        // Revocations of that time are in the user's row, which was just looked at.
        const isRevocation = row.event === tokensRevokedEvent;
        if (!isRevocation && maySeeEvent(row, subscriber.userId, member, now)) {
          subscriber.deliver(row);
        }
      }
      if (subscriber.isGone()) return undefined;
      if (view.isAtEnd) return view.next;
      after = view.next;
      if (batches % batchesInARow === 0) await new Promise<void>((next) => schedule(next, 0));
    }
  };

  return {
    wake,
    subscribe: async (subscriber, afterOffset) => {
      let isEnded = false;
      let detach = (): void => {};
      // Subscribing comes before the first look at the log, so that nothing can slip in between unseen.
      if (subscriptions === 0) endNotices = fanOut.subscribe(hear);
      subscriptions += 1;
      const end = (): void => {
        if (isEnded) return;
        isEnded = true;
        detach();
        subscriptions -= 1;
        if (subscriptions === 0) endNotices();
      };

      try {
        let after = await catchUp(subscriber, afterOffset);
        // The shared reading may have gone on since that look; nothing can come between this one and attaching.
        while (after !== undefined && after < (cursor ?? 0)) {
          after = await catchUp(subscriber, after);
        }
        if (after !== undefined) detach = attach(subscriber, after);
        return end;
      } catch (error) {
        end();
        throw error;
      }
    },
  };
}

function deliver(subscriber: FeedSubscriber, row: EventRow): void {
  if (row.event === tokensRevokedEvent) subscriber.onRevoked();
  else subscriber.deliver(row);
}

/** The next rows of the log and the present members of their threads. */
async function readBatch(tx: ReadTransaction, after: number) {
  const rows = await tx.listEvents(after, batchSize);
  // Only where a row is missing it has to be asked whether the log was cut.
  const isGapless = rows[0]?.offset === after + 1;
  const { trimmedOffset, lastOffset } = isGapless
    ? { trimmedOffset: after, lastOffset: after }
    : await tx.getEventLogEnds();
  const members = new Map<string, readonly ThreadMember[]>();
  for (const { threadId } of rows) {
    if (!members.has(threadId)) members.set(threadId, await tx.listMembers(threadId));
  }
  return { rows, members, trimmedOffset, lastOffset };
}

/** The next rows that may concern one user, and where to go on. */
async function readOwn(tx: ReadTransaction, subscriber: FeedSubscriber, after: number | undefined) {
  const { userId, generation } = subscriber;
  const user = await tx.getUser(userId);
  const { trimmedOffset, lastOffset } = await tx.getEventLogEnds();
  const next = Math.min(lastOffset, (after ?? lastOffset) + batchSize);
  const found = after === undefined ? [] : await tx.listEventsFor(userId, after, next);
  const rows = [];
  for (const row of found) {
    if (await isDeletedSince(tx, row)) continue;
    const participant = await tx.getParticipant(row.threadId, userId);
    rows.push({ row, member: participant?.removedAt === null ? participant : undefined });
  }
  return {
    rows,
    trimmedOffset,
    isRevoked: user === undefined || user.tokenGeneration !== generation,
    isAtEnd: next === lastOffset,
    next,
  };
}

/** Whether the event holds what a message said that was deleted later. That it was deleted is told further on. */
async function isDeletedSince(tx: ReadTransaction, row: EventRow): Promise<boolean> {
  const { event, threadId, messageId } = row;
  const hasContent = event === 'chatMessageReceived' || event === 'chatMessageEdited';
  if (!hasContent || messageId === null) return false;
  return (await tx.getMessage(threadId, messageId))?.deletedAt !== null;
}
