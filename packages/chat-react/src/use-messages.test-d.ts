import { expectTypeOf, test } from 'vitest';
import { useMessages, type UseMessages } from './use-messages.ts';

test('messages are a read-only list of keys, with the state of their load', () => {
  expectTypeOf(useMessages).returns.toEqualTypeOf<UseMessages>();
  expectTypeOf<UseMessages['messageKeys']>().toEqualTypeOf<readonly string[]>();
  expectTypeOf<UseMessages['error']>().toEqualTypeOf<Error | null>();
  expectTypeOf<UseMessages['olderError']>().toEqualTypeOf<Error | null>();
  expectTypeOf<UseMessages['jumpToLatest']>().toEqualTypeOf<() => Promise<void>>();
  expectTypeOf(useMessages).toBeCallableWith('19:1@thread.v2', { pageSize: 20 });
  // @ts-expect-error A page has a number of messages.
  expectTypeOf(useMessages).toBeCallableWith('19:1@thread.v2', { pageSize: '20' });
});
