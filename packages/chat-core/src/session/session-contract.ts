import type { ChatError } from '../models.ts';
import type { Clock } from '../platform/clock.ts';
import type { ScheduleFlush } from '../platform/frame-scheduler.ts';
import type { PageLifecycle } from '../platform/page-lifecycle.ts';
import type { RandomSource } from '../platform/random.ts';
import type { ChatEventListener } from './chat-event.ts';
import type { ChatReader } from './chat-reader.ts';

export interface ChatSessionOptions {
  /** Raw id of the signed-in user, such as `8:acs:<resource>_<user>`. It must be the token's user. */
  readonly userId: string;
  /** Name under which messages and typing notifications go out. */
  readonly displayName?: string;
  /** Told of errors that no promise carries, such as a failed catch-up. It is tried again by itself. */
  readonly onError?: (error: unknown) => void;
  /** Default: the platform's. */
  readonly clock?: Clock;
  /** Default: the platform's. */
  readonly random?: RandomSource;
  /** Says whether there is a network at all. Default: the platform's. */
  readonly pageLifecycle?: PageLifecycle;
  /** When a batch of events is handed out. Default: with the next frame, or after 50 ms. */
  readonly scheduleFlush?: ScheduleFlush;
}

/** What a user writes. */
export interface MessageDraft {
  /** Text, or HTML with `kind: 'html'`. At most 28,000 UTF-8 bytes. */
  readonly content: string;
  /** Default `text`. */
  readonly kind?: 'text' | 'html';
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A message that has just been accepted. Its row is on screen already. */
export interface SendHandle {
  /** Names the message in the outbox, and is its row key. */
  readonly clientMessageId: string;
  /** Resolves to the service's id. Rejects when the service refuses the message; the row then says so, too. */
  readonly settled: Promise<string>;
}

/** The outcome of creating a thread. */
export interface CreatedThread {
  readonly threadId: string;
  /** People who could not be added, each with the reason. `target` is the raw id. */
  readonly failed: readonly ChatError[];
}

type Loads = Pick<
  ChatReader,
  'loadThreads' | 'loadThread' | 'loadMessages' | 'loadParticipants' | 'loadReceipts'
>;

/**
 * One signed-in user's chat: it keeps the connection, sends messages in order, and turns everything that happens into one
 * stream of events. Loads resolve once their events have been handed out.
 */
export interface ChatSession extends Loads {
  /** Different for every session of the page. Query keys start with it. */
  readonly id: string;
  readonly userId: string;
  readonly displayName: string | undefined;
  /**
   * Calls the listener with every batch from now on; when the session runs already, first with the state of the connection.
   * Returns a function that ends it.
   */
  subscribe(listener: ChatEventListener): () => void;
  /**
   * Connects, and stays connected until {@link ChatSession.stop}. Calling it again changes nothing, unless the token was refused or
   * the connection has ended for good: then it tries anew. Throws after {@link ChatSession.dispose}.
   */
  start(): void;
  stop(): Promise<void>;
  /** Stops for good: no timer, listener or socket is left. Promises of messages that are still on their way reject. */
  dispose(): Promise<void>;
  /**
   * Puts a message into the outbox. It throws, and nothing is sent, when the content is empty or longer than the limit, or when
   * the session was disposed.
   */
  send(threadId: string, draft: MessageDraft): SendHandle;
  /** Sends a failed message again. `undefined` when there is no failed message with this id. */
  retry(clientMessageId: string): Promise<string> | undefined;
  /** Removes a message that is waiting or has failed. False when it may have been sent already. */
  discard(clientMessageId: string): boolean;
  /**
   * Says that the user has seen everything up to this message. Never moves back; sent at most every 2.5 s, and not at all in threads
   * that are too large for receipts.
   */
  markRead(threadId: string, messageId: string): void;
  /** Says that the user is typing. At most one request leaves in 8 s; failures are silent. */
  notifyTyping(threadId: string): void;
  createThread(request: {
    readonly topic: string;
    readonly participants?: readonly { readonly userId: string; readonly displayName?: string }[];
  }): Promise<CreatedThread>;
}
