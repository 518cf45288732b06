import type { PagedAsyncIterableIterator } from '@azure/core-paging';

import type {
  ChatMessage,
  ChatMessageReadReceipt,
  ChatParticipant,
  ChatThreadItem,
  ChatThreadProperties,
} from '../../models.ts';

/** How one call of polling is made. */
export interface PollOptions {
  readonly abortSignal: AbortSignal;
  readonly maxPageSize?: number;
}

/** The lists of one thread. A `ChatThreadClient` fits. */
export interface PolledThread {
  getProperties(options: PollOptions): Promise<ChatThreadProperties>;
  listMessages(options: PollOptions): PagedAsyncIterableIterator<ChatMessage>;
  listParticipants(options: PollOptions): PagedAsyncIterableIterator<ChatParticipant>;
  listReadReceipts(options: PollOptions): PagedAsyncIterableIterator<ChatMessageReadReceipt>;
}

/** The lists that polling reads. A `ChatClient` fits, so requests, retries and errors are those of the client. */
export interface PollingSource {
  listChatThreads(options: PollOptions): PagedAsyncIterableIterator<ChatThreadItem>;
  getChatThreadClient(threadId: string): PolledThread;
}
