import type { ConnectionStatus } from '../model/entities.ts';
import type { MessageMetadata } from '../model/message-metadata.ts';
import type { ChatError } from '../models.ts';
import type { ChatEventListener, SavedDraft } from './chat-event.ts';
import type { PersistenceProblem } from './storage/session-database.ts';
import type { Uploads } from './uploads/uploads-contract.ts';

/** How a session does. */
export interface SessionStatus {
  readonly connection: ConnectionStatus;
  /** When everything was last known to be up to date, local ms. */
  readonly lastSyncedAt: number | undefined;
  /** False: unsent messages and drafts end with the page. */
  readonly isPersisted: boolean;
  readonly persistenceProblem: PersistenceProblem | undefined;
}

/** What went wrong since the session began, and was put right. For logs and support; screens need none of it. */
export interface SessionDiagnostics {
  /** Second copies of own messages that this session has deleted. */
  readonly duplicatesRemoved: number;
  /** How often the service named a message whose id or version is no number. It is shown all the same. */
  readonly unreadableIds: number;
}

/** What a user writes. */
export interface MessageDraft {
  /** Text, or HTML with `kind: 'html'`. At most 28,000 UTF-8 bytes. */
  readonly content: string;
  /** Default `text`. */
  readonly kind?: 'text' | 'html';
  /** At most about 4,000 UTF-8 bytes, keys and values together. */
  readonly metadata?: MessageMetadata;
}

/** A message that the outbox has taken. Its row is on screen already. */
export interface SendHandle {
  /** Names the message in the outbox, and is its row key. */
  readonly clientMessageId: string;
  /**
   * Resolves to the service's id, also when another tab has sent it. Rejects with the code of the row's {@link ChatFailure} when it has
   * failed, with `discarded` when the user took it back, with `disposed` when the session ended first. Nobody has to await it.
   */
  readonly settled: Promise<string>;
}

/** What an edit makes of a message. */
export interface MessageEdit {
  readonly content: string;
  /** All of the metadata from now on. Default: they stay as they are. */
  readonly metadata?: MessageMetadata;
}

/** A person to be added. */
export interface NewParticipant {
  /** Raw id. */
  readonly userId: string;
  readonly displayName?: string;
  /** Messages from this time on, a `Date` or local ms, are visible to the person. Default: all. */
  readonly shareHistoryTime?: Date | number;
}

/** Somebody who could not be added. */
export interface FailedParticipant {
  readonly participant: NewParticipant;
  /**
   * Why. `code` is the HTTP status as text, such as `403`, where the service refused this person alone; where the whole request failed it
   * is that error's code, such as `network` or `Forbidden`.
   */
  readonly error: ChatError;
  /** Whether it may work later. */
  readonly retryable: boolean;
}

/** The outcome of adding people. */
export interface AddedParticipants {
  readonly failed: readonly FailedParticipant[];
  /** Tries those that failed once more, and nobody else. */
  retryFailed(): Promise<AddedParticipants>;
}

/** The outcome of creating a thread. */
export interface CreatedThread extends AddedParticipants {
  readonly threadId: string;
}

/** What a page of messages leaves behind. The messages themselves are in the event stream. */
export interface MessagePage {
  /**
   * Cursor of the next older page; `null` at the start of the history. The state's `olderCursor` is better where there is one: it knows
   * which rows were let go.
   */
  readonly olderCursor: string | null;
  /**
   * Messages that this call has read. Where the newest page was loaded before, those down to the first known one. 0 also for an older
   * page that no longer follows the loaded rows, which is left out, and in a thread with a gap.
   */
  readonly count: number;
}

/**
 * What reads from the service. Each resolves once its events have been handed out. What may pass is tried up to five times; then a load
 * rejects with the last error. It rejects with `aborted` when nobody holds the thread any more, see {@link ChatSession.acquire}, and with
 * `disposed` when the session has ended.
 */
export interface ChatLoads {
  /** All threads of the user. */
  loadThreads(): Promise<{ count: number }>;
  /** Topic and times of one thread. */
  loadThread(threadId: string): Promise<void>;
  /**
   * The newest page, or with a cursor the page before. Where the newest page is loaded already, it is brought up to date; in a thread with
   * a gap nothing is read, see {@link ChatLoads.jumpToLatest}. `pageSize`: default 50, at most 200.
   */
  loadMessages(
    threadId: string,
    options?: { cursor?: string | undefined; pageSize?: number | undefined },
  ): Promise<MessagePage>;
  /**
   * Pages back until the message is loaded; `onProgress` hears of each page. `cursor`: where the shown rows of the thread end, its
   * `olderCursor`. Without it, rows that the state has let go of an open thread are taken for loaded.
   * @throws ChatClientError `too-far` after {@link ReliabilityConfig.maxPagesAround} pages, `not-found` when the thread does not hold it.
   */
  loadAround(
    threadId: string,
    messageId: string,
    options?: {
      cursor?: string | undefined;
      signal?: AbortSignal | undefined;
      onProgress?: ((pages: number) => void) | undefined;
    },
  ): Promise<void>;
  /**
   * Reads one message that need not be among the loaded ones, such as one that a reply quotes; `messageOf` finds it in the state then, and
   * what is heard of it later changes it. Each call reads it anew, so look there first; calls at the same time share one request.
   * @throws ChatClientError `invalid-argument` when `messageId` is not an id of the service, decimal digits; `not-found` when the thread
   * does not hold it.
   */
  loadMessage(threadId: string, messageId: string): Promise<void>;
  /** Closes a gap: lets the rows above it go and shows the newest ones. */
  jumpToLatest(threadId: string): Promise<MessagePage>;
  /** Everybody who is in the thread. */
  loadParticipants(threadId: string): Promise<{ count: number }>;
  /** How far everybody has read. Resolves to 0 without a request in a thread that is too large for receipts. */
  loadReceipts(threadId: string): Promise<{ count: number }>;
}

/**
 * One signed-in user's chat: it keeps the connection, sends messages in order, and turns everything that happens into one
 * stream of events.
 *
 * After {@link ChatSession.dispose} what returns a promise rejects with code `disposed`; `start`, `send`, `retry`, `discard`, `markRead` and `setDraft` throw it;
 * `acquire` and `notifyTyping` do nothing, and `subscribe` tells once how the session was when it ended.
 */
export interface ChatSession extends ChatLoads {
  /** Different for every session of the page. Query keys start with it. */
  readonly id: string;
  readonly userId: string;
  readonly displayName: string | undefined;
  readonly status: SessionStatus;
  readonly diagnostics: SessionDiagnostics;
  /**
   * Calls the listener with every batch from now on; first with what the session already knows of itself: the state of the connection,
   * unsent messages, drafts and whether it has ended, but nothing that it has loaded. Whoever keeps a state subscribes before the first load. Returns a function
   * that ends it.
   */
  subscribe(listener: ChatEventListener): () => void;
  /**
   * Calls the listener with every error that {@link ChatSessionOptions.onError} hears of, from now on. What it throws stops nobody else
   * from hearing. Returns a function that ends it.
   */
  onError(listener: (error: unknown) => void): () => void;
  /**
   * Connects, and stays connected until {@link ChatSession.stop}. Calling it again changes nothing, unless the token was refused or
   * the connection has ended for good: then it tries anew. Throws after {@link ChatSession.dispose}.
   */
  start(): void;
  /** Disconnects: nothing more is heard until {@link ChatSession.start}. What is written still goes out. */
  stop(): Promise<void>;
  /** Stops for good: no timer, listener, socket, lock or channel is left. What is unsent stays stored; its promises reject. */
  dispose(): Promise<void>;
  /**
   * Disposes, deletes all that is kept of this user on this device, also by earlier sessions, and ends the sessions in the other tabs.
   * Works after {@link ChatSession.dispose}, too.
   * @throws ChatClientError `not-erased` when something could not be deleted.
   */
  signOut(): Promise<void>;
  /**
   * Says that somebody looks at the thread: it is kept up to date, and stays loaded. Returns how to say that nobody does any more.
   * Calls are counted.
   */
  acquire(threadId: string): () => void;
  /**
   * Puts a message into the outbox, and forgets the thread's draft.
   * @throws ChatClientError, and nothing is sent: `invalid-argument` when the content is empty, `too-large` when it is over the limit,
   * `outbox-full` when too much waits already, `disposed`.
   */
  send(threadId: string, draft: MessageDraft): SendHandle;
  /**
   * Sends a failed message again. Settles as {@link SendHandle.settled} does; rejects with `not-found` when no message with this id has
   * failed. Nobody has to await it.
   */
  retry(clientMessageId: string): Promise<string>;
  /**
   * Takes an own message back that is not known to be sent. One that may have been sent already is deleted as soon as it is found. False,
   * and nothing has happened, when there is no such message; right after a reload also when it is not read yet, and so not shown.
   * {@link ChatSession.remove} waits for that.
   */
  discard(clientMessageId: string): boolean;
  /**
   * Changes an own message. `key` is the service's id, or the client message id of one that is on its way. It shows at once; resolves
   * when the service has it, rejects when it was refused: the message is then as it was.
   */
  edit(threadId: string, key: string, edit: MessageEdit): Promise<void>;
  /** Deletes an own message, as {@link ChatSession.edit} changes one. */
  remove(threadId: string, key: string): Promise<void>;
  /**
   * Says that the user has seen everything up to this message. Never moves back; sent at most every 2.5 s, and not at all in threads
   * that are too large for receipts.
   */
  markRead(threadId: string, messageId: string): void;
  /** Says that the user is typing. At most one request leaves in 8 s; failures are silent. */
  notifyTyping(threadId: string): void;
  /** Keeps what the user has written and not sent; `undefined` forgets it. */
  setDraft(threadId: string, draft: Omit<SavedDraft, 'updatedAt'> | undefined): void;
  /**
   * Creates a thread with this user in it. It is carried out once, also when answers are lost or the page is left in between. Resolves also
   * when some people could not be added: they are in `failed`.
   * @throws ChatClientError `invalid-argument`; the service's code when it was refused; `expired` when it did not work for a day.
   */
  createThread(request: {
    readonly topic: string;
    readonly participants?: readonly NewParticipant[];
  }): Promise<CreatedThread>;
  /** Adds people. Somebody who is in the thread already counts as added; who could not be added is in `failed`. */
  addParticipants(
    threadId: string,
    participants: readonly NewParticipant[],
  ): Promise<AddedParticipants>;
  /** Removes somebody. Resolves also when the person was not in the thread; rejects only when the person may still be. */
  removeParticipant(threadId: string, userId: string): Promise<void>;
  /** Sets the topic, at most 250 characters. */
  updateTopic(threadId: string, topic: string): Promise<void>;
  /** Leaves the thread: it disappears from the list, and nothing more of it arrives. */
  leave(threadId: string): Promise<void>;
  /** Deletes the thread for everybody. */
  deleteThread(threadId: string): Promise<void>;
  /**
   * Whether files can be sent. False at first; from the first connection on it says whether there is an `uploadAttachment`, or the service
   * keeps files itself.
   */
  readonly canAttach: boolean;
  /**
   * The files of this user on their way into messages. The code comes with the first call, and so does what an earlier page has left.
   * Rejects with `not-loaded` when it cannot be loaded.
   */
  uploads(): Promise<Uploads>;
}
