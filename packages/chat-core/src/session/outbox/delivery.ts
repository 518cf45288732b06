import type { ChatEvent, ServerMessage } from '../chat-event.ts';
import type { MessageEdit } from '../session-contract.ts';
import { createInterruptedError } from '../session-errors.ts';
import type { ChangeRecord, OutboxRecord } from '../storage/session-database.ts';
import { isCarriedOut, isNewer } from './change-states.ts';
import type { LingeringEdits } from './change-courier.ts';
import { createChanges, type ChangeRequest } from './changes.ts';
import type { nextStep } from './next-step.ts';
import type { Outbox, OutboxService, ServicePorts } from './outbox-ports.ts';
import type { OutgoingBook } from './outgoing-book.ts';
import { isOnTheWay } from './outgoing-states.ts';
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
  const changes = createChanges(ports, own, ports.onChange, see);
  const ages = createRecordAges(ports.clock);
  // What the service has asked for holds for whoever sends next in this tab.
  const traffic = createTraffic(ports, waits, (threadId) => book.present(threadId));
  const lingering: LingeringEdits = new Map();
  let term: Term | undefined;
  let serviceTime: number | undefined;
  let duplicatesRemoved = 0;
  let isDisposed = false;

  /** Where no event has told of it, the message itself does. */
  async function see(change: ChangeRecord): Promise<void> {
    const { threadId, messageId, state } = change;
    const view = own.get(threadId, messageId);
    const isSeen = state === 'failed' || (view !== undefined && isCarriedOut(change, view));
    if (!isSeen) await ports.service.read(threadId, messageId);
  }

  async function whenSettled(key: string): Promise<OutboxRecord | undefined> {
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
        lingering,
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
    obstacle: (threadId) => term && traffic.obstacle(threadId),
    pump: () => term?.pump(),
    settle: (record) => term?.settle(record),
    resume: traffic.resume,
    sweep(before) {
      for (const { changeId, state, stateSince } of changes.table.rows.values()) {
        if (state === 'failed' && stateSince < before)
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
      traffic.dispose();
      changes.dispose(isKept);
    },
  };
}
