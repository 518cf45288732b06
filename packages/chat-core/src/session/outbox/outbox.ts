import type { TimerHandle } from '../../platform/clock.ts';
import { createGate } from '../gate.ts';
import type { MessageEdit } from '../session-contract.ts';
import {
  createDiscardedError,
  createInterruptedError,
  createNothingFailedError,
} from '../session-errors.ts';
import type { OutboxRecord } from '../storage/session-database.ts';
import type { Delivery } from './delivery.ts';
import { createFailureError } from './failures.ts';
import type { Outbox, OutboxPorts } from './outbox-ports.ts';
import { createOutgoingBook } from './outgoing-book.ts';
import { isFinished, isOnTheWay, owes, wasTakenBack } from './outgoing-states.ts';
import { createWaits } from './waits.ts';

/** So many messages that are dealt with are remembered at most, for tabs that slept. */
const maxFinished = 200;

/**
 * Creates the outbox of one tab. It does nothing before {@link Outbox.refresh} or {@link Outbox.enqueue}, and sends nothing before
 * {@link Outbox.lead} and {@link Outbox.connect}.
 */
export function createOutbox(ports: OutboxPorts): Outbox {
  const { clock, config } = ports;
  const waits = createWaits(clock);
  /** Changes with every decision on which tab sends. */
  let turn = 0;
  /** Whether this tab is to send, and whether it does. */
  let hasPlace = false;
  let isSending = false;
  let scanTimer: TimerHandle;
  let hasNews = false;
  /** Whether is known what an earlier page has left. */
  let hasRead = false;
  let isPersisted = false;
  let isDisposed = false;
  let delivery: Delivery | undefined;
  const connected = createGate<Delivery>();

  const reportError = (error: unknown): void => {
    // What fails because everything ends is no news.
    if (!isDisposed) ports.reportError(error);
  };
  const inner: OutboxPorts = { ...ports, reportError };
  const book = createOutgoingBook({
    ...inner,
    findDelivered: async (message) => (await connected.promise).findDelivered(message, undefined),
    obstacle(record) {
      if (ports.needsSignIn()) return { waitsFor: 'sign-in' };
      const obstacle = delivery?.obstacle(record);
      return obstacle ?? (ports.isOnline() ? undefined : { waitsFor: 'network' });
    },
    onChange(record) {
      delivery?.settle(record);
      goOn();
    },
  });
  const { table } = book;

  /** Calls at once when there is somebody to ask, so that what is asked for shows at once. */
  function ask<Result>(call: (part: Delivery) => Promise<Result>): Promise<Result> {
    return delivery === undefined ? connected.promise.then(call) : call(delivery);
  }

  /** Something has changed. Many changes at once are looked at once. */
  function goOn(): void {
    if (hasNews) return;
    hasNews = true;
    void Promise.resolve().then(() => {
      hasNews = false;
      waits.recheck();
      scheduleScan();
      delivery?.pump();
    });
  }

  function endSending(): void {
    turn += 1;
    hasPlace = false;
    if (!isSending) return;
    isSending = false;
    delivery?.end();
    book.present();
  }

  async function readPersistence(): Promise<void> {
    ({ isPersisted } = await ports.database());
  }

  async function refresh(): Promise<void> {
    const mine = turn;
    const part = delivery;
    try {
      await Promise.all([readPersistence(), table.refresh(), part?.refresh()]);
      hasRead = true;
    } catch (error) {
      reportError(error);
    }
    if (isDisposed) return;
    // What another tab has left behind is known now.
    if (part !== undefined && hasPlace && !isSending && mine === turn) {
      isSending = true;
      part.begin();
    }
    if (isSending) sweep();
    goOn();
  }

  /** What is asked for may be about something that an earlier page has left. */
  async function whenRead<Result>(act: () => Promise<Result>): Promise<Result> {
    await refresh();
    if (isDisposed) throw createInterruptedError(isPersisted);
    return act();
  }

  function aboutKnown<Result>(key: string, act: () => Promise<Result>): Promise<Result> {
    return hasRead || table.rows.has(key) ? act() : whenRead(act);
  }

  function changeSent(threadId: string, key: string, edit: MessageEdit): Promise<void> {
    const messageId = table.rows.get(key)?.id ?? key;
    book.dropDebt(messageId);
    return ask((part) => part.edit(threadId, messageId, edit));
  }

  async function change(threadId: string, key: string, edit: MessageEdit): Promise<void> {
    const record = table.rows.get(key);
    if (record === undefined || record.state === 'sent') return changeSent(threadId, key, edit);
    const stored = wasTakenBack(record) ? undefined : await book.rewrite(key, edit);
    if (stored === undefined || wasTakenBack(stored)) throw createDiscardedError();
    if (stored.state === 'failed') return;
    if (stored.state === 'sent') return changeSent(threadId, key, edit);
    const settled = await ask((part) => part.whenSettled(key));
    if (settled?.failure !== undefined) throw createFailureError(settled.failure, 'edit');
    if (settled?.state !== 'sent') throw createDiscardedError();
  }

  async function remove(threadId: string, key: string): Promise<void> {
    const taken = book.takeBack(key);
    const record = table.rows.get(key);
    // What is taken back already has no name yet by which the service could delete it.
    if (taken === undefined && (record === undefined || record.id !== undefined)) {
      book.noteDeleted(key);
      return ask((part) => part.remove(threadId, record?.id ?? key));
    }
    await taken;
    if (isOnTheWay(table.rows.get(key)) || table.rows.get(key)?.id !== undefined)
      await ask((part) => part.whenSettled(key));
  }

  /** Somebody may have missed to tell of a change, and what could not be loaded is tried again. */
  function scheduleScan(): void {
    const open = book.unsent().length + book.openPromises + (delivery?.open ?? 0);
    if (isDisposed || (open === 0 && !(isSending && isPersisted))) return;
    scanTimer ??= clock.setTimeout(() => {
      scanTimer = undefined;
      if (!isSending) ports.poke('outbox');
      void refresh();
    }, config.outboxScanMs);
  }

  /** Forgets what has been dealt with for a while. */
  function sweep(): void {
    const before = clock.now() - config.sentMemoryMs;
    const isDone = (record: OutboxRecord | undefined): boolean =>
      record !== undefined && isFinished(record) && !owes(record);
    const done = [...table.rows.values()]
      .filter(isDone)
      .toSorted((a, b) => b.stateSince - a.stateSince);
    for (const [index, { clientMessageId, stateSince }] of done.entries()) {
      if (index < maxFinished && stateSince >= before) continue;
      table
        .change(clientMessageId, (current) => (isDone(current) ? undefined : current))
        .catch(reportError);
    }
    delivery?.sweep(before);
  }

  return {
    connect(service, createDelivery) {
      if (isDisposed) return;
      delivery = createDelivery({
        ...inner,
        service,
        book,
        waits,
        isPersisted: () => isPersisted,
        onChange: goOn,
      });
      connected.open(delivery);
      if (hasRead || hasPlace) void refresh();
    },
    refresh,
    lead() {
      if (isDisposed || hasPlace) return;
      turn += 1;
      hasPlace = true;
      void refresh();
    },
    follow: endSending,
    enqueue: book.add,
    retry(key) {
      const again = (): Promise<string> =>
        book.retry(key) ?? Promise.reject(createNothingFailedError());
      return hasRead || table.rows.has(key) ? again() : whenRead(again);
    },
    discard(key) {
      const taken = book.takeBack(key);
      taken?.catch(reportError);
      return taken !== undefined;
    },
    edit: (threadId, key, edit) => aboutKnown(key, () => change(threadId, key, edit)),
    remove: (threadId, key) => aboutKnown(key, () => remove(threadId, key)),
    // Whoever hears of messages has connected this before.
    observe: (message) => delivery?.observe(message),
    resume(isBack) {
      delivery?.resume(isBack);
      book.present();
    },
    snapshot: () => [...book.snapshot(), ...(delivery?.snapshot() ?? [])],
    get unsent() {
      return book.unsent().length + (delivery?.unsent ?? 0);
    },
    get duplicatesRemoved() {
      return delivery?.duplicatesRemoved ?? 0;
    },
    dispose(isErased = false) {
      isDisposed = true;
      isPersisted &&= !isErased;
      endSending();
      connected.fail(createInterruptedError(isPersisted));
      waits.dispose();
      clock.clearTimeout(scanTimer);
      book.dispose(isPersisted);
      delivery?.dispose(isPersisted);
    },
  };
}
