import { isChatClientError } from '../../errors.ts';
import type {
  RealTimeNotificationConnectedEvent,
  RealTimeNotificationDisconnectedEvent,
} from '../../events.ts';
import type { ConnectionStatus } from '../../model/entities.ts';
import type { RealtimeTransportName } from '../../options.ts';
import { callOnce } from '../../rest/call-once.ts';
import { getRetryDelayMs, isAskedToWait } from './retry-delay.ts';
import { createRetryTimer } from './retry-timer.ts';
import {
  createRefusedError,
  createUnavailableError,
  isSignInNeeded,
  isWithoutToken,
} from './sync-errors.ts';
import type { ConnectionSupervisor, SupervisorPorts } from './supervisor-contract.ts';
import { createTokenBucket } from './token-bucket.ts';

/** So many catch-ups may follow each other at once, and then one in this many ms: a connection that flaps must not list without end. */
const catchUpBurst = 3;
const catchUpIntervalMs = 7_000;

/** Creates the {@link ConnectionSupervisor} of a session. */
export function createConnectionSupervisor(ports: SupervisorPorts): ConnectionSupervisor {
  const { client, clock, random, pageLifecycle, config, budget, parts } = ports;
  const catchUps = createTokenBucket(clock, catchUpBurst, catchUpIntervalMs);
  /** One start: what it still does after its end is out of date. */
  let run: AbortController | undefined;
  /** One connection of it. */
  let link: AbortController | undefined;
  let transport: RealtimeTransportName | undefined;
  /** Why nothing happens although it was started. */
  let ending: 'auth-blocked' | 'stopped' | undefined;
  /** Something may have been missed and was not read yet. */
  let isBehind = true;
  /** The network has come back, perhaps for many at once, and nothing was read since. */
  let isBackOnline = false;
  /** The network was gone since the connection was made, which may be dead without a sign. */
  let isDoubtful = false;
  /** Whether the service has left open when it is asked again. */
  let mayHurry = true;
  let isPolled = false;
  let hasTried = false;
  let hasToken = true;
  let isFirst = true;
  let isRestarting = false;
  const retry = createRetryTimer(clock);
  let stopWatching = (): void => {};

  function readStatus(): ConnectionStatus {
    if (run === undefined) return ending ?? 'stopped';
    if (!pageLifecycle.isOnline()) return 'offline';
    if (link !== undefined && isBehind) return 'syncing';
    if (link !== undefined) return transport === 'polling' ? 'degraded' : 'live';
    if (isPolled) return 'degraded';
    return hasTried ? 'reconnecting' : 'connecting';
  }

  function announce(): void {
    ports.setStatus(readStatus());
  }

  function loseLink(): void {
    retry.clear();
    isDoubtful = false;
    if (link === undefined) return;
    link.abort();
    link = undefined;
    ports.onDown();
  }

  /** Ends the start, and leaves nothing of it behind. */
  function end(): void {
    if (run === undefined) return;
    run.abort();
    run = undefined;
    stopWatching();
    loseLink();
    ports.onDown();
    client.off('realTimeNotificationConnected', onConnected);
    client.off('realTimeNotificationDisconnected', onDisconnected);
  }

  function fail(error: unknown, action: () => void, attempt: number): void {
    if (isSignInNeeded(error)) {
      block(error);
      return;
    }
    mayHurry = !isAskedToWait(error);
    const limits = isWithoutToken(error) ? config.tokenBackoff : {};
    const backoffMs = getRetryDelayMs(error, attempt, random, config, limits);
    const delayMs = Math.max(backoffMs, budget.retryDelayMs());
    const offlineMs = pageLifecycle.isOnline() ? 0 : config.offlineLookMs;
    retry.set(action, Math.max(delayMs, offlineMs));
  }

  async function connect(attempt: number): Promise<void> {
    const mine = run?.signal;
    if (mine === undefined) return;
    const isOver = (): boolean => mine.aborted || run?.signal !== mine;
    try {
      await ports.checkIdentity();
      if (isOver()) return;
      hasToken = true;
      await parts.connect(
        () => {
          budget.spend(attempt > 0);
          // Written like this, TypeScript allows what an app cannot write by mistake.
          return client['realtime'].start(callOnce(mine));
        },
        () => ports.catchUp(mine),
      );
      // Nobody tells of a connection that had been there before.
      if (!isOver() && link === undefined) onConnected({ recovered: false });
    } catch (error) {
      if (isOver()) return;
      hasTried = true;
      const lacksToken = isWithoutToken(error);
      const isNews = lacksToken && hasToken && pageLifecycle.isOnline();
      hasToken = !lacksToken;
      ports.onDown();
      announce();
      // A network that is not there is told by the status; that there is no token is told once.
      if (isNews || !(isChatClientError(error) && error.retryable)) ports.reportError(error);
      fail(error, () => void connect(attempt + 1), attempt);
    }
  }

  async function read(attempt: number): Promise<void> {
    const mine = link?.signal;
    if (mine === undefined) return;
    const spreadMs = isBackOnline ? random.next() * config.onlineSpreadMs : 0;
    isBackOnline = false;
    const delayMs = spreadMs || catchUps.take();
    if (delayMs > 0) {
      retry.set(() => void read(attempt), delayMs);
      return;
    }
    try {
      await ports.catchUp(mine, attempt > 0);
    } catch (error) {
      if (mine.aborted) return;
      ports.reportError(error);
      fail(error, () => void read(attempt + 1), attempt);
      return;
    }
    if (mine.aborted) return;
    isBehind = false;
    becomeLive();
  }

  function becomeLive(): void {
    announce();
    ports.onLive();
  }

  function onConnected(
    event: Pick<RealTimeNotificationConnectedEvent, 'recovered'> &
      Partial<RealTimeNotificationConnectedEvent>,
  ): void {
    loseLink();
    link = new AbortController();
    transport = event.transport;
    hasTried = true;
    isPolled = false;
    // A recovery brings what happened since the last connection; what that one had not read yet is still missing.
    isBehind =
      parts.isBehindAfter({ recovered: event.recovered, isFirst }) || (isBehind && !isFirst);
    isFirst = false;
    if (!isBehind) {
      becomeLive();
      return;
    }
    ports.onBehind();
    announce();
    void read(0);
  }

  function onDisconnected({ reason, message }: RealTimeNotificationDisconnectedEvent): void {
    if (isRestarting) return;
    if (reason === 'network') {
      loseLink();
      announce();
      return;
    }
    if (reason === 'unauthorized') {
      block(createRefusedError(message));
      return;
    }
    if (reason === 'unavailable') {
      const error = createUnavailableError(message);
      ports.reportError(error);
      renew();
      fail(error, () => void connect(1), 0);
      return;
    }
    ending = 'stopped';
    end();
    announce();
  }

  function block(error: unknown): void {
    if (ending === 'auth-blocked') return;
    ending = 'auth-blocked';
    end();
    void client.stopRealtimeNotifications();
    announce();
    ports.onAuthRequired(error);
  }

  /** The connection is over, and another one is to come. */
  function renew(): void {
    run?.abort();
    run = new AbortController();
    isBehind = true;
    loseLink();
    announce();
  }

  function restart(): void {
    if (run === undefined) return;
    isRestarting = true;
    void client.stopRealtimeNotifications();
    isRestarting = false;
    renew();
    void connect(0);
  }

  function onOnlineChange(): void {
    isBackOnline = pageLifecycle.isOnline();
    if (!isBackOnline) isDoubtful = isHearing();
    else if (isDoubtful) restart();
    onPageChange();
  }

  /** The page is seen, or the network is back: a start that waits for its next try need not wait any longer. */
  function onPageChange(): void {
    announce();
    const isThere = pageLifecycle.isOnline() && pageLifecycle.isVisible();
    if (isThere && mayHurry && budget.retryDelayMs() === 0) retry.hurry();
  }

  function isHearing(): boolean {
    return link !== undefined && transport !== 'polling';
  }

  return {
    start() {
      if (run !== undefined) return;
      run = new AbortController();
      ending = undefined;
      isBehind = true;
      isFirst = true;
      isPolled = false;
      hasTried = false;
      client.on('realTimeNotificationConnected', onConnected);
      client.on('realTimeNotificationDisconnected', onDisconnected);
      const ends = [
        pageLifecycle.onOnlineChange(onOnlineChange),
        pageLifecycle.onVisibilityChange(onPageChange),
      ];
      stopWatching = () => {
        for (const stop of ends) stop();
      };
      announce();
      void connect(0);
    },
    async stop() {
      const wasRunning = run !== undefined;
      ending = undefined;
      end();
      announce();
      if (!wasRunning) return;
      // Starts and stops of the client take effect when they are called, so they need no queue.
      await client.stopRealtimeNotifications();
    },
    restart,
    block,
    setPolled(next) {
      if (run === undefined || link !== undefined || isPolled === next) return false;
      isPolled = next;
      announce();
      return true;
    },
    get isHearing() {
      return isHearing();
    },
    get canPoll() {
      return run !== undefined && link === undefined && hasToken;
    },
  };
}
