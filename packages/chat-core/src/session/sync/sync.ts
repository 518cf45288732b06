import type { ChatThreadClient } from '../../chat-thread-client.ts';
import type { ConnectionStatus } from '../../model/entities.ts';
import { readElapsed } from '../../platform/session-clock.ts';
import type { ChatEvent } from '../chat-event.ts';
import { createGate } from '../gate.ts';
import { createAntiEntropy } from './anti-entropy.ts';
import { checkAll } from './check-all.ts';
import { createCatchUp, planCatchUp, type PlanCatchUp } from './catch-up.ts';
import { createLoads } from './chat-loads.ts';
import { createConnectionSupervisor } from './connection-supervisor.ts';
import { createEventBuffer } from './event-buffer.ts';
import { createHearing } from './hearing.ts';
import { createHeldThreads } from './held-threads.ts';
import { createIdentityCheck } from './identity-check.ts';
import { createLostConnectionPolling } from './lost-connection-polling.ts';
import { createMessageReader } from './message-reader.ts';
import { createOwnChanges } from './own-changes.ts';
import { createReads } from './reads.ts';
import { createRefreshes } from './refreshes.ts';
import { createSequenceHoles } from './sequence-holes.ts';
import { supervisorParts, type SupervisorParts } from './supervisor-parts.ts';
import type { Sync, SyncPorts } from './sync-contract.ts';
import { isAbort } from './sync-errors.ts';
import { createThreadAccess } from './thread-access.ts';
import { createThreadFacts } from './thread-facts.ts';
import { createThreadPresence } from './thread-presence.ts';
import { countUnreadableIds } from './unreadable-ids.ts';

/** Pieces of the synchronisation. Tests put wrong ones in their place, to see that they would be noticed. */
export interface SyncParts extends SupervisorParts {
  readonly createEventBuffer: typeof createEventBuffer;
  readonly planCatchUp: PlanCatchUp;
}

const defaultParts: SyncParts = { ...supervisorParts, createEventBuffer, planCatchUp };

/** Creates the {@link Sync} of a session. Nothing is asked of the service before a start or a load. */
export function createSync(ports: SyncPorts, replaced: Partial<SyncParts> = {}): Sync {
  const { client, clock, config, pageLifecycle, userId, reportError } = ports;
  const parts = { ...defaultParts, ...replaced };
  const buffer = parts.createEventBuffer(config.maxHeldEvents);
  const presence = createThreadPresence();
  const checkIdentity = createIdentityCheck(client, userId);
  /** Threads that were lost while somebody looked at them. That the user is back may be seen in a list only. */
  const lost = new Set<string>();
  const holes = createSequenceHoles();
  let unreadableIds = 0;
  let isDisposed = false;
  let status: ConnectionStatus = 'stopped';
  let lastSyncedAt: number | undefined;
  let tried = createGate<void>();

  const held = createHeldThreads({
    clock,
    config,
    isLoaded: (threadId) => messages.ranges.has(threadId),
    onHeld(threadId) {
      learn({ type: 'thread-held', threadId, isHeld: true });
      refreshStale(threadId);
    },
    onReleased(threadId) {
      learn({ type: 'thread-held', threadId, isHeld: false });
      reads.abortThread(threadId);
      const range = messages.ranges.get(threadId);
      if (range !== undefined) range.isTrimmed = true;
      // Left in the meantime, or come back to: nothing that is still shown of it is kept up to date.
      else learn({ type: 'thread-unloaded', threadId });
      if (messages.hasGap(threadId)) inBackground(loads.jumpToLatest(threadId));
    },
    onEvicted(threadId) {
      forget(threadId, facts.letGo);
      learn({ type: 'thread-unloaded', threadId });
    },
  });
  const { isHeld } = held;
  const reads = createReads({ ...ports, isHeld, checkIdentity });
  const thread = (threadId: string): ChatThreadClient => client.getChatThreadClient(threadId);
  const shared = { ...ports, reads, buffer, presence, isHeld, thread, learn, loadedThreads };
  const messages = createMessageReader({ ...shared, watch: presence.watch });
  const facts = createThreadFacts(shared);
  const { guard, recheck } = createThreadAccess({ ...facts, ...presence, leave, block });
  const loads = createLoads({
    ...shared,
    messages,
    facts,
    held,
    guard,
    lose,
    hear: (threadId, message) => hearing.hearMessage(threadId, message),
  });
  const plan = parts.planCatchUp;
  const catchUp = createCatchUp({ ...shared, plan, messages, facts, held, guard, lose });
  const antiEntropy = createAntiEntropy({
    ...ports,
    heldThreads: () => held.held.filter((id) => messages.ranges.has(id)),
    check: loads.check,
    async checkThreads(isWhole) {
      // That the user is back in a thread may be seen in the list only.
      if (isWhole || held.held.some((id) => lost.has(id))) await loads.loadThreads();
    },
    onChecked: noteSynced,
    reconnect: () => supervisor.restart(),
  });
  const polling = createLostConnectionPolling({
    clock,
    config,
    isVisible: pageLifecycle.isVisible,
    async readOpenThreads() {
      const open = held.held.filter((id) => messages.ranges.has(id) && !messages.hasGap(id));
      const count = await checkAll(open, (id) => loads.check(id, false));
      antiEntropy.planNext();
      return count;
    },
    async readThreadList() {
      await loads.loadThreads({ isBackground: true });
      return 1;
    },
    onPolled(works) {
      // Each poll that works is no reason for messages to leave again.
      if (supervisor.setPolled(works) && works) ports.onLive();
      if (works) noteSynced();
    },
    onError: reportError,
  });
  const supervisor = createConnectionSupervisor({
    ...ports,
    parts,
    checkIdentity,
    setStatus,
    onBehind() {
      polling.end();
      antiEntropy.restart();
      messages.fallBehind();
      facts.fallBehind();
    },
    catchUp: catchUp.run,
    onLive() {
      polling.end();
      noteSynced();
      if (supervisor.isHearing) antiEntropy.begin();
      ports.onLive();
    },
    onDown() {
      antiEntropy.end();
      if (supervisor.canPoll) polling.begin();
      else polling.end();
    },
  });
  const refreshes = createRefreshes({
    ...shared,
    read: (threadId) => inBackground(loads.refresh(threadId)),
  });
  const hearing = createHearing({
    ...shared,
    noteMessage: (threadId, message) =>
      antiEntropy.noteMessage(threadId, message.id, holes.follows(threadId, message)),
    notePeople: (event) => ownChanges.notePeople(event),
    refresh: refreshes.ask,
    enter: (threadId) => inBackground(enter(threadId)),
    leave,
  });

  const ownChanges = createOwnChanges({ presence, hear: hearing.hear });

  function learn(event: ChatEvent): void {
    if (isDisposed) return;
    unreadableIds += countUnreadableIds(event);
    ports.learn(event);
    if (event.type === 'message-upserted') loads.noteHeard(event.message);
    if (event.type === 'messages-listed') holes.noteListed(event.threadId, event.messages);
    if (event.type === 'threads-listed') event.threads.forEach(({ id }) => seeAgain(id));
    if (event.type === 'thread-upserted') seeAgain(event.thread.id);
  }

  function seeAgain(threadId: string): void {
    if (lost.delete(threadId) && held.isHeld(threadId)) catchUp.readAnew(threadId);
  }

  function loadedThreads(): readonly string[] {
    return [...new Set([...messages.ranges.keys(), ...facts.loaded()])];
  }

  function block(error: unknown): void {
    if (!isDisposed) supervisor.block(error);
  }

  function setStatus(next: ConnectionStatus, syncedAt: number | undefined = lastSyncedAt): void {
    if (isDisposed || (next === status && syncedAt === lastSyncedAt)) return;
    if (next !== 'connecting') tried.open();
    else if (status !== next) tried = createGate();
    status = next;
    lastSyncedAt = syncedAt;
    ports.setStatus(status, lastSyncedAt);
  }

  function noteSynced(): void {
    setStatus(status, clock.now());
  }

  function inBackground(task: Promise<unknown>): void {
    task.catch((error: unknown) => {
      if (!isDisposed && !isAbort(error)) reportError(error);
    });
  }

  function forget(threadId: string, forgetFacts = facts.forget): void {
    if (held.isHeld(threadId)) lost.add(threadId);
    messages.forget(threadId);
    forgetFacts(threadId);
    holes.forget(threadId);
    catchUp.drop(threadId);
    held.forget(threadId);
    refreshes.take(threadId);
  }

  function lose(threadId: string, reason: 'removed' | 'gone'): void {
    forget(threadId);
    facts.unlist(threadId);
    learn({ type: 'thread-removed', threadId, reason });
    // When the user comes back, there may be a hole below it. Who looks at it goes on seeing it.
    if (!held.isHeld(threadId)) learn({ type: 'thread-unloaded', threadId });
  }

  function leave(threadId: string, reason: 'removed' | 'gone'): void {
    presence.left(threadId);
    lose(threadId, reason);
  }

  /** The thread may be another one than it was, when the user comes back to it. */
  async function enter(threadId: string): Promise<void> {
    // What was loaded before may have a hole now. Who looks at it sees it until the new rows are there.
    if (!messages.ranges.has(threadId) && !held.isHeld(threadId))
      learn({ type: 'thread-unloaded', threadId });
    await loads.loadThread(threadId);
    if (messages.ranges.has(threadId)) await loads.refresh(threadId);
    else if (held.isHeld(threadId) && !catchUp.isPending(threadId))
      await loads.loadMessages(threadId);
  }

  /** Whoever opens a thread that was not looked at for a while sees it as it is. */
  function refreshStale(threadId: string): void {
    facts.recall(threadId);
    if (facts.isBehind(threadId)) inBackground(guard(threadId, () => facts.catchUp(threadId)));
    const range = messages.ranges.get(threadId);
    const hasNews = refreshes.take(threadId);
    if (range === undefined) return;
    const isOld = readElapsed(clock) - range.checkedAt > config.antiEntropyMs;
    if (isOld || hasNews || catchUp.isPending(threadId)) inBackground(loads.refresh(threadId));
  }

  async function stop(): Promise<void> {
    catchUp.pause();
    refreshes.pause();
    await supervisor.stop();
  }

  return {
    ...loads,
    start: supervisor.start,
    stop,
    dispose() {
      isDisposed = true;
      hearing.stop();
      void stop();
      held.dispose();
      reads.dispose();
    },
    acquire: (threadId) => (isDisposed ? () => {} : held.acquire(threadId)),
    snapshot: () => held.held.map((threadId) => ({ type: 'thread-held', threadId, isHeld: true })),
    hasGap: messages.hasGap,
    get unreadableIds() {
      return unreadableIds;
    },
    block,
    checkIdentity: () => guard(undefined, checkIdentity),
    whenTried: () => (status === 'connecting' ? tried.promise : Promise.resolve()),
    recheck,
    hear: hearing.hear,
    change: ownChanges.change,
    leave,
  };
}
