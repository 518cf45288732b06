import type { ChatClient } from '../../chat-client.ts';
import type { ConnectionStatus } from '../../model/entities.ts';
import type { Clock } from '../../platform/clock.ts';
import type { PageLifecycle } from '../../platform/page-lifecycle.ts';
import type { RandomSource } from '../../platform/random.ts';
import type { ReliabilityConfig } from '../reliability.ts';
import type { RequestBudget } from '../request-budget.ts';
import type { SupervisorParts } from './supervisor-parts.ts';

/**
 * Keeps realtime notifications running, and says how they do. The client itself comes back from a lost connection, with waits of its own;
 * what is repeated here is a start that failed.
 */
export interface ConnectionSupervisor {
  start(): void;
  stop(): Promise<void>;
  /** The connection is not what it seems: it is closed and opened anew. */
  restart(): void;
  /** The token is refused for good. Nothing happens any more until the next start. */
  block(error: unknown): void;
  /** Whether lists can be read although no events come. Returns whether that is news. */
  setPolled(isPolled: boolean): boolean;
  /** Whether events come by themselves. */
  readonly isHearing: boolean;
  /** Whether it was started, is not connected, and requests may get through all the same. */
  readonly canPoll: boolean;
}

/** What the supervisor needs of the session. */
export interface SupervisorPorts {
  readonly client: ChatClient;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly pageLifecycle: PageLifecycle;
  readonly config: ReliabilityConfig;
  readonly budget: RequestBudget;
  readonly parts: SupervisorParts;
  setStatus(status: ConnectionStatus): void;
  /** Rejects when the client signs in as somebody else. */
  checkIdentity(): Promise<void>;
  /** Events flow, and something may have been missed before: what happens is held back until it has been read. */
  onBehind(): void;
  /**
   * Reads what may have been missed while nothing was heard. The signal fires when the connection is lost. `isRetry`: that has failed
   * before.
   */
  catchUp(signal: AbortSignal, isRetry?: boolean): Promise<void>;
  /** Events flow, and nothing is missing. */
  onLive(): void;
  /** Events flow no longer. */
  onDown(): void;
  onAuthRequired(error: unknown): void;
  reportError(error: unknown): void;
}
