'use client';

import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useChatContext } from './chat-context.ts';
import { hasCode, type ChatQuery } from './chat-queries.ts';

/** The state of a load, as every list hook returns it. */
export interface LoadState {
  /** True until the data are in the store or the load has failed. */
  readonly isPending: boolean;
  /** Why the last load failed: a `ChatClientError`, whose `code` and `retryable` tell what to do. */
  readonly error: Error | null;
  /** Loads again. It never rejects: the outcome is in the other fields. */
  readonly refetch: () => Promise<unknown>;
}

/** The state of a load that a component has waited for. */
export type SuspenseLoadState = Omit<LoadState, 'isPending'>;

/** Where a load stands in the store. */
export interface StoredLoad {
  /** The store has what the query loads. */
  readonly isInStore: boolean;
  /** The thread is known: when it is, and its data are not there although they were loaded, they were let go. */
  readonly isKnown: boolean;
  /** False: nothing is loaded now. Default true. */
  readonly enabled?: boolean;
}

interface QueryResult {
  readonly isSuccess: boolean;
  readonly error: Error | null;
  readonly refetch: () => Promise<unknown>;
}

/**
 * Runs a query for its side effect on the store. It runs again when the connection comes back after a failure, and when the thread
 * has come back after it had taken what was loaded out of the store with it.
 */
export function useLoad(
  query: ChatQuery,
  { isInStore, isKnown, enabled = true }: StoredLoad,
): LoadState {
  const result = useQuery({ ...query, enabled });
  const { error, isRepeated } = useRepeatedLoad(result, isKnown && !isInStore);
  const isPending = (result.isPending || isRepeated) && !isInStore;
  return { isPending, error, refetch: result.refetch };
}

/** As {@link useLoad}, but the component waits (`Suspense`) for the first load, and its failure goes to the error boundary. */
export function useSuspenseLoad(
  query: ChatQuery,
  { isInStore, isKnown }: StoredLoad,
): SuspenseLoadState {
  const result = useSuspenseQuery(query);
  const { error } = useRepeatedLoad(result, isKnown && !isInStore);
  return { error, refetch: result.refetch };
}

/** Runs a load again when it has to be, and says what is to be shown of it. */
export function useRepeatedLoad(
  result: QueryResult,
  isMissing: boolean,
): { readonly error: Error | null; readonly isRepeated: boolean } {
  const { store } = useChatContext();
  const { isSuccess, error, refetch } = result;
  // It was ended because the last one who held the thread has left. This component wants it all the same.
  const isAborted = hasCode(error, 'aborted');
  const isRepeated = isAborted || (isSuccess && isMissing);
  useEffect(() => {
    if (isRepeated) void refetch();
  }, [isRepeated, refetch]);
  // Nothing more is loaded in a session that has ended, and that is no failure.
  const hasFailed = error !== null && !hasCode(error, 'disposed');
  useEffect(() => {
    if (!hasFailed) return undefined;
    // Only the return of the connection starts it: a failure while live stays until somebody asks again.
    return store.subscribe(({ connection }, before) => {
      if (connection === 'live' && before.connection !== 'live') void refetch();
    });
  }, [hasFailed, refetch, store]);
  return { error: hasFailed && !isAborted ? error : null, isRepeated };
}
