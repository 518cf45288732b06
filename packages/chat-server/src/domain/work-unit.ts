import type { FanOut } from '../realtime/fan-out.ts';
import type { Clock, Random } from '../runtime.ts';
import type { ChatStorage, ReadTransaction, WriteTransaction } from '../storage/chat-storage.ts';

/** What every operation works with. Nothing here belongs to one request. */
export interface ChatContext {
  readonly storage: ChatStorage;
  readonly fanOut: FanOut;
  readonly clock: Clock;
  readonly random: Random;
  /** Names this service in user ids and tokens; kept in the storage. */
  readonly resourceId: string;
  /** Names the event logs of this storage; a new one means that clients cannot resume. */
  readonly epoch: string;
}

/** One change in progress: a transaction, its time, and the users whose event logs it touches. */
export interface WorkUnit {
  readonly tx: WriteTransaction;
  readonly now: number;
  readonly random: Random;
  readonly resourceId: string;
  readonly news: Set<string>;
}

/**
 * Runs a change in one storage transaction, then tells the fan-out who has news.
 * When `work` throws nothing is stored and nobody is told.
 */
export async function commitWork<T>(
  context: ChatContext,
  work: (unit: WorkUnit) => Promise<T>,
): Promise<T> {
  const news = new Set<string>();
  const result = await context.storage.transaction((tx) => {
    // The transaction may be run again by a storage that retries; only the last run counts.
    news.clear();
    return work({
      tx,
      now: context.clock.now(),
      random: context.random,
      resourceId: context.resourceId,
      news,
    });
  });
  if (news.size > 0) await context.fanOut.publish([...news]);
  return result;
}

/** Runs a read on one consistent view of the storage. */
export function readView<T>(
  context: ChatContext,
  work: (tx: ReadTransaction) => Promise<T>,
): Promise<T> {
  return context.storage.read(work);
}
