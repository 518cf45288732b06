import type { ChatClient } from '../chat-client.ts';
import type { ChatThreadClient } from '../chat-thread-client.ts';
import type { OutboxService } from './outbox/outbox-ports.ts';
import type { Sync } from './sync/sync.ts';

/** The service as the outbox needs it, over the client. */
export interface ClientService extends OutboxService {
  /** One client for each thread: it keeps the pace of typing notifications. */
  thread(threadId: string): ChatThreadClient;
  notifyTyping(threadId: string, displayName: string | undefined): Promise<boolean>;
}

export function createOutboxService(
  client: ChatClient,
  {
    findDelivered,
    readMessage,
    checkIdentity,
  }: Pick<Sync, 'findDelivered' | 'readMessage' | 'checkIdentity'>,
  userId: string,
): ClientService {
  const threadClients = new Map<string, ChatThreadClient>();

  function thread(threadId: string): ChatThreadClient {
    const known = threadClients.get(threadId) ?? client.getChatThreadClient(threadId);
    threadClients.set(threadId, known);
    return known;
  }

  return {
    thread,
    isIdempotent: () => client.realtimeCapabilities.includes('idempotent-send'),
    prepare: checkIdentity,
    async send(message, asRepeatable) {
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
    findDelivered: (message, sinceMs) => findDelivered(message, userId, sinceMs),
    async edit(threadId, messageId, edit) {
      await checkIdentity();
      await thread(threadId).updateMessage(messageId, edit);
    },
    async remove(threadId, messageId) {
      await checkIdentity();
      await thread(threadId).deleteMessage(messageId);
    },
    read: readMessage,
    notifyTyping: (threadId, senderDisplayName) =>
      thread(threadId).sendTypingNotification(
        senderDisplayName === undefined ? {} : { senderDisplayName },
      ),
  };
}
