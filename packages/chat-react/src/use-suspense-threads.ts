'use client';

import { useSuspenseLoad, type SuspenseLoadState } from './use-load.ts';
import type { PageOptions } from './use-paged.ts';
import { useThreadList, type ThreadList } from './use-thread-list.ts';

/** What {@link useSuspenseThreads} returns. */
export interface UseSuspenseThreads extends ThreadList, SuspenseLoadState {}

/**
 * As `useThreads`, but waits in the nearest `Suspense` until the list is there; if it cannot be loaded, the error goes to the nearest
 * error boundary.
 *
 * @example
 * const { threadIds } = useSuspenseThreads();
 */
export function useSuspenseThreads(options: PageOptions = {}): UseSuspenseThreads {
  const { list, query, stored } = useThreadList(options);
  return { ...list, ...useSuspenseLoad(query, stored) };
}
