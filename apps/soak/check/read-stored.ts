import type { ChatClient } from '@confab/chat-core';
import type { StoredMessage } from './history.ts';

/** Everything that the service has in these threads, each thread oldest first; or the newest so many of each. */
export async function readStored(
  client: ChatClient,
  threadIds: readonly string[],
  newest: number = Number.POSITIVE_INFINITY,
): Promise<StoredMessage[]> {
  const threads = await Promise.all(
    threadIds.map(async (threadId) => {
      const messages: StoredMessage[] = [];
      const list = client.getChatThreadClient(threadId).listMessages({ maxPageSize: 200 });
      for await (const { id, type, content, metadata, deletedOn } of list) {
        messages.push({
          id,
          threadId,
          isFromPerson: type === 'text',
          key: metadata?.['confab.clientMessageId'],
          content: content?.message ?? '',
          isDeleted: deletedOn !== undefined,
        });
        if (messages.length >= newest) break;
      }
      return messages.toReversed();
    }),
  );
  return threads.flat();
}
