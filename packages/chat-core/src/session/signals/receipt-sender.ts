import { isChatClientError } from '../../errors.ts';
import type { Clock, TimerHandle } from '../../platform/clock.ts';
import type { RandomSource } from '../../platform/random.ts';
import type { ChatEvent } from '../chat-event.ts';
import { isRefused } from '../is-refused.ts';
import type { ReliabilityConfig } from '../reliability.ts';
import type { RequestBudget } from '../request-budget.ts';
import type { ReadMarkRecord, SessionDatabase } from '../storage/session-database.ts';
import { isAskedToWait, spreadAskedMs } from '../sync/retry-delay.ts';
import {
  isCovered,
  isFurther,
  joinMarks,
  noMarks,
  readUpTo,
  type ReadMarks,
} from './read-marks.ts';

/** A receipt that keeps failing is sent again after longer and longer waits, up to this, in ms. */
const longestRetryMs = 80_000;

/** What the receipts of one user need of the session. */
export interface ReceiptPorts {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly config: Pick<ReliabilityConfig, 'receiptIntervalMs' | 'maxRetryAfterMs'>;
  /** What all requests of the session are counted in. */
  readonly budget: RequestBudget;
  /** Where marks are kept, so that they survive a reload and reach the tab that sends. */
  database(): Promise<SessionDatabase>;
  /** Tells the other tabs that the marks have changed. */
  poke(table: 'marks'): void;
  /** Hands out the user's own marks. They must not come back through {@link ReceiptSender.noteKnown}. */
  emit(event: ChatEvent): void;
  readonly userId: string;
  /** Tells the service. */
  send(threadId: string, messageId: string): Promise<void>;
  /** Whether the thread is small enough for the service to keep receipts. */
  supports(threadId: string): boolean;
  /** Whether this tab is the one that sends, and there is a network. */
  canSend(): boolean;
  reportError(error: unknown): void;
}

/**
 * Keeps how far the user has read, and tells the service: only ever forward, one receipt at a time for each thread, the newest of
 * those that wait. All tabs mark, one of them sends.
 */
export interface ReceiptSender {
  /** The user has seen everything up to `messageId`. What is not further than what is known changes nothing. */
  markRead(threadId: string, messageId: string): void;
  /** The service says that this user has read so far, on this device or another: nothing up to here is sent again. */
  noteKnown(threadId: string, messageId: string): void;
  /** This user has written the message, here or elsewhere, and so has read up to it. The service needs no receipt for that. */
  noteWritten(threadId: string, messageId: string): void;
  /** Reads what the tabs have kept. It never rejects. */
  refresh(): Promise<void>;
  /** It may be possible to send now: looks at what is kept, and sends what waits. */
  resume(): void;
  /** The thread is no longer there: nothing of it is kept or sent. */
  forget(threadId: string): void;
  /** What a new listener has to know: how far the user has read. */
  snapshot(): readonly ChatEvent[];
  dispose(): void;
}

/** `seen` is the furthest message that was seen on this device, `sent` the furthest that the service knows of or does not want to know. */
interface ThreadMarks extends ReadMarks {
  seen: string;
  readAt: number;
  sent: string;
  written?: string;
  isSending: boolean;
  /** Failures since the last success. */
  failures: number;
  /** The last one was no request to wait: the next try may come earlier when the way to the service has changed. */
  mayHurry: boolean;
  /** Runs while the next receipt has to wait. */
  pause?: TimerHandle;
  isStoring: boolean;
}

/** Creates a {@link ReceiptSender}. Nothing is read before {@link ReceiptSender.refresh}. */
export function createReceiptSender(ports: ReceiptPorts): ReceiptSender {
  const { clock, userId, random, config, budget } = ports;
  const { receiptIntervalMs } = config;
  const threads = new Map<string, ThreadMarks>();
  let isDisposed = false;

  function report(error: unknown): void {
    if (!isDisposed) ports.reportError(error);
  }

  function marksOf(threadId: string): ThreadMarks {
    const marks = threads.get(threadId) ?? {
      ...noMarks,
      isSending: false,
      failures: 0,
      mayHurry: false,
      isStoring: false,
    };
    threads.set(threadId, marks);
    return marks;
  }

  async function pump(threadId: string, marks: ThreadMarks): Promise<void> {
    if (isDisposed || marks.isSending || marks.pause !== undefined) return;
    if (!isFurther(marks.seen, marks.sent)) return;
    if (!ports.canSend() || !ports.supports(threadId)) return;
    const isRetry = marks.failures > 0;
    const budgetMs = isRetry ? budget.retryDelayMs() : 0;
    if (budgetMs > 0) {
      pause(threadId, marks, budgetMs);
      return;
    }
    budget.spend(isRetry);
    marks.isSending = true;
    const messageId = marks.seen;
    let waitMs = receiptIntervalMs;
    try {
      await ports.send(threadId, messageId);
      marks.failures = 0;
      confirm(threadId, marks, messageId);
    } catch (error) {
      const { retryAfterMs = 0 } = isChatClientError(error) ? error : {};
      marks.failures += 1;
      marks.mayHurry = !isAskedToWait(error);
      waitMs = Math.min(longestRetryMs, receiptIntervalMs * 2 ** marks.failures);
      if (retryAfterMs > 0) waitMs = spreadAskedMs(Math.max(waitMs, retryAfterMs), random, config);
      if (isRefused(error)) giveUp(threadId, marks, messageId, error);
    }
    marks.isSending = false;
    pause(threadId, marks, waitMs);
  }

  function pause(threadId: string, marks: ThreadMarks, waitMs: number): void {
    if (isDisposed || threads.get(threadId) !== marks) return;
    clock.clearTimeout(marks.pause);
    marks.pause = clock.setTimeout(() => {
      delete marks.pause;
      void pump(threadId, marks);
    }, waitMs);
  }

  function confirm(threadId: string, marks: ThreadMarks, messageId: string): void {
    if (isDisposed || !isFurther(messageId, marks.sent)) return;
    marks.sent = messageId;
    // What other devices have read needs no record here.
    if (marks.seen !== '') void store(threadId, marks);
  }

  /** Who may not say it has read the message all the same. Any other refusal says that there is no such message. */
  function giveUp(threadId: string, marks: ThreadMarks, messageId: string, error: unknown): void {
    const isForbidden = isChatClientError(error) && error.statusCode === 403;
    if (!isForbidden) dropRefused(marks, messageId);
    if (marks.seen === messageId) confirm(threadId, marks, messageId);
    else if (!isDisposed) void store(threadId, marks);
  }

  function dropRefused(marks: ThreadMarks, refused: string | undefined): void {
    if (refused !== undefined) Object.assign(marks, joinMarks(marks, { ...noMarks, refused }));
  }

  /** Writes until nothing has changed since: many marks in a row make few writes. */
  async function store(threadId: string, marks: ThreadMarks): Promise<void> {
    if (marks.isStoring) return;
    marks.isStoring = true;
    try {
      const database = await ports.database();
      let stored: ReadMarkRecord | undefined;
      while (threads.get(threadId) === marks && !isCovered(marks, stored)) {
        let isNews = false;
        stored = await database.update('marks', threadId, (current) => {
          isNews = !isCovered(marks, current);
          return isNews ? { threadId, ...joinMarks(current ?? noMarks, marks) } : current;
        });
        if (isDisposed) return;
        dropRefused(marks, stored?.refused);
        if (isNews) ports.poke('marks');
      }
    } catch (error) {
      report(error);
    } finally {
      marks.isStoring = false;
    }
  }

  function toEvent(threadId: string, marks: ThreadMarks): ChatEvent {
    const receipt = { userId, messageId: readUpTo(marks), readAt: marks.readAt };
    return { type: 'receipt-received', threadId, receipt };
  }

  function adopt(record: ReadMarkRecord): void {
    const { threadId } = record;
    const marks = marksOf(threadId);
    const isNews = isFurther(readUpTo(record), readUpTo(marks));
    Object.assign(marks, joinMarks(marks, record));
    if (isNews) ports.emit(toEvent(threadId, marks));
    void pump(threadId, marks);
  }

  async function refresh(): Promise<void> {
    try {
      const records = await (await ports.database()).readAll('marks');
      if (isDisposed) return;
      records.forEach(adopt);
      const stored = new Map(records.map((record) => [record.threadId, record]));
      for (const [threadId, marks] of threads) {
        // An earlier write may have failed.
        if (readUpTo(marks) !== '' && !isCovered(marks, stored.get(threadId)))
          void store(threadId, marks);
      }
    } catch (error) {
      report(error);
    }
  }

  return {
    markRead(threadId, messageId) {
      const marks = marksOf(threadId);
      if (messageId === marks.refused) return;
      if (!isFurther(messageId, marks.seen) || !isFurther(messageId, marks.sent)) return;
      Object.assign(marks, { seen: messageId, readAt: clock.now() });
      ports.emit(toEvent(threadId, marks));
      void store(threadId, marks);
      void pump(threadId, marks);
    },
    noteKnown: (threadId, messageId) => confirm(threadId, marksOf(threadId), messageId),
    noteWritten(threadId, messageId) {
      const marks = marksOf(threadId);
      if (!isFurther(messageId, readUpTo(marks))) return;
      marks.written = messageId;
      ports.emit(toEvent(threadId, marks));
      void store(threadId, marks);
    },
    refresh,
    resume() {
      void refresh().then(() => {
        for (const [threadId, marks] of threads) {
          if (marks.pause !== undefined && marks.failures > 0 && marks.mayHurry)
            pause(threadId, marks, receiptIntervalMs);
          void pump(threadId, marks);
        }
      });
    },
    forget(threadId) {
      clock.clearTimeout(threads.get(threadId)?.pause);
      threads.delete(threadId);
      void ports
        .database()
        .then((database) => database.update('marks', threadId, () => undefined))
        .catch(report);
    },
    snapshot: () =>
      [...threads].flatMap(([threadId, marks]) =>
        readUpTo(marks) === '' ? [] : [toEvent(threadId, marks)],
      ),
    dispose() {
      isDisposed = true;
      for (const marks of threads.values()) clock.clearTimeout(marks.pause);
    },
  };
}
