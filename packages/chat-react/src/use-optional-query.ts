'use client';

import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
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
  refetch: async () => {},
};

/** Stands in the query cache, once, for all rows that have what they need. It is never run. */
const idle = {
  queryKey: ['idle'],
  queryFn: none.refetch as () => Promise<never>,
  enabled: false,
} as const;

/** Watches a query, or none. */
export function useOptionalQuery<Data>(
  query: QueryOptions<Data> | undefined,
): OptionalResult<Data> {
  const result = useQuery<Data, Error, Data, ChatQueryKey>(query ?? idle);
  return query === undefined ? none : result;
}
