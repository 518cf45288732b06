import type { ChatClient } from '../chat-client.ts';
import type { ConnectionStatus } from '../model/entities.ts';
import type { ServiceSide } from './service-side.ts';
import { sessionClock } from '../platform/session-clock.ts';
import { createFrameScheduler } from '../platform/frame-scheduler.ts';
import { systemSessionPage } from '../platform/session-page.ts';
import { systemRandom } from '../platform/random.ts';
import { checkMessage, readDraft } from './read-draft.ts';
import { createDevice } from './device.ts';
import { createDraftKeeper } from './drafts/draft-keeper.ts';
import { createErrorListeners, createErrorReporter } from './error-reporter.ts';
import { createEventBatcher } from './event-batcher.ts';
import { createLater, loadSurely } from './later.ts';
import { createLeaveWarning } from './leave-warning.ts';
import { actionNames, forward, loadNames } from './forward.ts';
import { createWaits } from './outbox/waits.ts';
import { onLeaving, watchPage } from './page-watch.ts';
import { defaultReliability } from './reliability.ts';
import type { ChatLoads, ChatSession, MessageDraft, SendHandle } from './session-contract.ts';
import type { ChatSessionOptions } from './session-options.ts';
import { createDisposedError } from './session-errors.ts';
import { shippedParts, type SessionParts } from './session-parts.ts';
import { createStatusKeeper } from './session-status.ts';

/** Wires the parts of a session. What answers at once is here; what talks to the service is a {@link ServiceSide}, whose code comes later. */
export function composeChatSession(
  client: ChatClient,
  options: ChatSessionOptions,
  parts: SessionParts = shippedParts,
): ChatSession {
  const { userId, displayName, clock = sessionClock, random = systemRandom } = options;
  const { pageLifecycle = systemSessionPage } = options;
  const { report: reportError, add: onError } = createErrorListeners(options.onError);
  const config = { ...defaultReliability, ...options.reliability };
  const schedule = options.scheduleFlush ?? createFrameScheduler(clock);
  const batcher = createEventBatcher(schedule, reportError);
  const { emit, emitNow, flushedBefore } = batcher;
  const status = createStatusKeeper(emitNow);
  let isActive = false;
  let isStarted = false;
  /** The token was refused, and nobody has signed in since. */
  let needsSignIn = false;
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
      side.part?.resume();
    },
    onChanged: (table) => void refreshTable[table]().catch(reportError),
    onResumed: readAgain,
    onSignedOut() {
      void end(true).then(options.onSignedOut).catch(reportError);
    },
    reportError,
  });
  const { database, poke } = device;
  const shared = {
    clock,
    random,
    config,
    userId,
    pageLifecycle,
    options,
    database,
    poke,
    emit,
    reportError,
  };
  const outbox = parts.createOutbox({
    ...shared,
    emitNow,
    isOnline: () => pageLifecycle.isOnline(),
    needsSignIn: () => needsSignIn,
    onUnauthorized: (error) => side.part?.sync.block(error),
  });
  const drafts = createDraftKeeper({
    ...shared,
    onPageHide: (listener) => onLeaving(pageLifecycle, listener),
  });
  const side = createLater(parts.loadServiceSide, (createServiceSide) =>
    createServiceSide({
      ...shared,
      client,
      displayName,
      outbox,
      isSender: device.isSender,
      setStatus,
      onAuthRequired: createErrorReporter(options.onAuthRequired, reportError),
      requireUse,
      send,
      createLater,
      createWaits,
      checkMessage,
    }),
  );
  side.whenThere((part) => {
    device.setAble(true);
    if (isActive) part.resume();
    if (isStarted) part.sync.start();
  });
  const refreshRest = async (): Promise<void> => side.part?.refresh();
  const refreshTable = {
    outbox: outbox.refresh,
    changes: outbox.refresh,
    drafts: drafts.refresh,
    marks: refreshRest,
    uploads: refreshRest,
  };
  const warning = createLeaveWarning(
    pageLifecycle,
    () => !status.current.isPersisted && outbox.unsent > 0,
  );
  batcher.subscribe(warning.update);
  let stopWatching: (() => void) | undefined;
  let stopLoading: (() => void) | undefined;

  function setStatus(connection: ConnectionStatus, lastSyncedAt?: number): void {
    if (connection !== 'stopped') needsSignIn = connection === 'auth-blocked';
    status.setConnection(connection, lastSyncedAt);
    if (side.part !== undefined) device.setAble(!needsSignIn);
  }

  function onOnline(): void {
    outbox.resume(true);
    side.part?.resume();
    if (isStarted && side.part === undefined) start();
  }

  function start(): void {
    isStarted = true;
    if (side.part !== undefined) side.part.sync.start();
    else setStatus(pageLifecycle.isOnline() ? 'connecting' : 'offline');
  }

  const readStored = (): Promise<unknown> =>
    Promise.all([outbox.refresh(), drafts.refresh(), refreshRest()]);

  /** Other tabs may have changed what is stored while this one did not look. */
  function readAgain(): void {
    if (isActive) void readStored().catch(reportError);
  }

  /** What is stored is read, and this tab asks to be the one that sends. It waits for the first need. */
  function activate(): void {
    if (isActive) return;
    isActive = true;
    stopWatching = watchPage(pageLifecycle, { onOnline, onShown: readAgain });
    void Promise.all([device.open(), readStored()]).catch(reportError);
    stopLoading = loadSurely(side, shared);
    // Nothing can be asked without a token, so it is fetched meanwhile. Who asks with it reports a failure.
    client['rest'].tokens.getToken().catch(() => {});
  }

  function requireUse(operation: string): void {
    if (disposal !== undefined) throw createDisposedError(operation);
    activate();
  }

  async function inUse<T>(operation: string, call: () => Promise<T>): Promise<T> {
    requireUse(operation);
    return call();
  }

  /** What it asks of the service is handed out before it resolves. */
  function ask<T>(call: (part: ServiceSide) => Promise<T>): Promise<T> {
    return flushedBefore(side.ask(call));
  }

  function end(isSignOut = false): Promise<void> {
    return (disposal ??= dispose(isSignOut));
  }

  async function dispose(isSignOut: boolean): Promise<void> {
    stopWatching?.();
    device.leave();
    warning.dispose();
    stopLoading?.();
    side.end(createDisposedError('load'));
    if (side.part === undefined) setStatus('stopped');
    outbox.dispose(isSignOut);
    await Promise.all([side.part?.dispose(), drafts.dispose(isSignOut)]);
    await device.close();
    status.end(isSignOut ? 'signed-out' : 'disposed');
    batcher.dispose();
  }

  /** The row says it first, then the promise. Nobody has to listen to the promise. */
  function told<T>(outcome: Promise<T>): Promise<T> {
    const later = flushedBefore(outcome);
    later.catch(() => {});
    return later;
  }

  function send(threadId: string, draft: MessageDraft): SendHandle {
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
    side.part?.closeGap(threadId);
    return { clientMessageId, settled };
  }

  return {
    id: random.createUuid(),
    userId,
    displayName,
    get status() {
      return status.current;
    },
    get diagnostics() {
      const { duplicatesRemoved } = outbox;
      return { duplicatesRemoved, unreadableIds: side.part?.sync.unreadableIds ?? 0 };
    },
    subscribe: (listener) =>
      batcher.subscribe(listener, [
        ...status.snapshot(),
        ...outbox.snapshot(),
        ...drafts.snapshot(),
        ...(side.part?.snapshot() ?? []),
      ]),
    onError,
    start() {
      requireUse('start');
      start();
      outbox.resume(true);
    },
    async stop() {
      isStarted = false;
      if (side.part !== undefined) await side.part.sync.stop();
      else setStatus('stopped');
    },
    dispose: () => end(),
    signOut: () => device.signOut(() => end(true)),
    acquire: (threadId) =>
      disposal === undefined ? side.hold(({ sync }) => sync.acquire(threadId)) : () => {},
    ...forward(loadNames, (call: (loads: ChatLoads) => Promise<unknown>) =>
      ask(({ sync }) => call(sync)),
    ),
    send,
    retry(clientMessageId) {
      requireUse('retry');
      return told(outbox.retry(clientMessageId));
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
      side.whenThere(({ receipts }) => receipts.markRead(threadId, messageId));
    },
    notifyTyping(threadId) {
      if (disposal === undefined) side.part?.notifyTyping(threadId);
    },
    setDraft(threadId, draft) {
      requireUse('setDraft');
      drafts.set(threadId, draft);
    },
    ...forward(
      actionNames,
      (call: (actions: ServiceSide['actions']) => Promise<unknown>, operation) =>
        inUse(operation, () => ask(({ actions }) => call(actions))),
    ),
    get canAttach() {
      return side.part?.canAttach === true;
    },
  };
}
