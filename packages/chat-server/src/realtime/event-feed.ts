import type { FailureListener } from '../chat-service-options.ts';
import { maySeeEvent, tokensRevokedEvent } from '../domain/events.ts';
import type { ChatContext } from '../domain/work-unit.ts';
import { readView } from '../domain/work-unit.ts';
import type { ReadTransaction } from '../storage/chat-storage.ts';
import type { EventRow, ThreadMember } from '../storage/rows.ts';

/** Rows read from the log at once. */
const batchSize = 200;

/** One socket that wants its user's events. Each of the endings comes at most once and is the last call. */
export interface FeedSubscriber {
  /** Raw id. */
  readonly userId: string;
  /** The token generation that the user came with. */
  readonly generation: number;
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
export function createEventFeed(context: ChatContext, onError: FailureListener): EventFeed {
  const { clock, fanOut } = context;
  const attached = new Map<string, Set<Attached>>();
  let subscriptions = 0;
  let endNotices = (): void => {};
  /** Where the shared reading stands; `undefined` while nobody is attached. */
  let cursor: number | undefined;
  let isRunning = false;
  let isWoken = false;

  const dispatch = (row: EventRow, members: readonly ThreadMember[], now: number): void => {
    const offer = (userId: string, member: ThreadMember | undefined): void => {
      const sockets = attached.get(userId);
      if (sockets === undefined || !maySeeEvent(row, userId, member, now)) return;
      for (const { subscriber, after } of sockets) {
        if (row.offset > after) deliver(subscriber, row);
      }
    };
    for (const userId of row.alsoTo) offer(userId, undefined);
    const named = new Set(row.alsoTo);
    for (const member of members) {
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
      if (batch.trimmedOffset > after) {
        cursor = batch.lastOffset;
        endAll((subscriber) => subscriber.onTrimmed());
        continue;
      }
      const now = clock.now();
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
      if (attached.size === 0) cursor = undefined;
    };
  };

  /** Delivers what the shared reading has passed already. Resolves to where it got, or `undefined` at an ending. */
  const catchUp = async (
    subscriber: FeedSubscriber,
    afterOffset: number | undefined,
  ): Promise<number | undefined> => {
    let after = afterOffset;
    let isAtEnd = false;
    do {
      const view = await readView(context, (tx) => readOwn(tx, subscriber, after));
      if (view.isRevoked) return void subscriber.onRevoked();
      if (after !== undefined && after < view.trimmedOffset) return void subscriber.onTrimmed();
      const now = clock.now();
      for (const { row, member } of view.rows) {
        // Revocations of that time are in the user's row, which was just looked at.
        const isRevocation = row.event === tokensRevokedEvent;
        if (!isRevocation && maySeeEvent(row, subscriber.userId, member, now)) {
          subscriber.deliver(row);
        }
      }
      after = view.next;
      isAtEnd = view.isAtEnd;
    } while (!isAtEnd || after < (cursor ?? 0));
    return after;
  };

  return {
    wake,
    subscribe: async (subscriber, afterOffset) => {
      let isEnded = false;
      let detach = (): void => {};
      // Subscribing comes before the first look at the log, so that nothing can slip in between unseen.
      if (subscriptions === 0) endNotices = fanOut.subscribe(wake);
      subscriptions += 1;
      const end = (): void => {
        if (isEnded) return;
        isEnded = true;
        detach();
        subscriptions -= 1;
        if (subscriptions === 0) endNotices();
      };

      try {
        const after = await catchUp(subscriber, afterOffset);
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
  const found = after === undefined ? [] : await tx.listEventsFor(userId, after, batchSize);
  const rows = [];
  for (const row of found) {
    const participant = await tx.getParticipant(row.threadId, userId);
    rows.push({ row, member: participant?.removedAt === null ? participant : undefined });
  }
  return {
    rows,
    trimmedOffset,
    isRevoked: user === undefined || user.tokenGeneration !== generation,
    // Fewer rows than asked for: there are no more until the end of the log.
    isAtEnd: found.length < batchSize,
    next: found.length < batchSize ? lastOffset : (found.at(-1)?.offset ?? lastOffset),
  };
}
