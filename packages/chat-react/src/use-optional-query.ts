'use client';

import { useQueries, type UseQueryOptions } from '@tanstack/react-query';
import type { ChatQueryKey } from './chat-queries.ts';

/** What TanStack Query needs to know of a query. */
export type QueryOptions<Data> = UseQueryOptions<Data, Error, Data, ChatQueryKey>;

/** What there is to say of a query. */
export interface OptionalResult<Data> {
  readonly data: Data | undefined;
  readonly isSuccess: boolean;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly refetch: () => Promise<unknown>;
}

const none: OptionalResult<never> = {
  data: undefined,
  isSuccess: false,
  isPending: false,
  error: null,
  refetch: () => Promise.resolve(),
};

/** Watches a query, or none: rows that have all they need leave nothing in the query cache. */
export function useOptionalQuery<Data>(
  query: QueryOptions<Data> | undefined,
): OptionalResult<Data> {
  const queries: readonly QueryOptions<Data>[] = query === undefined ? [] : [query];
  const [result] = useQueries({ queries });
  return result ?? none;
}
