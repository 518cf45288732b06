import type { ChatClient } from '../chat-client.ts';
import type { ChatThreadClient } from '../chat-thread-client.ts';
import type { OutboxService } from './outbox/outbox-ports.ts';
import type { Sync } from './sync/sync-contract.ts';

/** The service as the outbox needs it, over the client. */
export interface ClientService extends OutboxService {
  /** Says that this user has read up to the message. */
  sendReceipt(threadId: string, messageId: string): Promise<void>;
  notifyTyping(threadId: string, displayName: string | undefined): Promise<boolean>;
}

/** @param life - Ends the requests for which nobody says when. */
export function createOutboxService(
  client: ChatClient,
  sync: Pick<Sync, 'findDelivered' | 'readMessage' | 'checkIdentity' | 'whenTried' | 'recheck'>,
  userId: string,
  life: AbortSignal,
): ClientService {
  const { findDelivered, readMessage, checkIdentity } = sync;
  /** One client for each thread: it keeps the pace of typing notifications. */
  const threadClients = new Map<string, ChatThreadClient>();

  function thread(threadId: string): ChatThreadClient {
    const known = threadClients.get(threadId) ?? client.getChatThreadClient(threadId);
    threadClients.set(threadId, known);
    return known;
  }

  return {
    isIdempotent: () => client.realtimeCapabilities.includes('idempotent-send'),
    whenKnown: sync.whenTried,
    prepare: checkIdentity,
    async send(message, asRepeatable, abortSignal = life) {
      const { threadId, content, kind, metadata, clientMessageId, senderDisplayName } = message;
      const { id } = await thread(threadId).sendMessage(
        { content },
        {
          type: kind,
          metadata,
          abortSignal,
          ...(senderDisplayName !== undefined && { senderDisplayName }),
          ...(asRepeatable && { idempotencyToken: clientMessageId }),
        },
      );
      return id;
    },
    findDelivered: (message, sinceMs) => findDelivered(message, userId, sinceMs),
    async edit(threadId, messageId, edit, abortSignal = life) {
      await checkIdentity();
      await thread(threadId).updateMessage(messageId, { ...edit, abortSignal });
    },
    async remove(threadId, messageId, abortSignal = life) {
      await checkIdentity();
      await thread(threadId).deleteMessage(messageId, { abortSignal });
    },
    read: readMessage,
    recheck: sync.recheck,
    async sendReceipt(threadId, chatMessageId) {
      await checkIdentity();
      await thread(threadId).sendReadReceipt({ chatMessageId }, { abortSignal: life });
    },
    async notifyTyping(threadId, senderDisplayName) {
      await checkIdentity();
      return thread(threadId).sendTypingNotification({
        abortSignal: life,
        ...(senderDisplayName !== undefined && { senderDisplayName }),
      });
    },
  };
}
