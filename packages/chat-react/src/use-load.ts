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

/**
 * Runs a query for its side effect on the store. It runs again when the connection comes back after a failure, and when the thread
 * (`isKnown`) has come back after it had taken what was loaded out of the store with it.
 */
export function useLoad<Result>(
  query: ChatQuery<Result>,
  isInStore: boolean,
  isKnown: boolean,
): LoadState {
  const { isPending, isSuccess, error, refetch } = useQuery(query);
  const isLive = useChatStore((state) => state.connection === 'live');
  const hasFailed = error !== null;
  const isEmptyAgain = isSuccess && isKnown && !isInStore;
  useEffect(() => {
    if (isEmptyAgain) void refetch();
  }, [isEmptyAgain, refetch]);
  useEffect(() => {
    if (isLive && hasFailed) void refetch();
    // Only the return of the connection starts it: a failure while live stays until somebody asks again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isLive]);
  return { isPending: (isPending || isEmptyAgain) && !isInStore, error, refetch };
}
