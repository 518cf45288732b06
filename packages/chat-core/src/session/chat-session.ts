import type { ChatClient } from '../chat-client.ts';
import { metadataKeys } from '../model/metadata-keys.ts';
import { chatLimits, utf8ByteLength } from '../model/limits.ts';
import { createIdentifierFromRawId } from '../model/identifiers.ts';
import { ChatClientError } from '../errors.ts';
import type { ChatError, ChatParticipant } from '../models.ts';
import { systemClock, type Clock } from '../platform/clock.ts';
import { createFrameScheduler, type ScheduleFlush } from '../platform/frame-scheduler.ts';
import { systemRandom, type RandomSource } from '../platform/random.ts';
import type { ChatEventListener, ServerMessage } from './chat-event.ts';
import { createChatReader, type ChatReader } from './chat-reader.ts';
import { createConnectionSupervisor } from './connection-supervisor.ts';
import { createEventBatcher } from './event-batcher.ts';
import { createOutbox } from './outbox.ts';
import { listenToRealtime } from './realtime-events.ts';
import { createReceiptSender } from './receipt-sender.ts';
import { createTypingTracker } from './typing-tracker.ts';

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
  /** Calls the listener with every batch from now on. Returns a function that ends it. */
  subscribe(listener: ChatEventListener): () => void;
  /** Connects, and stays connected until {@link ChatSession.stop}. Calling it again changes nothing. */
  start(): void;
  stop(): Promise<void>;
  /** Stops for good: no timer, listener or socket is left. */
  dispose(): Promise<void>;
  /**
   * Puts a message into the outbox. It throws, and nothing is sent, when the content is empty or longer than the limit.
   */
  send(threadId: string, draft: MessageDraft): SendHandle;
  /** Sends a failed message again. `undefined` when there is no failed message with this id. */
  retry(clientMessageId: string): Promise<string> | undefined;
  /** Removes a message that is waiting or has failed. False when it may have been sent already. */
  discard(clientMessageId: string): boolean;
  /** Says that the user has seen everything up to this message. Never moves back; sent at most every 2.5 s. */
  markRead(threadId: string, messageId: string): void;
  /** Says that the user is typing. At most one request leaves in 8 s; failures are silent. */
  notifyTyping(threadId: string): void;
  createThread(request: {
    readonly topic: string;
    readonly participants?: readonly { readonly userId: string; readonly displayName?: string }[];
  }): Promise<CreatedThread>;
}

/** Creates the session of one user. Nothing is opened before {@link ChatSession.start} or a load. */
export function createChatSession(client: ChatClient, options: ChatSessionOptions): ChatSession {
  const { userId, displayName, clock = systemClock, random = systemRandom } = options;
  const reportError = options.onError ?? (() => {});
  const batcher = createEventBatcher(
    options.scheduleFlush ?? createFrameScheduler(clock),
    reportError,
  );
  const { emit } = batcher;
  const reader = createChatReader(client, emit);
  const typing = createTypingTracker(clock, emit);
  // The creator of a thread is in it anyway; naming this user gives the others the name.
  const self = { userId, ...(displayName !== undefined && { displayName }) };
  const threadClients = new Map<string, ReturnType<ChatClient['getChatThreadClient']>>();
  let nextOrdinal = 1;

  /** One client for each thread: it keeps the pace of typing notifications. */
  function thread(threadId: string): ReturnType<ChatClient['getChatThreadClient']> {
    const known = threadClients.get(threadId) ?? client.getChatThreadClient(threadId);
    threadClients.set(threadId, known);
    return known;
  }

  const outbox = createOutbox({
    clock,
    random: () => random.next(),
    emit: (event) => batcher.emitNow(event),
    isIdempotent: () => client.realtimeCapabilities.includes('idempotent-send'),
    async deliver({ threadId, content, kind, metadata, clientMessageId, senderDisplayName }) {
      const { id } = await thread(threadId).sendMessage(
        { content },
        {
          type: kind,
          metadata,
          ...(senderDisplayName !== undefined && { senderDisplayName }),
          ...(client.realtimeCapabilities.includes('idempotent-send') && {
            idempotencyToken: clientMessageId,
          }),
        },
      );
      return id;
    },
    findDelivered: (message) => reader.findDelivered(message, userId),
  });

  const receipts = createReceiptSender(clock, (threadId, chatMessageId) =>
    thread(threadId).sendReadReceipt({ chatMessageId }),
  );

  function onMessage(message: ServerMessage): void {
    const { threadId, senderId, clientMessageId, id } = message;
    emit({ type: 'message-upserted', threadId, message });
    if (senderId === undefined) return;
    typing.messageArrived(threadId, senderId);
    if (senderId === userId && clientMessageId !== undefined)
      outbox.acknowledge(clientMessageId, id);
  }

  /** Reads a system message that no event carries. */
  function refresh(threadId: string): void {
    void reader.refreshMessages(threadId).catch(reportError);
  }

  const stopListening = listenToRealtime(client, {
    emit,
    message: onMessage,
    typing: (threadId, senderId, name) => {
      if (senderId !== userId) typing.noticed(threadId, senderId, name);
    },
    systemMessage: refresh,
    added(threadId, userIds) {
      if (userIds.includes(userId)) void reader.loadThread(threadId).catch(reportError);
      refresh(threadId);
    },
    removed(threadId, userIds) {
      emit({ type: 'participants-removed', threadId, userIds });
      if (userIds.includes(userId)) {
        reader.forget(threadId);
        emit({ type: 'thread-removed', threadId });
      } else {
        refresh(threadId);
      }
    },
  });

  const supervisor = createConnectionSupervisor({
    client,
    clock,
    random: () => random.next(),
    setStatus: (status) => batcher.emitNow({ type: 'connection-changed', status }),
    catchUp: () => reader.catchUp(),
    onLive: () => outbox.resume(),
    reportError,
  });

  async function flushed<T>(load: Promise<T>): Promise<T> {
    const result = await load;
    batcher.flush();
    return result;
  }

  return {
    id: random.createUuid(),
    userId,
    displayName,
    subscribe: batcher.subscribe,
    start: supervisor.start,
    stop: supervisor.stop,
    async dispose() {
      stopListening();
      outbox.dispose();
      receipts.dispose();
      typing.dispose();
      await supervisor.stop();
      batcher.dispose();
    },
    loadThreads: () => flushed(reader.loadThreads()),
    loadThread: (threadId) => flushed(reader.loadThread(threadId)),
    loadMessages: (threadId, page) => flushed(reader.loadMessages(threadId, page)),
    loadParticipants: (threadId) => flushed(reader.loadParticipants(threadId)),
    loadReceipts: (threadId) => flushed(reader.loadReceipts(threadId)),
    send(threadId, { content, kind = 'text', metadata = {} }) {
      checkContent(content);
      const clientMessageId = random.createUuid();
      const settled = outbox.enqueue({
        clientMessageId,
        threadId,
        kind,
        content,
        ...(displayName !== undefined && { senderDisplayName: displayName }),
        metadata: { ...metadata, [metadataKeys.clientMessageId]: clientMessageId },
        ordinal: nextOrdinal++,
        createdAt: clock.now(),
      });
      return { clientMessageId, settled };
    },
    retry: outbox.retry,
    discard: outbox.discard,
    markRead(threadId, messageId) {
      if (!receipts.markRead(threadId, messageId)) return;
      const receipt = { userId, messageId, readAt: clock.now() };
      emit({ type: 'receipt-received', threadId, receipt });
    },
    notifyTyping(threadId) {
      const request = thread(threadId).sendTypingNotification(
        displayName === undefined ? {} : { senderDisplayName: displayName },
      );
      // Nobody misses a typing notification.
      request.catch(() => {});
    },
    async createThread({ topic, participants = [] }) {
      const result = await client.createChatThread(
        { topic },
        { participants: [self, ...participants].map(toChatParticipant) },
      );
      const created = result.chatThread;
      if (created === undefined) throw missingThread();
      await flushed(reader.loadThread(created.id));
      return { threadId: created.id, failed: result.invalidParticipants ?? [] };
    },
  };
}

function checkContent(content: string): void {
  const problem =
    content.trim() === ''
      ? 'The message is empty, so nothing was sent. Write something first.'
      : utf8ByteLength(content) > chatLimits.maxMessageBytes
        ? `The message is longer than ${chatLimits.maxMessageBytes} bytes, so nothing was sent. Shorten it.`
        : undefined;
  if (problem === undefined) return;
  const code = content.trim() === '' ? 'invalid-argument' : 'too-large';
  throw new ChatClientError({ code, operation: 'send', message: problem });
}

function toChatParticipant(person: {
  readonly userId: string;
  readonly displayName?: string;
}): ChatParticipant {
  const { displayName } = person;
  return {
    id: createIdentifierFromRawId(person.userId),
    ...(displayName !== undefined && { displayName }),
  };
}

function missingThread(): ChatClientError {
  return new ChatClientError({
    code: 'invalid-response',
    operation: 'createThread',
    message:
      'The service said that the thread was created but not which it is. List the threads to find it.',
  });
}
