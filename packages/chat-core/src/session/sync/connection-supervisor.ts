import type { ChatClient } from '../chat-client.ts';
import { isChatClientError } from '../errors.ts';
import type {
  RealTimeNotificationConnectedEvent,
  RealTimeNotificationDisconnectedEvent,
} from '../events.ts';
import type { ConnectionStatus } from '../model/entities.ts';
import type { Clock, TimerHandle } from '../platform/clock.ts';
import { backoffMs } from '../backoff.ts';

/** What the supervisor needs of the session. */
export interface SupervisorPorts {
  readonly client: ChatClient;
  readonly clock: Clock;
  /** In [0, 1). */
  random(): number;
  setStatus(status: ConnectionStatus): void;
  /** Reads what may have been missed while nothing was heard. */
  catchUp(): Promise<void>;
  /** Everything is up to date, and events arrive. */
  onLive(): void;
  reportError(error: unknown): void;
}

/** Keeps realtime notifications running, and says how they do. Events are heard before anything is listed, so none is missed between. */
export interface ConnectionSupervisor {
  start(): void;
  stop(): Promise<void>;
}

export function createConnectionSupervisor(ports: SupervisorPorts): ConnectionSupervisor {
  const { client, clock } = ports;
  /** Counts starts, stops and reconnects: what an earlier one still does is out of date. */
  let generation = 0;
  let isRunning = false;
  /** Realtime notifications have ended for good, so they wait for another start. */
  let hasEnded = false;
  /** Something may have been missed and was not read yet. */
  let isBehind = true;
  let timer: TimerHandle;

  async function connect(attempt: number): Promise<void> {
    const mine = generation;
    try {
      await client.startRealtimeNotifications();
      // The first connection is told before this. When none was, the client has been running before.
      if (mine === generation) onConnected({ recovered: false });
    } catch (error) {
      if (mine !== generation) return;
      if (isUnauthorized(error)) {
        hasEnded = true;
        ports.setStatus('auth-blocked');
        ports.reportError(error);
        return;
      }
      ports.setStatus('reconnecting');
      retry(() => connect(attempt + 1), attempt);
    }
  }

  async function becomeLive(attempt: number): Promise<void> {
    const mine = generation;
    try {
      await ports.catchUp();
    } catch (error) {
      if (mine !== generation) return;
      if (isUnauthorized(error)) ports.setStatus('auth-blocked');
      ports.reportError(error);
      retry(() => becomeLive(attempt + 1), attempt);
      return;
    }
    if (mine !== generation) return;
    isBehind = false;
    announceLive();
  }

  function retry(action: () => Promise<void>, attempt: number): void {
    timer = clock.setTimeout(() => void action(), backoffMs(attempt, ports.random()));
  }

  function announceLive(): void {
    ports.setStatus('live');
    ports.onLive();
  }

  function onConnected({ recovered }: Pick<RealTimeNotificationConnectedEvent, 'recovered'>): void {
    generation += 1;
    clock.clearTimeout(timer);
    // A recovery brings what happened since the last connection; what that one had not read yet is still missing.
    isBehind ||= !recovered;
    if (isBehind) void becomeLive(0);
    else announceLive();
  }

  function onDisconnected({ reason }: RealTimeNotificationDisconnectedEvent): void {
    if (!isRunning) return;
    generation += 1;
    clock.clearTimeout(timer);
    hasEnded = reason !== 'network';
    ports.setStatus(statusAfter[reason]);
  }

  return {
    start() {
      if (isRunning && !hasEnded) return;
      isRunning = true;
      hasEnded = false;
      isBehind = true;
      generation += 1;
      client.on('realTimeNotificationConnected', onConnected);
      client.on('realTimeNotificationDisconnected', onDisconnected);
      ports.setStatus('connecting');
      void connect(0);
    },
    async stop() {
      if (!isRunning) return;
      isRunning = false;
      generation += 1;
      clock.clearTimeout(timer);
      client.off('realTimeNotificationConnected', onConnected);
      client.off('realTimeNotificationDisconnected', onDisconnected);
      ports.setStatus('stopped');
      await client.stopRealtimeNotifications();
    },
  };
}

const statusAfter: Readonly<
  Record<RealTimeNotificationDisconnectedEvent['reason'], ConnectionStatus>
> = {
  network: 'reconnecting',
  unauthorized: 'auth-blocked',
  stopped: 'stopped',
};

function isUnauthorized(error: unknown): boolean {
  return isChatClientError(error) && (error.statusCode === 401 || error.code === 'unauthorized');
}
