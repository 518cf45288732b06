import { expectTypeOf, test } from 'vitest';
import { useThreads, type UseThreads } from './use-threads.ts';

test('threads are a read-only list of ids, with the state of their load and of paging', () => {
  expectTypeOf(useThreads).returns.toEqualTypeOf<UseThreads>();
  expectTypeOf<UseThreads['threadIds']>().toEqualTypeOf<readonly string[]>();
  expectTypeOf<UseThreads['error']>().toEqualTypeOf<Error | null>();
  expectTypeOf<UseThreads['refetch']>().toEqualTypeOf<() => Promise<unknown>>();
  expectTypeOf(useThreads).toBeCallableWith();
  expectTypeOf(useThreads).toBeCallableWith({ pageSize: 20 });
  // @ts-expect-error There is no such option.
  expectTypeOf(useThreads).toBeCallableWith({ limit: 20 });
});
