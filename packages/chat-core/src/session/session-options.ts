import type { Clock } from '../platform/clock.ts';
import type { ScheduleFlush } from '../platform/frame-scheduler.ts';
import type { PageLifecycle } from '../platform/page-lifecycle.ts';
import type { RandomSource } from '../platform/random.ts';
import type { ReliabilityConfig } from './reliability.ts';
import type { OpenSessionDatabase } from './storage/session-database.ts';
import type { CreateSendingLock } from './tabs/sending-lock.ts';
import type { OpenTabChannel } from './tabs/tab-channel.ts';
import type { UploadAttachment } from './uploads/uploads-contract.ts';

/** What an app says of a session. Only `userId` must be there. */
export interface ChatSessionOptions {
  /** Raw id of the signed-in user, such as `8:acs:<resource>_<user>`. It must be the token's user. */
  readonly userId: string;
  /** Name under which messages and typing notifications go out. */
  readonly displayName?: string | undefined;
  /**
   * Whether unsent messages, drafts and read marks are kept in this browser's IndexedDB, where they survive a reload. Default true. They
   * are kept until `signOut` of the session.
   */
  readonly persist?: boolean;
  /** Told of errors that no promise carries, such as a failed catch-up. It is tried again by itself. */
  readonly onError?: (error: unknown) => void;
  /** Called once for each time that the token is refused for good: ask the user to sign in again, then `start()`. */
  readonly onAuthRequired?: (error: unknown) => void;
  /** Called when the user has signed out in another tab. This session is disposed then, and nothing of the user is stored any more. */
  readonly onSignedOut?: () => void;
  /**
   * Stores the files of this user's messages. Default: the service itself does, when it is one of this kit; with Azure there are no
   * attachments without this.
   */
  readonly uploadAttachment?: UploadAttachment | undefined;
  /** Values of {@link ReliabilityConfig} that differ from the defaults. */
  readonly reliability?: Partial<ReliabilityConfig>;
  /** Default: the platform's. */
  readonly clock?: Clock;
  /** Default: the platform's. */
  readonly random?: RandomSource;
  /** Says whether there is a network, and whether the page is seen. Default: the platform's. */
  readonly pageLifecycle?: PageLifecycle;
  /** When a batch of events is handed out. Default: with the next frame, or after 50 ms. */
  readonly scheduleFlush?: ScheduleFlush;
  /** Where the session keeps things. Default: IndexedDB, and memory where there is none. */
  readonly openDatabase?: OpenSessionDatabase;
  /** Which tab sends. Default: Web Locks, a lease in the database where there are none. */
  readonly createSendingLock?: CreateSendingLock;
  /** How tabs talk. Default: BroadcastChannel; none where there is none. */
  readonly openTabChannel?: OpenTabChannel;
}
