import type { ChatClient } from '../chat-client.ts';
import { metadataKeys } from '../model/metadata-keys.ts';
import { createIdentifierFromRawId } from '../model/parse-raw-id.ts';
import type { ConnectionStatus } from '../model/entities.ts';
import type { ChatParticipant } from '../models.ts';
import { systemClock } from '../platform/clock.ts';
import { createFrameScheduler } from '../platform/frame-scheduler.ts';
import { systemPageLifecycle } from '../platform/page-lifecycle.ts';
import { systemRandom } from '../platform/random.ts';
import { checkContentSize, requireText } from '../validate.ts';
import type { ChatEvent, ServerMessage } from './chat-event.ts';
import { createChatReader } from './chat-reader.ts';
import { createConnectionSupervisor } from './connection-supervisor.ts';
import { createEventBatcher } from './event-batcher.ts';
import { createOutbox } from './outbox.ts';
import { listenToRealtime } from './realtime-events.ts';
import type { ChatSession, ChatSessionOptions } from './session-contract.ts';
import { createDisposedError, createMissingThreadError } from './session-errors.ts';
import { createReceiptSender } from './receipt-sender.ts';
import { createSignalSupport } from './signal-support.ts';
import { createTypingTracker } from './typing-tracker.ts';

/** Creates the session of one user. Nothing is opened before {@link ChatSession.start} or a load. */
export function createChatSession(client: ChatClient, options: ChatSessionOptions): ChatSession {
  const { userId, displayName, clock = systemClock, random = systemRandom } = options;
  const { pageLifecycle = systemPageLifecycle } = options;
  const reportError = options.onError ?? (() => {});
  const batcher = createEventBatcher(
    options.scheduleFlush ?? createFrameScheduler(clock),
    reportError,
  );
  const { emit } = batcher;
  const signals = createSignalSupport();
  const reader = createChatReader({ client, emit: learn, keepsReceipts: signals.supports });
  const typing = createTypingTracker(clock, emit);
  // The creator of a thread is in it anyway; naming this user gives the others the name.
  const self = { userId, ...(displayName !== undefined && { displayName }) };
  const threadClients = new Map<string, ReturnType<ChatClient['getChatThreadClient']>>();
  let nextOrdinal = 1;
  let status: ConnectionStatus = 'stopped';
  let isDisposed = false;

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
    isOnline: () => pageLifecycle.isOnline(),
    isIdempotent: () => client.realtimeCapabilities.includes('idempotent-send'),
    async deliver(message, asRepeatable) {
      const { threadId, content, kind, metadata, clientMessageId, senderDisplayName } = message;
      const { id } = await thread(threadId).sendMessage(
        { content },
        {
          type: kind,
          metadata,
          ...(senderDisplayName !== undefined && { senderDisplayName }),
          ...(asRepeatable && { idempotencyToken: clientMessageId }),
        },
      );
      return id;
    },
    findDelivered: (message) => reader.findDelivered(message, userId),
  });

  const stopWatchingNetwork = pageLifecycle.onOnlineChange(() => {
    if (pageLifecycle.isOnline()) outbox.resume();
  });

  const receipts = createReceiptSender(clock, async (threadId, chatMessageId) => {
    if (signals.supports(threadId)) await thread(threadId).sendReadReceipt({ chatMessageId });
  });

  /** Hands out what the service has said, and lets the parts of the session that wait for it know. */
  function learn(event: ChatEvent): void {
    emit(event);
    signals.observe(event);
    if (event.type === 'thread-upserted') reader.notice(event.thread.id);
    if (event.type === 'messages-listed') event.messages.forEach(acknowledge);
    if (event.type === 'receipt-received' && event.receipt.userId === userId)
      receipts.noteKnown(event.threadId, event.receipt.messageId);
    if (event.type !== 'message-upserted') return;
    const { threadId, message } = event;
    reader.notice(threadId);
    acknowledge(message);
    if (message.senderId !== undefined) typing.messageArrived(threadId, message.senderId);
  }

  function acknowledge({ senderId, clientMessageId, id }: ServerMessage): void {
    if (senderId === userId && clientMessageId !== undefined)
      outbox.acknowledge(clientMessageId, id);
  }

  function lose(threadId: string): void {
    reader.forget(threadId);
    learn({ type: 'thread-removed', threadId });
  }

  /** Reads a system message that no event carries. */
  function refresh(threadId: string): void {
    void reader.refreshMessages(threadId).catch(reportError);
  }

  const stopListening = listenToRealtime(client, {
    emit: learn,
    typing: (threadId, senderId, name) => {
      if (senderId !== userId && signals.supports(threadId))
        typing.noticed(threadId, senderId, name);
    },
    systemMessage: refresh,
    added(threadId, userIds) {
      if (userIds.includes(userId)) void reader.loadThread(threadId).catch(reportError);
      refresh(threadId);
    },
    removed(threadId, userIds) {
      learn({ type: 'participants-removed', threadId, userIds });
      if (userIds.includes(userId)) lose(threadId);
      else refresh(threadId);
    },
    deleted: lose,
  });

  const supervisor = createConnectionSupervisor({
    client,
    clock,
    random: () => random.next(),
    setStatus(next) {
      status = next;
      batcher.emitNow({ type: 'connection-changed', status });
    },
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
    subscribe: (listener) =>
      batcher.subscribe(
        listener,
        status === 'stopped' ? [] : [{ type: 'connection-changed', status }],
      ),
    start() {
      if (isDisposed) throw createDisposedError('start');
      supervisor.start();
    },
    stop: supervisor.stop,
    async dispose() {
      isDisposed = true;
      stopListening();
      stopWatchingNetwork();
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
      if (isDisposed) throw createDisposedError('send');
      requireText(content, 'send');
      checkContentSize(content, 'send');
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
      if (!signals.supports(threadId)) return;
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
      if (created === undefined) throw createMissingThreadError();
      await flushed(reader.loadThread(created.id));
      return { threadId: created.id, failed: result.invalidParticipants ?? [] };
    },
  };
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
