import type { ChatBehaviours } from '../behaviours.ts';
import type { FanOut } from '../realtime/fan-out.ts';
import type { Clock, Random } from '../runtime.ts';
import type { ChatStorage, ReadTransaction, WriteTransaction } from '../storage/chat-storage.ts';
import type { EventRow } from '../storage/rows.ts';
import { hideDueThreads } from './retention.ts';

/** What every operation works with. Nothing here belongs to one request. */
export interface ChatContext {
  readonly storage: ChatStorage;
  /** One that never rejects. */
  readonly fanOut: FanOut;
  readonly clock: Clock;
  readonly random: Random;
  /** Names this service in user ids and tokens; kept in the storage. */
  readonly resourceId: string;
  /** Names the event log of this storage; a new one means that clients cannot resume. */
  readonly epoch: string;
  readonly behaviours: ChatBehaviours;
}

/** One change in progress: a transaction, its time, and what it has added to the event log. */
export interface WorkUnit {
  readonly tx: WriteTransaction;
  readonly now: number;
  readonly random: Random;
  readonly resourceId: string;
  readonly behaviours: ChatBehaviours;
  readonly news: EventRow[];
}

/**
 * Runs a change in one storage transaction, then tells the fan-out when there are new events.
 * When `work` throws nothing is stored and nobody is told.
 */
export async function commitWork<T>(
  context: ChatContext,
  work: (unit: WorkUnit) => Promise<T>,
): Promise<T> {
  const news: EventRow[] = [];
  const result = await context.storage.transaction((tx) => {
    // The transaction may be run again by a storage that retries; only the last run counts.
    news.length = 0;
    const now = context.clock.now();
    return work({
      tx: hideDueThreads(tx, now),
      now,
      random: context.random,
      resourceId: context.resourceId,
      behaviours: context.behaviours,
      news,
    });
  });
  // What is stored is stored, whether and when others hear of it.
  if (news.length > 0) void context.fanOut.publish(news);
  return result;
}

/** Runs a read on one consistent view of the storage. */
export function readView<T>(
  context: ChatContext,
  work: (tx: ReadTransaction) => Promise<T>,
): Promise<T> {
  return context.storage.read((tx) => work(hideDueThreads(tx, context.clock.now())));
}
