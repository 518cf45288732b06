import { expectTypeOf, test } from 'vitest';
import { useSuspenseThreads, type UseSuspenseThreads } from './use-suspense-threads.ts';

test('with suspense nothing is pending, and threads are there', () => {
  expectTypeOf(useSuspenseThreads).returns.toEqualTypeOf<UseSuspenseThreads>();
  expectTypeOf<UseSuspenseThreads['threadIds']>().toEqualTypeOf<readonly string[]>();
  expectTypeOf<UseSuspenseThreads['error']>().toEqualTypeOf<Error | null>();
  expectTypeOf<UseSuspenseThreads>().not.toHaveProperty('isPending');
  expectTypeOf(useSuspenseThreads).toBeCallableWith({ pageSize: 20 });
  // @ts-expect-error There is no such option.
  expectTypeOf(useSuspenseThreads).toBeCallableWith({ limit: 20 });
});
