import type { Clock } from '../../platform/clock.ts';
import type { RandomSource } from '../../platform/random.ts';
import type { ChatEvent, OutgoingMessage, ServerMessage } from '../chat-event.ts';
import type { ReliabilityConfig } from '../reliability.ts';
import type { RequestBudget } from '../request-budget.ts';
import type { MessageEdit } from '../session-contract.ts';
import type { OutboxRecord, SessionDatabase } from '../storage/session-database.ts';
import type { StoredFiles } from '../uploads/uploads-contract.ts';
import type { CreateDelivery } from './delivery.ts';

/** The files of messages, as the outbox needs them. */
export interface OutboxFiles {
  /**
   * Stores the files of a message that are still on this device. It takes as long as there is no network, and rejects only when the code
   * that does it cannot be loaded.
   */
  storeFiles(message: OutgoingMessage): Promise<StoredFiles>;
  /** Something has changed with a message: files that went out with it, or will not any more, are let go. */
  noteMessage(message: OutboxRecord): void;
}

/** The service as the outbox needs it. Nothing here repeats a request by itself, but for the files. */
export interface OutboxService extends OutboxFiles {
  /** What all requests of the session are counted in. The outbox counts its own. */
  readonly budget: RequestBudget;
  /** Whether the service stores an attempt that is repeated with its mark only once. It may become known later. */
  isIdempotent(): boolean;
  /** Resolves once that is known, at once where nobody has asked. It may take for ever. */
  whenKnown(): Promise<void>;
  /** Gets the token, which may take a while. It rejects when there is none, or when it is another user's. Nothing leaves. */
  prepare(): Promise<void>;
  /** Makes one attempt, `asRepeatable` with the mark by which the service knows it again. Resolves to the service's id. */
  send(message: OutgoingMessage, asRepeatable: boolean, abortSignal?: AbortSignal): Promise<string>;
  /**
   * The ids of this user's messages with this client message id, the lowest first. `sinceMs` is a time of the service before which it
   * cannot have been stored; absent when none is known.
   */
  findDelivered(message: OutgoingMessage, sinceMs: number | undefined): Promise<readonly string[]>;
  edit(
    threadId: string,
    messageId: string,
    edit: MessageEdit,
    abortSignal?: AbortSignal,
  ): Promise<void>;
  remove(threadId: string, messageId: string, abortSignal?: AbortSignal): Promise<void>;
  /** The message as it is now, which the session learns as well; `undefined` when the service does not have it. */
  read(threadId: string, messageId: string): Promise<ServerMessage | undefined>;
  /** Something was refused in the thread: looks whether this user still has it, and lets the session know. It never rejects. */
  recheck(threadId: string): Promise<void>;
}

/** What the outbox needs of its session. */
export interface OutboxPorts {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly config: ReliabilityConfig;
  readonly userId: string;
  /** Resolves to the database that all tabs of the user share. */
  database(): Promise<SessionDatabase>;
  /** Hands out at once what this user has just done. */
  emitNow(event: ChatEvent): void;
  /** Hands out with the next batch. */
  emit(event: ChatEvent): void;
  /** False only when there is surely no network. */
  isOnline(): boolean;
  /** The token was refused for good. */
  needsSignIn(): boolean;
  /** Tells the other tabs that something has changed in the table. */
  poke(table: 'outbox' | 'changes'): void;
  /** The token was refused for good. The outbox waits until {@link Outbox.resume}. */
  onUnauthorized(error: unknown): void;
  reportError(error: unknown): void;
}

/** What the parts of the outbox that ask the service need. */
export interface ServicePorts extends OutboxPorts {
  readonly service: OutboxService;
}

/**
 * This user's messages, edits and deletions on their way, shared with the user's other tabs. Each thread sends one message at a time,
 * in the order in which they were typed, and every message ends as sent or as failed with a reason. An attempt whose answer was lost
 * is repeated only where the service stores it once, or after looking for it in the thread.
 */
export interface Outbox {
  /** What asks the service is there: what waits for it goes on. Until then messages are shown and stored, and nothing leaves. */
  connect(service: OutboxService, createDelivery: CreateDelivery): void;
  /** Reads what is stored, hands out what has changed, and settles promises. Errors are reported. */
  refresh(): Promise<void>;
  /** This tab sends from now on. What is stored as `sending` may have arrived. */
  lead(): void;
  /** Another tab sends from now on. */
  follow(): void;
  /**
   * Shows the message at once, stores it, and sends it. Resolves to the service's id; rejects with the reason when the service refuses
   * the message.
   * @throws ChatClientError `outbox-full` when too much waits already. Nothing is shown or stored then.
   */
  enqueue(message: Omit<OutgoingMessage, 'ordinal'>): Promise<string>;
  /** Sends a failed message again, in its old place. Rejects with `not-found` when there is none with this id. */
  retry(clientMessageId: string): Promise<string>;
  /** Takes back a message that is not known to be sent. One that may have left is deleted once it is found. False when none is known. */
  discard(clientMessageId: string): boolean;
  /**
   * Changes a message: `key` is the service's id, or the client message id of one that is not sent. Resolves when the service has the
   * change, or when a later change of this user has taken its place; for a failed message once it is stored. Rejects when it was
   * refused.
   */
  edit(threadId: string, key: string, edit: MessageEdit): Promise<void>;
  /** Deletes a message and all its doubles, as {@link Outbox.edit} changes one. */
  remove(threadId: string, key: string): Promise<void>;
  /** Hears of every message that the service shows, of this user and of others. */
  observe(message: ServerMessage): void;
  /**
   * Requests get through: what waits after a failure goes on at once, as far as the budget for retries allows. `isBack`: the network or
   * the sign-in is back, and what failed without it does not count.
   */
  resume(isBack?: boolean): void;
  /** Events that show the present outbox to somebody who comes late. */
  snapshot(): readonly ChatEvent[];
  /** How much would be lost with this page if nothing were stored: messages that are not sent, and changes that are not made. */
  readonly unsent: number;
  /** How many doubles of own messages this tab has deleted on the service. */
  readonly duplicatesRemoved: number;
  /** Ends everything. Promises reject; what is stored stays, unless it is about to be erased. */
  dispose(isErased?: boolean): void;
}
