import { expect, onTestFinished } from 'vitest';
import { metadataKeys } from '../model/metadata-keys.ts';
import type { RandomSource } from '../platform/random.ts';
import type { ChatEvent, OutgoingMessage } from '../session/chat-event.ts';
import { createDelivery, type DeliveryParts } from '../session/outbox/delivery.ts';
import { createOutbox } from '../session/outbox/outbox.ts';
import type { Outbox, OutboxPorts } from '../session/outbox/outbox-ports.ts';
import { defaultReliability, type ReliabilityConfig } from '../session/reliability.ts';
import { createRequestBudget } from '../session/request-budget.ts';
import { createMemoryStore, createMemoryTables } from '../session/storage/memory-database.ts';
import type { OutboxRecord, SessionDatabase } from '../session/storage/session-database.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import {
  createScriptedChat,
  ownId,
  type ScriptedChat,
  type ScriptedRequest,
} from './scripted-chat.ts';

/** One tab of the user, with what it has handed out. */
export interface OutboxTab {
  readonly outbox: Outbox;
  readonly events: readonly ChatEvent[];
  readonly errors: readonly unknown[];
  /** Errors by which the token was refused. */
  readonly signInErrors: readonly unknown[];
  /** The states that were shown of a message, in order. */
  states(clientMessageId: string): readonly string[];
  /** The last thing that was shown of a message. */
  last(clientMessageId: string): ChatEvent | undefined;
}

/** Tabs of one user over one store and one service, on a clock that stands still. */
export interface OutboxStage {
  readonly clock: ManualClock;
  readonly chat: ScriptedChat;
  /** With `losesPokes` no tab hears of what another one changes. */
  readonly world: { isOnline: boolean; random: number; losesPokes: boolean };
  /** Opens a tab; one that leads sends. With `reads: false` it has not read what is stored. */
  openTab(options?: {
    leads?: boolean;
    reads?: boolean;
    parts?: DeliveryParts;
    wrap?: (database: SessionDatabase) => SessionDatabase;
  }): Promise<OutboxTab>;
  /** What is stored of a message. */
  stored(clientMessageId: string): OutboxRecord | undefined;
  /** The requests of a kind. */
  sent(kind?: ScriptedRequest['kind']): readonly ScriptedRequest[];
}

/** Sets an {@link OutboxStage}. It ends with the test, and must leave no timer then. */
export function createOutboxStage(config: Partial<ReliabilityConfig> = {}): OutboxStage {
  const clock = createManualClock();
  const chat = createScriptedChat();
  const tables = createMemoryTables();
  const store = createMemoryStore(tables);
  const world = { isOnline: true, random: 0.5, losesPokes: false };
  const tabs: OutboxTab[] = [];
  let lastUuid = 0;
  const random: RandomSource = {
    next: () => world.random,
    createUuid() {
      lastUuid += 1;
      return `uuid-${lastUuid}`;
    },
  };

  onTestFinished(async () => {
    for (const { outbox } of tabs) outbox.dispose();
    await clock.settle();
    expect(clock.pendingTimers).toBe(0);
  });

  return {
    clock,
    chat,
    world,
    stored: (clientMessageId) => tables.outbox.get(clientMessageId),
    sent: (kind = 'send') => chat.requests.filter((request) => request.kind === kind),
    async openTab({ leads = true, reads = true, parts, wrap } = {}) {
      const events: ChatEvent[] = [];
      const errors: unknown[] = [];
      const signInErrors: unknown[] = [];
      const database = wrap === undefined ? store.open() : wrap(store.open());
      const ports: OutboxPorts = {
        clock,
        random,
        config: { ...defaultReliability, ...config },
        userId: ownId,
        database: async () => database,
        emitNow: (event) => events.push(event),
        emit: (event) => events.push(event),
        isOnline: () => world.isOnline,
        needsSignIn: () => false,
        poke() {
          if (world.losesPokes) return;
          for (const other of tabs) if (other !== tab) void other.outbox.refresh();
        },
        onUnauthorized: (error) => signInErrors.push(error),
        reportError: (error) => errors.push(error),
      };
      const outbox = createOutbox(ports);
      const service = { ...chat.service, budget: createRequestBudget(clock, ports.config) };
      outbox.connect(service, (delivery) => createDelivery(delivery, parts));
      outbox.enqueue = withoutListener(outbox.enqueue);
      outbox.edit = withoutListener(outbox.edit);
      outbox.remove = withoutListener(outbox.remove);
      const changesOf = (clientMessageId: string): readonly ChatEvent[] =>
        events.filter(
          (event) =>
            (event.type === 'outgoing-changed' && event.clientMessageId === clientMessageId) ||
            (event.type === 'outgoing-removed' && event.clientMessageId === clientMessageId),
        );
      const tab: OutboxTab = {
        outbox,
        events,
        errors,
        signInErrors,
        states: (clientMessageId) =>
          changesOf(clientMessageId).map((event) =>
            event.type === 'outgoing-changed' ? event.sendState : 'removed',
          ),
        last: (clientMessageId) => changesOf(clientMessageId).at(-1),
      };
      tabs.push(tab);
      if (reads) await outbox.refresh();
      if (reads && leads) outbox.lead();
      await clock.settle();
      return tab;
    },
  };
}

/** Nobody has to listen to the promises of the outbox, as to those of a session. */
function withoutListener<Args extends unknown[], Result>(
  act: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  return (...args) => {
    const outcome = act(...args);
    outcome.catch(() => {});
    return outcome;
  };
}

/** A message as the session puts it into the outbox. Its content is its client message id unless said otherwise. */
export function outgoing(
  clientMessageId: string,
  {
    threadId = 't',
    content = clientMessageId,
    metadata: more = {},
  }: { threadId?: string; content?: string; metadata?: Readonly<Record<string, string>> } = {},
): Omit<OutgoingMessage, 'ordinal'> {
  const metadata = { ...more, [metadataKeys.clientMessageId]: clientMessageId };
  return { clientMessageId, threadId, kind: 'text', content, metadata, createdAt: 0 };
}

/** A message that the service has and has shown. */
export interface SentMessage {
  /** The service's id. */
  readonly id: string;
  /** Types of the events about changes so far. */
  changes(): readonly string[];
}

/** A tab with one such message. */
export async function openWithSent(
  config?: Partial<ReliabilityConfig>,
): Promise<OutboxStage & OutboxTab & SentMessage> {
  const stage = createOutboxStage(config);
  const tab = await stage.openTab();
  void tab.outbox.enqueue(outgoing('mine', { content: 'first' }));
  await stage.clock.settle();
  const [request] = stage.sent();
  if (request === undefined) throw new Error('The message was not sent.');
  const view = request.accept();
  tab.outbox.observe(view);
  await stage.clock.settle();
  const changes = (): readonly string[] =>
    tab.events.flatMap(({ type }) => (type.startsWith('change-') ? [type] : []));
  return { ...stage, ...tab, id: view.id, changes };
}

/** Two tabs of one user on one device, of which the first one sends. */
export async function openTwoTabs(
  config?: Partial<ReliabilityConfig>,
): Promise<OutboxStage & { readonly leader: OutboxTab; readonly follower: OutboxTab }> {
  const stage = createOutboxStage(config);
  const leader = await stage.openTab();
  const follower = await stage.openTab({ leads: false });
  return { ...stage, leader, follower };
}

/** A tab with a message, `mine`, whose first request has left, on a service that stores a repetition once or does not. */
export async function openWithSending(
  isIdempotent: boolean,
  config?: Partial<ReliabilityConfig>,
): Promise<OutboxStage & OutboxTab & { readonly settled: Promise<string> }> {
  const stage = createOutboxStage(config);
  stage.chat.isIdempotent = isIdempotent;
  const tab = await stage.openTab();
  const settled = tab.outbox.enqueue(outgoing('mine'));
  await stage.clock.settle();
  return { ...stage, ...tab, settled };
}
