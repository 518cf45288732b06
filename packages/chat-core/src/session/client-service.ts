import type { ChatClient } from '../chat-client.ts';
import { callOnce, type CallOnceOptions } from '../rest/call-once.ts';
import { createFollowers } from './followers.ts';
import type { OutboxFiles, OutboxService } from './outbox/outbox-ports.ts';
import { createRecent } from './recent.ts';
import type { RequestBudget } from './request-budget.ts';
import type { Sync } from './sync/sync-contract.ts';

/** The service as the outbox, receipts and typing need it, over the client. */
export interface ClientService extends Omit<OutboxService, keyof OutboxFiles> {
  /** Says that this user has read up to the message. */
  sendReceipt(threadId: string, messageId: string): Promise<void>;
  notifyTyping(threadId: string, displayName: string | undefined): Promise<boolean>;
}

/** Nobody writes in so many threads within the 8 s between two typing notifications. */
const maxThreads = 100;

/** @param life - Ends the requests for which nobody says when. */
export function createClientService(
  client: ChatClient,
  sync: Pick<Sync, 'findDelivered' | 'readMessage' | 'checkIdentity' | 'whenTried' | 'recheck'>,
  userId: string,
  budget: RequestBudget,
  life: AbortSignal,
): ClientService {
  const { findDelivered, readMessage, checkIdentity } = sync;
  /** One client for each thread: it keeps the pace of typing notifications. */
  const thread = createRecent(maxThreads, (threadId) => client.getChatThreadClient(threadId));
  const { follow } = createFollowers();

  /** Makes a call that ends with the signal. */
  async function call<Result>(
    signal: AbortSignal,
    make: (options: CallOnceOptions) => Promise<Result>,
  ): Promise<Result> {
    const controller = new AbortController();
    const unfollow = follow(signal, controller);
    try {
      return await make(callOnce(controller.signal));
    } finally {
      unfollow();
    }
  }

  return {
    budget,
    isIdempotent: () => client.realtimeCapabilities.includes('idempotent-send'),
    whenKnown: sync.whenTried,
    prepare: checkIdentity,
    async send(message, asRepeatable, abortSignal = life) {
      const { threadId, content, kind, metadata, clientMessageId, senderDisplayName } = message;
      const details = {
        type: kind,
        metadata,
        ...(senderDisplayName !== undefined && { senderDisplayName }),
        ...(asRepeatable && { idempotencyToken: clientMessageId }),
      };
      const { id } = await call(abortSignal, (options) =>
        thread(threadId).sendMessage({ content }, { ...details, ...options }),
      );
      return id;
    },
    findDelivered: (message, sinceMs) => findDelivered(message, userId, sinceMs),
    async edit(threadId, messageId, edit, abortSignal = life) {
      await checkIdentity();
      await call(abortSignal, (options) =>
        thread(threadId).updateMessage(messageId, { ...edit, ...options }),
      );
    },
    async remove(threadId, messageId, abortSignal = life) {
      await checkIdentity();
      await call(abortSignal, (options) => thread(threadId).deleteMessage(messageId, options));
    },
    read: readMessage,
    recheck: sync.recheck,
    async sendReceipt(threadId, chatMessageId) {
      await checkIdentity();
      await call(life, (options) => thread(threadId).sendReadReceipt({ chatMessageId }, options));
    },
    async notifyTyping(threadId, senderDisplayName) {
      await checkIdentity();
      return call(life, (options) =>
        thread(threadId).sendTypingNotification({
          ...options,
          ...(senderDisplayName !== undefined && { senderDisplayName }),
        }),
      );
    },
  };
}
