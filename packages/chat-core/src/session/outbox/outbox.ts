import type { TimerHandle } from '../../platform/clock.ts';
import { createLater } from '../later.ts';
import { createInterruptedError, createNothingFailedError } from '../session-errors.ts';
import type { OutboxRecord } from '../storage/session-database.ts';
import type { CreateDelivery, Delivery } from './delivery.ts';
import type { Outbox, OutboxPorts } from './outbox-ports.ts';
import { createOutgoingBook } from './outgoing-book.ts';
import { isFinished, owes } from './outgoing-states.ts';
import { createWaits } from './waits.ts';

/** So many messages that are dealt with are remembered at most, for tabs that slept. */
const maxFinished = 200;

/**
 * Creates the outbox of one tab. It does nothing before {@link Outbox.refresh} or {@link Outbox.enqueue}, and sends nothing before
 * {@link Outbox.lead}. What it needs for the service is loaded meanwhile.
 */
export function createOutbox(
  ports: OutboxPorts,
  loadDelivery: () => Promise<CreateDelivery>,
): Outbox {
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

  const reportError = (error: unknown): void => {
    // What fails because everything ends is no news.
    if (!isDisposed) ports.reportError(error);
  };
  const inner: OutboxPorts = { ...ports, reportError };
  const book = createOutgoingBook({
    ...inner,
    obstacle(threadId) {
      if (ports.needsSignIn()) return { waitsFor: 'sign-in' };
      const obstacle = delivery.part?.obstacle(threadId);
      return obstacle ?? (ports.isOnline() ? undefined : { waitsFor: 'network' });
    },
    onChange(record) {
      delivery.part?.settle(record);
      goOn();
    },
  });
  const { table } = book;
  const delivery = createLater(
    () => Promise.all([loadDelivery(), ports.loadService()]),
    ([create, service]) =>
      create({ ...inner, service, book, waits, isPersisted: () => isPersisted, onChange: goOn }),
  );

  /** Something has changed. Many changes at once are looked at once. */
  function goOn(): void {
    if (hasNews) return;
    hasNews = true;
    void Promise.resolve().then(() => {
      hasNews = false;
      waits.recheck();
      scheduleScan();
      delivery.part?.pump();
    });
  }

  function beginSending(part: Delivery): void {
    isSending = true;
    part.begin();
  }

  function endSending(): void {
    turn += 1;
    hasPlace = false;
    if (!isSending) return;
    isSending = false;
    delivery.part?.end();
    book.present();
  }

  async function refresh(): Promise<void> {
    const mine = turn;
    try {
      await Promise.all([table.refresh(), delivery.ask((part) => part.refresh())]);
      hasRead = true;
      ({ isPersisted } = await ports.database());
    } catch (error) {
      reportError(error);
    }
    if (isDisposed) return;
    // What another tab has left behind is known now.
    if (hasPlace && !isSending && mine === turn) delivery.whenThere(beginSending);
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

  /** Somebody may have missed to tell of a change, and what could not be loaded is tried again. */
  function scheduleScan(): void {
    const open = book.unsent().length + book.openPromises + (delivery.part?.open ?? 0);
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
    delivery.part?.sweep(before);
  }

  return {
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
      if (hasRead || table.rows.has(key)) return book.retry(key);
      return whenRead(() => book.retry(key) ?? Promise.reject(createNothingFailedError()));
    },
    discard(key) {
      const taken = book.takeBack(key);
      taken?.catch(reportError);
      return taken !== undefined;
    },
    edit: (threadId, key, edit) =>
      aboutKnown(key, () => delivery.ask((part) => part.edit(threadId, key, edit))),
    remove: (threadId, key) =>
      aboutKnown(key, () => delivery.ask((part) => part.remove(threadId, key))),
    observe(message) {
      if (delivery.part !== undefined) delivery.part.observe(message);
      else delivery.get().then((part) => part.observe(message), reportError);
    },
    resume() {
      delivery.part?.resume();
      book.present();
    },
    snapshot: () => [...book.snapshot(), ...(delivery.part?.snapshot() ?? [])],
    get unsent() {
      return book.unsent().length + (delivery.part?.unsent ?? 0);
    },
    get duplicatesRemoved() {
      return delivery.part?.duplicatesRemoved ?? 0;
    },
    dispose(isErased = false) {
      isDisposed = true;
      isPersisted &&= !isErased;
      endSending();
      waits.dispose();
      clock.clearTimeout(scanTimer);
      book.dispose(isPersisted);
      delivery.part?.dispose(isPersisted);
    },
  };
}
