import type { ChatSession } from '@confab/chat-core/session';
import type { QueryClient } from '@tanstack/react-query';
import { chatKeys } from './chat-queries.ts';

/**
 * Forgets how a thread was loaded when what was loaded of it is let go: whoever opens it again loads it again. Returns how to end it.
 */
export function forgetEvictedQueries(session: ChatSession, queryClient: QueryClient): () => void {
  return session.subscribe((batch) => {
    for (const event of batch) {
      if (event.type !== 'thread-unloaded') continue;
      const queryKey = chatKeys.thread(session, event.threadId);
      queryClient.removeQueries({ queryKey, type: 'inactive' });
    }
  });
}
