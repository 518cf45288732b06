'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ChatQuery } from './chat-queries.ts';
import { useChatStore } from './use-chat-store.ts';

/** The state of a load, as every list hook returns it. */
export interface LoadState {
  /** True until the data are in the store or the load has failed. */
  readonly isPending: boolean;
  readonly error: Error | null;
  /** Loads again. It never rejects: the outcome is in the other fields. */
  readonly refetch: () => void;
}

/** Runs a query for its side effect on the store. A load that failed runs again when the connection comes back. */
export function useLoad<Result>(query: ChatQuery<Result>, isInStore: boolean): LoadState {
  const { isPending, error, refetch } = useQuery(query);
  const isLive = useChatStore((state) => state.connection === 'live');
  const hasFailed = error !== null;
  useEffect(() => {
    if (isLive && hasFailed) void refetch();
    // Only the return of the connection starts it: a failure while live stays until somebody asks again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isLive]);
  return { isPending: isPending && !isInStore, error, refetch };
}
