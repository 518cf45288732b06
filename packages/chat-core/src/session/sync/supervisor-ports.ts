import type { ChatClient } from '../../chat-client.ts';
import type { ConnectionStatus } from '../../model/entities.ts';
import type { Clock } from '../../platform/clock.ts';
import type { PageLifecycle } from '../../platform/page-lifecycle.ts';
import type { RandomSource } from '../../platform/random.ts';
import type { ReliabilityConfig } from '../reliability.ts';
import type { RequestBudget } from '../request-budget.ts';
import type { SupervisorParts } from './supervisor-parts.ts';

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
