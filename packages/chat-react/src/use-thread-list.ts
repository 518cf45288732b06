'use client';

import type { ChatState } from '@confab/chat-core/state';
import { useChatSession } from './chat-context.ts';
import { threadsQuery, type ChatQuery } from './chat-queries.ts';
import { useChatStore } from './use-chat-store.ts';
import type { StoredLoad } from './use-load.ts';
import { usePaged, type PageOptions, type PageState } from './use-paged.ts';

/** The user's threads, whatever has loaded them. */
export interface ThreadList extends PageState {
  /** Latest activity first. */
  readonly threadIds: readonly string[];
}

/** What `useThreads` and `useSuspenseThreads` have in common, and the load of the list, which is theirs. */
export function useThreadList(options: PageOptions): {
  readonly list: ThreadList;
  readonly query: ChatQuery;
  readonly stored: StoredLoad;
} {
  const query = threadsQuery(useChatSession());
  const isInStore = useChatStore((state) => state.areThreadsLoaded);
  const { items, ...paging } = usePaged(selectThreadIds, options);
  return { list: { threadIds: items, ...paging }, query, stored: { isInStore, isKnown: true } };
}

function selectThreadIds({ threadIds }: ChatState): readonly string[] {
  return threadIds;
}
