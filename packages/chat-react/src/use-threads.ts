'use client';

import { useLoad, type LoadState } from './use-load.ts';
import type { PageOptions } from './use-paged.ts';
import { useThreadList, type ThreadList } from './use-thread-list.ts';

/** What {@link useThreads} returns. */
export interface UseThreads extends ThreadList, LoadState {}

/**
 * The user's threads. Renders when their order changes, not when one of them does. The session reads the whole list, because only that
 * can be put in order; `pageSize` bounds how much of it is handed out.
 *
 * @example
 * const { threadIds, hasMore, fetchMore } = useThreads({ pageSize: 20 });
 * return threadIds.map((id) => <ThreadRow key={id} threadId={id} />);
 */
export function useThreads(options: PageOptions = {}): UseThreads {
  const { list, query, stored } = useThreadList(options);
  return { ...list, ...useLoad(query, stored) };
}
