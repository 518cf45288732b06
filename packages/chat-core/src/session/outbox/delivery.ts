import type { ChatEvent, ServerMessage } from '../chat-event.ts';
import type { MessageEdit } from '../session-contract.ts';
import { createInterruptedError } from '../session-errors.ts';
import type { ChangeRecord, OutboxRecord } from '../storage/session-database.ts';
import { awaitsFiles } from './awaits-files.ts';
import { isCarriedOut } from './change-states.ts';
import { createDebts } from './debts.ts';
import { createLastEdits } from './last-edits.ts';
import { createChanges, type ChangeRequest } from './changes.ts';
import type { nextStep } from './next-step.ts';
import type { Outbox, OutboxService, ServicePorts } from './outbox-ports.ts';
import type { OutgoingBook } from './outgoing-book.ts';
import { isOnTheWay, owes } from './outgoing-states.ts';
import { createOwnMessages } from './own-messages.ts';
import { createRecordAges } from './record-ages.ts';
import { createTerm, type Term } from './term.ts';
import { createTraffic, type Obstacle } from './traffic.ts';
import type { Waits } from './waits.ts';

/** What the outbox does with the service: it sends, edits and deletes, and hears what has arrived. */
export interface Delivery extends Pick<Outbox, 'observe' | 'resume'> {
  readonly findDelivered: OutboxService['findDelivered'];
  /** Reads the edits and deletions that are stored. */
  refresh(): Promise<void>;
  /** Changes a message that the service knows. Resolves when it is made, or a later one has taken its place. */
  edit(threadId: string, messageId: string, edit: MessageEdit): Promise<void>;
  /** Deletes a message that the service knows, and its doubles. */
  remove(threadId: string, messageId: string): Promise<void>;
  /** Resolves once nothing of a message is on its way any more, and what was asked for meanwhile is made. */
  whenSettled(clientMessageId: string): Promise<OutboxRecord | undefined>;
  /** This tab sends from now on. */
  begin(): void;
  /** Another tab sends from now on. What is on its way stays as it is stored. */
  end(): void;
  /** Why this tab does not send a queued message now. */
  obstacle(record: OutboxRecord): Obstacle | undefined;
  /** There may be something to do. */
  pump(): void;
  /** What became of a message may call for an edit or a deletion. */
  settle(record: OutboxRecord | undefined): void;
  /** Forgets deletions that have failed before this time. What was typed for an edit is kept until the message is changed again. */
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
  const changes = createChanges(ports, own, ports.onChange, see);
  const debts = createDebts({ table, changes, reportError });
  const ages = createRecordAges(ports.clock);
  // What the service has asked for holds for whoever sends next in this tab.
  const traffic = createTraffic(ports, waits, (threadId) => book.present(threadId));
  const lastEdits = createLastEdits(ports.clock);
  let term: Term | undefined;
  let serviceTime: number | undefined;
  let duplicatesRemoved = 0;
  let isDisposed = false;

  /** The message as it is now. One that the service does not have any more is shown as deleted, if it has accepted the deletion. */
  async function read(
    { threadId, messageId, kind }: ChangeRecord,
    isMade: boolean,
  ): Promise<ServerMessage | undefined> {
    const view = await ports.service.read(threadId, messageId);
    const known = own.get(threadId, messageId);
    if (view !== undefined || kind === 'edit' || !isMade || known === undefined) return view;
    const { rowKey: _row, sendState: _state, ...message } = known;
    const gone = { ...message, content: '', deletedAt: known.deletedAt ?? ports.clock.now() };
    own.note(gone);
    ports.emit({ type: 'message-upserted', threadId, message: gone });
    return gone;
  }

  /** Where no event has told of it, the message itself does. */
  async function see(change: ChangeRecord): Promise<void> {
    const { threadId, messageId, state } = change;
    const view = own.get(threadId, messageId);
    const isSeen = state === 'failed' || (view !== undefined && isCarriedOut(change, view));
    if (!isSeen) await read(change, true);
  }

  async function whenSettled(key: string): Promise<OutboxRecord | undefined> {
    await waits.until(() => {
      const current = table.rows.get(key);
      return !isOnTheWay(current) && !(current && owes(current));
    });
    // The tab that sends has stored the change before the message owed nothing any more.
    if (term === undefined) await changes.table.refresh();
    if (isDisposed) throw createInterruptedError(ports.isPersisted());
    const record = table.rows.get(key);
    const { threadId = '', id = '' } = record ?? {};
    const ids = [id, own.shownIdOf(threadId, id)];
    const change = ids
      .flatMap((one) => changes.changesOf(threadId, one))
      .findLast(({ changeId }) => changes.table.isStored(changeId));
    if (change) await changes.whenMade(change.changeId);
    return record;
  }

  function settle(record: OutboxRecord | undefined): void {
    debts.note(record);
    if (record !== undefined) ports.service.noteMessage(record);
    if (term !== undefined) void debts.pay(record);
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
    findDelivered: ports.service.findDelivered,
    refresh: changes.table.refresh,
    whenSettled,
    begin() {
      term?.end();
      bindShown();
      term = createTerm({
        ...ports,
        ...parts,
        changes,
        own,
        ages,
        traffic,
        lastEdits,
        read,
        serviceTime: () => serviceTime,
        onDoubleRemoved() {
          duplicatesRemoved += 1;
        },
      });
      table.rows.forEach(settle);
    },
    end() {
      term?.end();
      term = undefined;
    },
    obstacle: (record) =>
      term &&
      (traffic.obstacle(record.threadId) ??
        (awaitsFiles(record) ? { waitsFor: 'upload' } : undefined)),
    pump: () => term?.pump(),
    settle,
    resume: traffic.resume,
    sweep(before) {
      for (const { changeId, kind, state, stateSince } of changes.table.rows.values()) {
        if (kind === 'delete' && state === 'failed' && stateSince < before)
          changes.table.change(changeId, () => undefined).catch(reportError);
      }
    },
    edit: (threadId, messageId, edit) => changes.add({ threadId, messageId, edit }),
    async remove(threadId, messageId) {
      const { clientMessageId } = own.get(threadId, messageId) ?? {};
      if (clientMessageId !== undefined) book.noteDeleted(clientMessageId);
      const requests = own
        .twinsOf(threadId, messageId)
        .map((id): ChangeRequest => ({ threadId, messageId: id, edit: undefined }));
      await Promise.all(requests.map(changes.add));
    },
    observe(message: ServerMessage) {
      serviceTime = Math.max(serviceTime ?? 0, message.createdAt);
      if (message.senderId !== userId) return;
      const { threadId, id, clientMessageId = '' } = message;
      const view = own.note(message);
      for (const change of changes.observe(view)) term?.finish(change);
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
      traffic.dispose();
      changes.dispose(isKept);
    },
  };
}
