import { onTestFinished } from 'vitest';
import { ChatClientError } from '../errors.ts';
import type { ChatEvent } from '../session/chat-event.ts';
import { defaultReliability } from '../session/reliability.ts';
import { createRequestBudget } from '../session/request-budget.ts';
import {
  createReceiptSender,
  type ReceiptPorts,
  type ReceiptSender,
} from '../session/signals/receipt-sender.ts';
import { createMemoryStore } from '../session/storage/memory-database.ts';
import type { SessionDatabase } from '../session/storage/session-database.ts';
import { systemRandom } from '../platform/random.ts';
import { createLedger } from './ledger.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

/** One tab's sender, and what it has said. */
export interface ReceiptTab {
  readonly receipts: ReceiptSender;
  readonly events: ChatEvent[];
  readonly errors: unknown[];
}

/** The tabs of one user on one device. */
export interface ReceiptBench {
  readonly clock: ManualClock;
  /** Ids of the messages that requests named, in order. */
  readonly sent: readonly string[];
  /** When these requests left, ms. */
  readonly sentAt: readonly number[];
  readonly database: SessionDatabase;
  /** How often the other tabs were told of a change. */
  readonly pokes: () => number;
  openTab(ports?: Partial<ReceiptPorts>): ReceiptTab;
}

/** Creates a {@link ReceiptBench}. `answer` is what becomes of each request. With the test the tabs end, and must leave nothing open. */
export function createReceiptBench(
  answer: (messageId: string) => Promise<void> = async () => {},
): ReceiptBench {
  const clock = createManualClock();
  const store = createMemoryStore();
  const sent: string[] = [];
  const sentAt: number[] = [];
  const tabs = new Set<ReceiptTab>();
  const ledger = createLedger();
  let pokes = 0;
  onTestFinished(() => {
    for (const { receipts } of tabs) receipts.dispose();
    ledger.requireNothingOpen();
  });
  return {
    clock,
    sent,
    sentAt,
    database: store.open(),
    pokes: () => pokes,
    openTab(ports = {}) {
      const database = store.open();
      const events: ChatEvent[] = [];
      const errors: unknown[] = [];
      const receipts = createReceiptSender({
        clock: ledger.watchClock(clock),
        random: { ...systemRandom, next: () => 0.5 },
        config: defaultReliability,
        budget: createRequestBudget(clock, defaultReliability),
        database: async () => database,
        poke() {
          pokes += 1;
          for (const other of tabs) if (other !== tab) void other.receipts.refresh();
        },
        emit: (event) => events.push(event),
        userId: 'ada',
        send(_threadId, messageId) {
          sent.push(messageId);
          sentAt.push(clock.now());
          return answer(messageId);
        },
        supports: () => true,
        canSend: () => true,
        reportError: (error) => errors.push(error),
        ...ports,
      });
      const tab = { receipts, events, errors };
      tabs.add(tab);
      return tab;
    },
  };
}

/** An answer that is no success. */
export function createRefusal(statusCode: number, retryAfterMs?: number): ChatClientError {
  return new ChatClientError({
    code: 'refused',
    operation: 'sendReadReceipt',
    message: 'No.',
    statusCode,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

/** How far events say that the user has read, in order. */
export const seenIn = (events: readonly ChatEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'receipt-received' ? [event.receipt.messageId] : []));
