import type { ChatClient } from '../../chat-client.ts';
import type { ConnectionStatus } from '../../model/entities.ts';
import type { Clock } from '../../platform/clock.ts';
import type { PageLifecycle } from '../../platform/page-lifecycle.ts';
import type { RandomSource } from '../../platform/random.ts';
import type { ChatEvent } from '../chat-event.ts';
import type { ReliabilityConfig } from '../reliability.ts';
import type { RequestBudget } from '../request-budget.ts';
import type { ChatLoads } from '../session-contract.ts';
import type { Loads } from './chat-loads.ts';
import type { OwnChanges } from './own-changes.ts';

/** What the connection and the reads need of the session. */
export interface SyncPorts {
  readonly client: ChatClient;
  readonly userId: string;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly pageLifecycle: PageLifecycle;
  readonly config: ReliabilityConfig;
  /** What all requests of the session are counted in. */
  readonly budget: RequestBudget;
  /** Takes what the service has said, in order. */
  learn(event: ChatEvent): void;
  setStatus(status: ConnectionStatus, lastSyncedAt: number | undefined): void;
  /** @param sentAt - The service's time, ms. */
  typing(threadId: string, userId: string, displayName: string | undefined, sentAt: number): void;
  /** Whether the service keeps receipts for the thread. */
  keepsReceipts(threadId: string): boolean;
  /** Everything is up to date, or at least requests get through: what waits can go on. */
  onLive(): void;
  /** The token is refused for good, or is somebody else's. Told once for each start. */
  onAuthRequired(error: unknown): void;
  reportError(error: unknown): void;
}

/** Keeps a session connected and up to date, and reads for it. */
export interface Sync extends ChatLoads {
  start(): void;
  stop(): Promise<void>;
  /** Ends everything: reads that are under way reject, and nothing is learned any more. */
  dispose(): void;
  /** Somebody looks at the thread. Returns how to say that it is over. */
  acquire(threadId: string): () => void;
  /** What a new listener has to know: which threads somebody looks at. */
  snapshot(): readonly ChatEvent[];
  hasGap(threadId: string): boolean;
  /** How often a message was heard whose id or version is no number. */
  readonly unreadableIds: number;
  /** The service's ids of an own message, the oldest first, among those that it stored since a time of its own clock. */
  readonly findDelivered: Loads['findDelivered'];
  /** Reads one message and gives it out. `undefined` when the service does not have it. */
  readonly readMessage: Loads['readMessage'];
  /** Somebody else has seen that the token is refused for good. */
  block(error: unknown): void;
  /**
   * Comes before every request that this does not make itself. Rejects with code `identity-changed` when the client's token is another
   * user's; then nothing must be sent, and the session is blocked.
   */
  checkIdentity(): Promise<void>;
  /** Resolves once the first connection since the start has been tried; at once when none is. */
  whenTried(): Promise<void>;
  /** Something was refused in the thread: looks once whether it is still there for this user. It never rejects. */
  recheck(threadId: string): Promise<void>;
  /** Takes what the service has confirmed to somebody else, so that a read which is older takes nothing of it back. */
  hear(event: ChatEvent): void;
  /** Asks the service for a change of the thread's topic or people, and takes what `tell` is told of it, but not in place of what is newer. */
  readonly change: OwnChanges['change'];
  /** The thread is no longer there for this user. */
  leave(threadId: string, reason: 'removed' | 'gone'): void;
}
