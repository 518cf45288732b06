import { compareIds } from '../model/compare-ids.ts';
import type { Clock, TimerHandle } from '../platform/clock.ts';
import { readSendOutcome } from './send-outcome.ts';

/** Receipts of one thread leave at least this far apart, in ms: the service allows 30 a minute. */
const receiptIntervalMs = 2_500;
/** A receipt that keeps failing is sent again after longer and longer waits, up to this, in ms. */
const longestRetryMs = 80_000;

/** Sends read receipts: only ever forward, one at a time for each thread, the newest of those that wait. */
export interface ReceiptSender {
  /** Says that everything up to `messageId` has been seen. Returns whether this is further than before. */
  markRead(threadId: string, messageId: string): boolean;
  /** The service says that this user has read so far, on this device or another: nothing up to here is sent again. */
  noteKnown(threadId: string, messageId: string): void;
  dispose(): void;
}

interface ThreadReceipts {
  /** The furthest message that was seen here. */
  wanted: string;
  /** The furthest that the service knows of. */
  sent: string;
  isBusy: boolean;
  /** Failures since the last success. */
  failures: number;
  timer?: TimerHandle;
}

export function createReceiptSender(
  clock: Clock,
  send: (threadId: string, messageId: string) => Promise<void>,
): ReceiptSender {
  const threads = new Map<string, ThreadReceipts>();
  let isDisposed = false;

  async function pump(threadId: string, thread: ThreadReceipts): Promise<void> {
    if (thread.isBusy || isDisposed || thread.wanted === thread.sent) return;
    thread.isBusy = true;
    const messageId = thread.wanted;
    try {
      await send(threadId, messageId);
      noteSent(thread, messageId);
      thread.failures = 0;
    } catch (error) {
      // Quietly sent again with a later round, unless the service has refused it: then it always will.
      if (readSendOutcome(error).kind === 'failed') noteSent(thread, messageId);
      thread.failures += 1;
    }
    if (isDisposed) return;
    thread.timer = clock.setTimeout(
      () => {
        thread.isBusy = false;
        void pump(threadId, thread);
      },
      Math.min(longestRetryMs, receiptIntervalMs * 2 ** thread.failures),
    );
  }

  function receiptsOf(threadId: string): ThreadReceipts {
    const thread = threads.get(threadId) ?? { wanted: '', sent: '', isBusy: false, failures: 0 };
    threads.set(threadId, thread);
    return thread;
  }

  return {
    markRead(threadId, messageId) {
      const thread = receiptsOf(threadId);
      if (compareIds(messageId, thread.wanted) <= 0) return false;
      thread.wanted = messageId;
      void pump(threadId, thread);
      return true;
    },
    noteKnown(threadId, messageId) {
      const thread = receiptsOf(threadId);
      noteSent(thread, messageId);
      if (compareIds(messageId, thread.wanted) > 0) thread.wanted = messageId;
    },
    dispose() {
      isDisposed = true;
      for (const thread of threads.values()) clock.clearTimeout(thread.timer);
    },
  };
}

function noteSent(thread: ThreadReceipts, messageId: string): void {
  if (compareIds(messageId, thread.sent) > 0) thread.sent = messageId;
}
