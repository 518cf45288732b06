import type { ChatClient } from '../chat-client.ts';
import { ChatClientError, isChatClientError, type ChatClientErrorInit } from '../errors.ts';
import { attachmentsKey, uploadScheme } from '../model/attachments-key.ts';
import type { Clock } from '../platform/clock.ts';
import type { PageLifecycle } from '../platform/page-lifecycle.ts';
import type { RandomSource } from '../platform/random.ts';
import type { ChatEvent, OutgoingMessage } from './chat-event.ts';
import { createDelivery, type CreateDelivery } from './outbox/delivery.ts';
import type { Outbox } from './outbox/outbox-ports.ts';
import { isFinished } from './outbox/outgoing-states.ts';
import { createSharedTable } from './outbox/shared-table.ts';
import { getRetryDelayMs } from './sync/retry-delay.ts';
import type { UploadTools } from './uploads/upload-tools.ts';
import { createClientService } from './client-service.ts';
import type { createLater } from './later.ts';
import { passOn } from './pass-on.ts';
import { createThreadActions, type ThreadActions } from './people/thread-actions.ts';
import type { ReliabilityConfig } from './reliability.ts';
import type { ChatSession } from './session-contract.ts';
import type { ChatSessionOptions } from './session-options.ts';
import { createRequestBudget } from './request-budget.ts';
import { createRepeat } from './retries.ts';
import { createReceiptSender, type ReceiptSender } from './signals/receipt-sender.ts';
import { createSignalSupport } from './signals/signal-support.ts';
import { createTypingTracker } from './signals/typing-tracker.ts';
import { createDisposedError } from './session-errors.ts';
import type { OutboxRecord, SessionDatabase } from './storage/session-database.ts';
import type { Sync, SyncPorts } from './sync/sync-contract.ts';
import { createSync } from './sync/sync.ts';
import type { SharedTable } from './tabs/tab-channel.ts';
import type { UploadsPart, UploadsPorts } from './uploads/uploads.ts';

/** What talks to the service needs of its session. */
export interface ServiceSidePorts extends Pick<SyncPorts, 'setStatus' | 'onAuthRequired'> {
  readonly client: ChatClient;
  readonly userId: string;
  readonly displayName: string | undefined;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly pageLifecycle: PageLifecycle;
  readonly config: ReliabilityConfig;
  readonly outbox: Pick<Outbox, 'connect' | 'observe' | 'resume'>;
  readonly options: Pick<ChatSessionOptions, 'uploadAttachment'>;
  readonly send: ChatSession['send'];
  readonly createLater: typeof createLater;
  readonly createWaits: UploadTools['createWaits'];
  readonly checkMessage: UploadTools['checkMessage'];
  database(): Promise<SessionDatabase>;
  poke(table: SharedTable): void;
  emit(event: ChatEvent): void;
  /** Whether this tab is the one that sends. */
  isSender(): boolean;
  /** Something is asked of the session. @throws ChatClientError `disposed` when it has ended. */
  requireUse(operation: string): void;
  reportError(error: unknown): void;
}

/** What talks to the service: the connection and the reads, receipts, typing, and what is done with threads and people. */
export interface ServiceSide {
  readonly sync: Sync;
  readonly receipts: ReceiptSender;
  readonly actions: ThreadActions & Pick<ChatSession, 'uploads'>;
  /** What another tab has stored of receipts and files is read. */
  refresh(): Promise<void>;
  /** Events that show somebody who comes late what is known. */
  snapshot(): readonly ChatEvent[];
  /** An own message stands below the newest ones, so these have to be there. */
  closeGap(threadId: string): void;
  /** As {@link ChatSession.canAttach}. */
  readonly canAttach: boolean;
  notifyTyping(threadId: string): void;
  /** It may be possible to send now: what waits goes out. */
  resume(): void;
  dispose(): Promise<void>;
}

/** What a test replaces to prove that it would notice. */
export interface ServiceSideParts {
  createSync(ports: SyncPorts): Sync;
  readonly createDelivery: CreateDelivery;
}

const uploadTools = {
  attachmentsKey,
  uploadScheme,
  createSharedTable,
  isFinished,
  getRetryDelayMs,
  isChatClientError,
  createError: (init: ChatClientErrorInit) => new ChatClientError(init),
};

/** Few people send files at once, so that code comes with the first one. */
function loadUploads(): Promise<{
  readonly createUploads: (ports: UploadsPorts) => UploadsPart;
}> {
  return import('./uploads/uploads.ts');
}

/** Wires what talks to the service: what one part of it learns, the others hear of here. */
export function createServiceSide(
  ports: ServiceSidePorts,
  replaced: Partial<ServiceSideParts> = {},
): ServiceSide {
  const parts: ServiceSideParts = { createSync, createDelivery, ...replaced };
  const { client, userId, displayName, clock, pageLifecycle, emit, reportError } = ports;
  const life = new AbortController();
  const abortSignal = life.signal;
  const signals = createSignalSupport();
  const typing = createTypingTracker(clock, emit);
  const canSend = (): boolean => ports.isSender() && pageLifecycle.isOnline();
  const budget = createRequestBudget(clock, ports.config);

  const sync = parts.createSync({
    ...ports,
    budget,
    learn,
    onLive() {
      ports.outbox.resume();
      resume();
    },
    typing(threadId, senderId, name, sentAt) {
      if (senderId !== userId && signals.supports(threadId))
        typing.noticed(threadId, senderId, name, sentAt);
    },
    keepsReceipts: signals.supports,
  });
  const uploads = ports.createLater(loadUploads, ({ createUploads }) =>
    createUploads({
      ...ports,
      endpoint: client.endpoint,
      tokens: client['rest'].tokens,
      fetch: client['rest'].fetch,
      uploadAttachment: ports.options.uploadAttachment,
      isOnline: pageLifecycle.isOnline,
      tools: { ...uploadTools, ...ports },
    }),
  );
  const service = {
    ...createClientService(client, sync, userId, budget, abortSignal),
    storeFiles: (message: OutgoingMessage) => uploads.ask((part) => part.storeFiles(message)),
    noteMessage: (message: OutboxRecord) => uploads.part?.noteMessage(message),
  };
  ports.outbox.connect(service, parts.createDelivery);
  const receipts = createReceiptSender({
    ...ports,
    budget,
    send: service.sendReceipt,
    supports: signals.supports,
    canSend,
  });
  const actions = createThreadActions({
    ...ports,
    abortSignal,
    repeat: createRepeat({ ...ports, budget }, abortSignal),
    learn: sync.hear,
    change: sync.change,
    canSend,
    async requireUse(operation) {
      ports.requireUse(operation);
      await sync.checkIdentity();
    },
    refresh: (threadId) => void sync.loadMessages(threadId).catch(reportError),
    leave: sync.leave,
  });

  /** Hands out what the service has said, and lets the parts that wait for it know. */
  function learn(event: ChatEvent): void {
    emit(event);
    signals.observe(event);
    passOn(event, { userId, outbox: ports.outbox, receipts, typing });
  }

  function resume(): void {
    receipts.resume();
    uploads.part?.resume();
    void actions.resumeCreations();
  }

  return {
    sync,
    receipts,
    actions: {
      ...actions,
      async uploads() {
        const part = await uploads.get();
        await part.ready;
        return part;
      },
    },
    async refresh() {
      await Promise.all([receipts.refresh(), uploads.part?.refresh()]);
    },
    snapshot: () => [...receipts.snapshot(), ...sync.snapshot()],
    closeGap(threadId) {
      if (sync.hasGap(threadId)) void sync.jumpToLatest(threadId).catch(reportError);
    },
    get canAttach() {
      const { uploadAttachment } = ports.options;
      return uploadAttachment !== undefined || client.realtimeCapabilities.includes('attachments');
    },
    notifyTyping(threadId) {
      if (!signals.supports(threadId) || !pageLifecycle.isOnline()) return;
      // Nobody misses a typing notification.
      service.notifyTyping(threadId, displayName).catch(() => {});
    },
    resume,
    async dispose() {
      receipts.dispose();
      typing.dispose();
      life.abort();
      uploads.end(createDisposedError('uploads'));
      uploads.part?.dispose();
      await sync.stop();
      sync.dispose();
    },
  };
}
