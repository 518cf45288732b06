import type { TimerHandle } from '../../platform/clock.ts';
import type { ServerMessage } from '../chat-event.ts';
import { createDiscardedError, createInterruptedError } from '../session-errors.ts';
import type { OutboxRecord } from '../storage/session-database.ts';
import { createChangeCourier, type ChangeCourier } from './change-courier.ts';
import { isNewer } from './change-states.ts';
import { createChanges, type ChangeRequest } from './changes.ts';
import { createCourier, type Courier } from './courier.ts';
import { createDebts } from './debts.ts';
import { createJanitor, type Janitor } from './janitor.ts';
import { nextStep } from './next-step.ts';
import type { Outbox, OutboxPorts } from './outbox-ports.ts';
import { createOutgoingBook } from './outgoing-book.ts';
import { toError } from './open-promises.ts';
import { isFinished, isOnTheWay, owes } from './outgoing-states.ts';
import { createOwnMessages } from './own-messages.ts';
import { createTraffic } from './traffic.ts';
import { createWaits } from './waits.ts';

/** So many messages that are dealt with are remembered at most, for tabs that slept. */
const maxFinished = 200;

/** What a test replaces to prove that it would notice. */
export interface OutboxParts {
  readonly nextStep: typeof nextStep;
}

/** The parts that work while this tab is the one that sends. */
interface Term {
  readonly courier: Courier;
  readonly changeCourier: ChangeCourier;
  readonly janitor: Janitor;
}

/** Creates the outbox of one tab. It does nothing before {@link Outbox.refresh} or {@link Outbox.enqueue}, and sends nothing before {@link Outbox.lead}. */
export function createOutbox(ports: OutboxPorts, parts: OutboxParts = { nextStep }): Outbox {
  const { clock, config, userId } = ports;
  const waits = createWaits(clock);
  const own = createOwnMessages();
  let term: Term | undefined;
  /** Changes with every decision on which tab sends. */
  let turn = 0;
  let scanTimer: TimerHandle;
  let hasNews = false;
  let isPersisted = false;
  let isDisposed = false;
  let serviceTime: number | undefined;
  let duplicatesRemoved = 0;

  const reportError = (error: unknown): void => {
    // What fails because everything ends is no news.
    if (!isDisposed) ports.reportError(error);
  };
  const inner: OutboxPorts = { ...ports, reportError };
  const traffic = createTraffic(inner, waits, (threadId) => book.present(threadId));
  const book = createOutgoingBook({
    ...inner,
    obstacle: (threadId) => (term === undefined ? undefined : traffic.obstacle(threadId)),
    onChange(record) {
      if (term !== undefined) void debts.pay(record);
      goOn();
    },
  });
  const changes = createChanges(inner, own, goOn);
  const { table } = book;
  const debts = createDebts({ table, changes, reportError });

  /** Something has changed. Many changes at once are looked at once. */
  function goOn(): void {
    if (hasNews) return;
    hasNews = true;
    void Promise.resolve().then(() => {
      hasNews = false;
      waits.recheck();
      scheduleScan();
      term?.courier.pump();
      term?.changeCourier.pump();
    });
  }

  function startTerm(): void {
    const shared = { ...inner, book, changes, own, traffic, waits };
    term = {
      courier: createCourier({
        ...shared,
        nextStep: parts.nextStep,
        serviceTime: () => serviceTime,
      }),
      changeCourier: createChangeCourier(shared),
      janitor: createJanitor({
        ...shared,
        onRemoved() {
          duplicatesRemoved += 1;
        },
      }),
    };
    for (const record of table.rows.values()) void debts.pay(record);
    term.janitor.pump();
    sweep();
    goOn();
  }

  function endTerm(): void {
    turn += 1;
    if (term === undefined) return;
    const { courier, changeCourier, janitor } = term;
    term = undefined;
    for (const part of [courier, changeCourier, janitor]) part.stop();
    book.present();
  }

  async function refresh(): Promise<void> {
    try {
      await Promise.all([table.refresh(), changes.table.refresh()]);
      ({ isPersisted } = await ports.database());
    } catch (error) {
      reportError(error);
    }
    if (isDisposed) return;
    if (term !== undefined) sweep();
    goOn();
  }

  /** Somebody may have missed to tell of a change. */
  function scheduleScan(): void {
    const hasWork =
      book.unsent().length + changes.table.rows.size > 0 ||
      book.openPromises + changes.openPromises > 0 ||
      (term !== undefined && isPersisted);
    if (isDisposed || !hasWork) return;
    scanTimer ??= clock.setTimeout(() => {
      scanTimer = undefined;
      if (term === undefined) ports.poke('outbox');
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
    for (const { changeId, state, stateSince } of changes.table.rows.values()) {
      if (state === 'failed' && stateSince < before)
        changes.table.change(changeId, () => undefined).catch(reportError);
    }
  }

  /** Resolves once nothing of the message is on its way any more, and what was asked for meanwhile is made. */
  async function untilSettled(key: string): Promise<OutboxRecord | undefined> {
    await waits.until(() => !isOnTheWay(table.rows.get(key)));
    if (isDisposed) throw createInterruptedError(isPersisted);
    const record = table.rows.get(key);
    const change = record?.id && changes.pendingOf(record.threadId, record.id).at(-1);
    if (change) await changes.whenMade(change.changeId);
    return record;
  }

  function observe(message: ServerMessage): void {
    serviceTime = Math.max(serviceTime ?? 0, message.createdAt);
    if (message.senderId !== userId) return;
    const { threadId, id, clientMessageId = '' } = message;
    const known = own.get(threadId, id);
    const view = own.note(message);
    const isNews = known === undefined || isNewer(view, known.version);
    for (const change of changes.observe(view, isNews))
      term?.changeCourier.finish(change).catch(reportError);
    // Whoever copies the id into another thread has sent another message.
    if (table.rows.get(clientMessageId)?.threadId === threadId) book.bind(clientMessageId, id);
    term?.janitor.pump();
  }

  return {
    refresh,
    lead() {
      if (isDisposed || term !== undefined) return;
      turn += 1;
      const mine = turn;
      void refresh().then(() => {
        if (turn === mine && !isDisposed) startTerm();
      });
    },
    follow: endTerm,
    enqueue: book.add,
    retry: book.retry,
    discard(key) {
      const taken = book.takeBack(key);
      taken?.catch(reportError);
      return taken !== undefined;
    },
    async edit(threadId, key, edit) {
      const record = table.rows.get(key);
      if (record !== undefined && !isFinished(record)) {
        const stored = record.isTakenBack === true ? undefined : await book.rewrite(key, edit);
        if (stored === undefined || stored.isTakenBack === true || stored.state === 'cancelled')
          throw createDiscardedError();
        if (stored.state === 'failed') return;
        if (stored.state !== 'sent') {
          const settled = await untilSettled(key);
          if (settled?.failure !== undefined) throw toError(settled.failure, 'edit');
          if (settled?.state !== 'sent') throw createDiscardedError();
          return;
        }
      }
      await changes.add({ threadId, messageId: table.rows.get(key)?.id ?? key, edit });
    },
    async remove(threadId, key) {
      const taken = book.takeBack(key);
      if (taken !== undefined) {
        await taken;
        await untilSettled(key);
        return;
      }
      const messageId = table.rows.get(key)?.id ?? key;
      const requests = own
        .twinsOf(threadId, messageId)
        .map((id): ChangeRequest => ({ threadId, messageId: id, edit: undefined }));
      await Promise.all(requests.map(changes.add));
    },
    observe,
    resume: traffic.resume,
    snapshot: () => [...book.snapshot(), ...changes.snapshot()],
    get unsent() {
      return book.unsent().length + changes.unsent;
    },
    get duplicatesRemoved() {
      return duplicatesRemoved;
    },
    dispose() {
      isDisposed = true;
      endTerm();
      waits.dispose();
      traffic.dispose();
      clock.clearTimeout(scanTimer);
      book.dispose(isPersisted);
      changes.dispose(isPersisted);
    },
  };
}
