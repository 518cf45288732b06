import { expectTypeOf, test } from 'vitest';
import { useSuspenseMessages, type UseSuspenseMessages } from './use-suspense-messages.ts';

test('with suspense nothing is pending, and messages are there', () => {
  expectTypeOf(useSuspenseMessages).returns.toEqualTypeOf<UseSuspenseMessages>();
  expectTypeOf<UseSuspenseMessages['messageKeys']>().toEqualTypeOf<readonly string[]>();
  expectTypeOf<UseSuspenseMessages['error']>().toEqualTypeOf<Error | null>();
  expectTypeOf<UseSuspenseMessages>().not.toHaveProperty('isPending');
  expectTypeOf(useSuspenseMessages).toBeCallableWith('19:1@thread.v2', { pageSize: 20 });
  // @ts-expect-error The thread has to be named.
  expectTypeOf(useSuspenseMessages).toBeCallableWith({ pageSize: 20 });
});
