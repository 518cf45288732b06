import type { ChatEvent, ServerMessage } from '../chat-event.ts';
import { createDiscardedError, createInterruptedError } from '../session-errors.ts';
import type { OutboxRecord } from '../storage/session-database.ts';
import { isNewer } from './change-states.ts';
import { createChanges, type ChangeRequest } from './changes.ts';
import { createFailureError } from './failures.ts';
import type { nextStep } from './next-step.ts';
import type { Outbox, ServicePorts } from './outbox-ports.ts';
import type { OutgoingBook } from './outgoing-book.ts';
import { isFinished, isOnTheWay } from './outgoing-states.ts';
import { createOwnMessages } from './own-messages.ts';
import { createRecordAges } from './record-ages.ts';
import { createTerm, type Term } from './term.ts';
import type { Obstacle } from './traffic.ts';
import type { Waits } from './waits.ts';

/** What the outbox does with the service: it sends, edits and deletes, and hears what has arrived. */
export interface Delivery extends Pick<Outbox, 'edit' | 'remove' | 'observe' | 'resume'> {
  /** Reads the edits and deletions that are stored. */
  refresh(): Promise<void>;
  /** This tab sends from now on. */
  begin(): void;
  /** Another tab sends from now on. What is on its way stays as it is stored. */
  end(): void;
  /** Why this tab does not send a queued message of the thread now. */
  obstacle(threadId: string): Obstacle | undefined;
  /** There may be something to do. */
  pump(): void;
  /** What became of a message may call for an edit or a deletion. */
  settle(record: OutboxRecord | undefined): void;
  /** Forgets changes that have failed before this time. */
  sweep(before: number): void;
  /** How many changes are stored or waited for. */
  readonly open: number;
  /** How many changes are not made yet. */
  readonly unsent: number;
  readonly duplicatesRemoved: number;
  snapshot(): readonly ChatEvent[];
  dispose(isKept: boolean): void;
}

/** What the delivery needs beside the ports of the outbox. */
export interface DeliveryPorts extends ServicePorts {
  readonly book: OutgoingBook;
  readonly waits: Waits;
  /** Whether what is stored outlives the page. */
  isPersisted(): boolean;
  /** Something has changed: there may be something to do. */
  onChange(): void;
}

/** What a test replaces to prove that it would notice. */
export interface DeliveryParts {
  readonly nextStep?: typeof nextStep;
}

/** How the outbox gets its {@link Delivery}. */
export type CreateDelivery = (ports: DeliveryPorts) => Delivery;

/** Creates the {@link Delivery} of one tab. Nothing leaves before {@link Delivery.begin}. */
export function createDelivery(ports: DeliveryPorts, parts: DeliveryParts = {}): Delivery {
  const { userId, book, waits, reportError } = ports;
  const { table } = book;
  const own = createOwnMessages();
  const changes = createChanges(ports, own, ports.onChange);
  const ages = createRecordAges(ports.clock);
  let term: Term | undefined;
  let serviceTime: number | undefined;
  let duplicatesRemoved = 0;
  let isDisposed = false;

  /** Resolves once nothing of the message is on its way any more, and what was asked for meanwhile is made. */
  async function untilSettled(key: string): Promise<OutboxRecord | undefined> {
    await waits.until(() => !isOnTheWay(table.rows.get(key)));
    if (isDisposed) throw createInterruptedError(ports.isPersisted());
    const record = table.rows.get(key);
    const { threadId = '', id = '' } = record ?? {};
    const ids = [id, own.shownIdOf(threadId, id)];
    const change = ids.flatMap((one) => changes.pendingOf(threadId, one)).at(-1);
    if (change) await changes.whenMade(change.changeId);
    return record;
  }

  /** What the user has deleted does not come back because it was stored twice. */
  function removeLateDouble(record: OutboxRecord, messageId: string): void {
    const { threadId, id, isDeleted, isTakenBack } = record;
    const isLate =
      id !== undefined && id !== messageId && (isDeleted === true || isTakenBack === true);
    if (!isLate || term === undefined || changes.hasDeletion(threadId, messageId)) return;
    changes.add({ threadId, messageId, edit: undefined }).catch(reportError);
  }

  /** Messages may have shown before it was read here that they are on their way. */
  function bindShown(): void {
    for (const record of [...table.rows.values()].filter(isOnTheWay)) {
      const { threadId, clientMessageId } = record;
      const id = own.idOf(threadId, clientMessageId);
      if (id !== undefined) book.bind(clientMessageId, id);
    }
  }

  return {
    refresh: changes.table.refresh,
    begin() {
      bindShown();
      term = createTerm({
        ...ports,
        ...parts,
        changes,
        own,
        ages,
        serviceTime: () => serviceTime,
        onDoubleRemoved() {
          duplicatesRemoved += 1;
        },
      });
    },
    end() {
      term?.end();
      term = undefined;
    },
    obstacle: (threadId) => term?.obstacle(threadId),
    pump: () => term?.pump(),
    settle: (record) => term?.settle(record),
    resume: () => term?.resume(),
    sweep(before) {
      for (const { changeId, state, stateSince } of changes.table.rows.values()) {
        if (state === 'failed' && stateSince < before)
          changes.table.change(changeId, () => undefined).catch(reportError);
      }
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
          if (settled?.failure !== undefined) throw createFailureError(settled.failure, 'edit');
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
      book.noteDeleted(own.get(threadId, messageId)?.clientMessageId ?? key);
      const requests = own
        .twinsOf(threadId, messageId)
        .map((id): ChangeRequest => ({ threadId, messageId: id, edit: undefined }));
      await Promise.all(requests.map(changes.add));
    },
    observe(message: ServerMessage) {
      serviceTime = Math.max(serviceTime ?? 0, message.createdAt);
      if (message.senderId !== userId) return;
      const { threadId, id, clientMessageId = '' } = message;
      const known = own.get(threadId, id);
      const view = own.note(message);
      const isNews = known === undefined || isNewer(view, known.version);
      for (const change of changes.observe(view, isNews)) term?.finish(change);
      const record = table.rows.get(clientMessageId);
      // Whoever copies the id into another thread has sent another message.
      if (record?.threadId === threadId) {
        book.bind(clientMessageId, id);
        if (view.deletedAt === undefined) removeLateDouble(record, id);
      }
      ports.onChange();
    },
    get open() {
      return changes.table.rows.size + changes.openPromises;
    },
    get unsent() {
      return changes.unsent;
    },
    get duplicatesRemoved() {
      return duplicatesRemoved;
    },
    snapshot: changes.snapshot,
    dispose(isKept) {
      isDisposed = true;
      changes.dispose(isKept);
    },
  };
}
