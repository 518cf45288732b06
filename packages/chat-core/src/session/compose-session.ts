import type { ChatClient } from '../chat-client.ts';
import { systemClock } from '../platform/clock.ts';
import { createFrameScheduler } from '../platform/frame-scheduler.ts';
import { systemSessionPage } from '../platform/session-page.ts';
import { systemRandom } from '../platform/random.ts';
import type { ChatEvent } from './chat-event.ts';
import { checkMessage, readDraft } from './read-draft.ts';
import { createDevice } from './device.ts';
import { createDraftKeeper } from './drafts/draft-keeper.ts';
import { createErrorReporter } from './error-reporter.ts';
import { createEventBatcher } from './event-batcher.ts';
import { createOutbox } from './outbox/outbox.ts';
import { createOutboxService } from './outbox-service.ts';
import { createThreadActions } from './people/thread-actions.ts';
import { passOn } from './pass-on.ts';
import { onLeaving, watchPage } from './page-watch.ts';
import { defaultReliability } from './reliability.ts';
import type { ChatSession, ChatSessionOptions } from './session-contract.ts';
import { createDisposedError } from './session-errors.ts';
import { createStatusKeeper } from './session-status.ts';
import { createReceiptSender } from './signals/receipt-sender.ts';
import { createSignalSupport } from './signals/signal-support.ts';
import { createTypingTracker } from './signals/typing-tracker.ts';
import { createSync } from './sync/sync.ts';

/** What a session is made of, as far as a test replaces it to prove that it would notice. */
export interface SessionParts {
  readonly createOutbox: typeof createOutbox;
  readonly createSync: typeof createSync;
}

const defaultParts: SessionParts = { createOutbox, createSync };

/** Wires the parts of a session: what one of them learns, the others hear of here and nowhere else. */
export function composeChatSession(
  client: ChatClient,
  options: ChatSessionOptions,
  parts: SessionParts = defaultParts,
): ChatSession {
  const { userId, displayName, clock = systemClock, random = systemRandom } = options;
  const { pageLifecycle = systemSessionPage } = options;
  const reportError = createErrorReporter(options.onError);
  const config = { ...defaultReliability, ...options.reliability };
  const schedule = options.scheduleFlush ?? createFrameScheduler(clock);
  const batcher = createEventBatcher(schedule, reportError);
  const { emit, emitNow, flushedBefore } = batcher;
  const signals = createSignalSupport();
  const typing = createTypingTracker(clock, emit);
  const status = createStatusKeeper(emitNow);
  let isActive = false;
  let disposal: Promise<void> | undefined;

  const device = createDevice(`${client.endpoint}:${userId}`, {
    options,
    clock,
    random,
    pageLifecycle,
    onProblem: status.setProblem,
    onSenderChange(isSender) {
      if (!isSender) return outbox.follow();
      outbox.lead();
      receipts.resume();
    },
    onChanged: (table) => void refreshTable[table]().catch(reportError),
    onResumed: readAgain,
    onSignedOut() {
      void end().then(options.onSignedOut).catch(reportError);
    },
    reportError,
  });
  const { database, poke } = device;

  const sync = parts.createSync({
    client,
    userId,
    clock,
    random,
    pageLifecycle,
    config,
    learn,
    setStatus: status.setConnection,
    typing(threadId, senderId, name, sentAt) {
      if (senderId !== userId && signals.supports(threadId))
        typing.noticed(threadId, senderId, name, sentAt);
    },
    keepsReceipts: signals.supports,
    onLive: goOn,
    onAuthRequired: createErrorReporter(options.onAuthRequired, reportError),
    reportError,
  });
  const service = createOutboxService(client, sync, userId);
  const outbox = parts.createOutbox({
    clock,
    random,
    config,
    userId,
    database,
    emit,
    emitNow,
    isOnline: () => pageLifecycle.isOnline(),
    service,
    poke,
    onUnauthorized: sync.block,
    reportError,
  });
  const receipts = createReceiptSender({
    clock,
    config,
    database,
    poke,
    emit,
    userId,
    send: async (threadId, chatMessageId) =>
      service.thread(threadId).sendReadReceipt({ chatMessageId }),
    supports: signals.supports,
    canSend: () => device.isSender() && pageLifecycle.isOnline(),
    reportError,
  });
  const drafts = createDraftKeeper({
    clock,
    config,
    database,
    poke,
    emit,
    onPageHide: (listener) => onLeaving(pageLifecycle, listener),
    reportError,
  });
  const actions = createThreadActions({
    client,
    userId,
    displayName,
    random,
    clock,
    learn,
    requireUse,
    refresh: (threadId) => void sync.loadMessages(threadId).catch(reportError),
    leave: sync.leave,
  });
  const refreshTable = {
    outbox: outbox.refresh,
    changes: outbox.refresh,
    drafts: drafts.refresh,
    marks: receipts.refresh,
  };
  const stopWatching = watchPage(pageLifecycle, { onOnline: goOn, onShown: readAgain });

  /** What waited for the service can go on. */
  function goOn(): void {
    outbox.resume();
    receipts.resume();
  }

  async function readStored(): Promise<void> {
    await Promise.all([outbox.refresh(), drafts.refresh(), receipts.refresh()]);
  }

  /** Other tabs may have changed what is stored while this one did not look. */
  function readAgain(): void {
    if (isActive) void readStored().catch(reportError);
  }

  /** Hands out what the service has said, and lets the parts that wait for it know. */
  function learn(event: ChatEvent): void {
    emit(event);
    signals.observe(event);
    passOn(event, { userId, outbox, receipts, typing });
  }

  /** What is stored is read, and this tab asks to be the one that sends. It waits for the first need. */
  function activate(): void {
    if (isActive) return;
    isActive = true;
    void Promise.all([device.open(), readStored()]).catch(reportError);
  }

  function requireUse(operation: string): void {
    if (disposal !== undefined) throw createDisposedError(operation);
    activate();
  }

  async function inUse<T>(operation: string, act: () => Promise<T>): Promise<T> {
    requireUse(operation);
    return act();
  }

  function end(): Promise<void> {
    return (disposal ??= dispose());
  }

  async function dispose(): Promise<void> {
    stopWatching();
    outbox.dispose();
    receipts.dispose();
    typing.dispose();
    await Promise.all([sync.stop(), drafts.dispose()]);
    sync.dispose();
    await device.close();
    batcher.dispose();
  }

  /** The row says it first, then the promise. Nobody has to listen to the promise. */
  function told<T>(outcome: Promise<T>): Promise<T> {
    const later = flushedBefore(outcome);
    later.catch(() => {});
    return later;
  }

  return {
    id: random.createUuid(),
    userId,
    displayName,
    get status() {
      return status.current;
    },
    subscribe: (listener) =>
      batcher.subscribe(listener, [
        ...status.snapshot(),
        ...outbox.snapshot(),
        ...drafts.snapshot(),
        ...receipts.snapshot(),
      ]),
    start() {
      requireUse('start');
      sync.start();
      outbox.resume();
    },
    stop: sync.stop,
    dispose: end,
    async signOut() {
      device.announceSignOut();
      await end();
      await device.erase();
    },
    acquire: sync.acquire,
    loadThreads: () => flushedBefore(sync.loadThreads()),
    loadThread: (threadId) => flushedBefore(sync.loadThread(threadId)),
    loadMessages: (threadId, page) => flushedBefore(sync.loadMessages(threadId, page)),
    loadAround: (threadId, messageId, around) =>
      flushedBefore(sync.loadAround(threadId, messageId, around)),
    jumpToLatest: (threadId) => flushedBefore(sync.jumpToLatest(threadId)),
    loadParticipants: (threadId) => flushedBefore(sync.loadParticipants(threadId)),
    loadReceipts: (threadId) => flushedBefore(sync.loadReceipts(threadId)),
    send(threadId, draft) {
      requireUse('send');
      const clientMessageId = random.createUuid();
      const settled = told(
        outbox.enqueue({
          ...readDraft(draft, clientMessageId),
          threadId,
          ...(displayName !== undefined && { senderDisplayName: displayName }),
          createdAt: clock.now(),
        }),
      );
      drafts.clear(threadId);
      // The own message stands below the newest ones, so these have to be there.
      if (sync.hasGap(threadId)) void sync.jumpToLatest(threadId).catch(reportError);
      return { clientMessageId, settled };
    },
    retry(clientMessageId) {
      requireUse('retry');
      const settled = outbox.retry(clientMessageId);
      return settled && told(settled);
    },
    discard(clientMessageId) {
      requireUse('discard');
      return outbox.discard(clientMessageId);
    },
    edit: (threadId, key, edit) =>
      told(
        inUse('edit', () => {
          checkMessage('edit', edit.content, edit.metadata);
          return outbox.edit(threadId, key, edit);
        }),
      ),
    remove: (threadId, key) => told(inUse('remove', () => outbox.remove(threadId, key))),
    markRead(threadId, messageId) {
      requireUse('markRead');
      receipts.markRead(threadId, messageId);
    },
    notifyTyping(threadId) {
      const isPointless = disposal !== undefined || !signals.supports(threadId);
      if (isPointless || !pageLifecycle.isOnline()) return;
      // Nobody misses a typing notification.
      service.notifyTyping(threadId, displayName).catch(() => {});
    },
    setDraft(threadId, draft) {
      requireUse('setDraft');
      drafts.set(threadId, draft);
    },
    ...actions,
    createThread: (request) => flushedBefore(actions.createThread(request)),
  };
}
