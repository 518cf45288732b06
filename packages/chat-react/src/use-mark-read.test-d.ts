import { expectTypeOf, test } from 'vitest';
import { useMarkRead, type UseMarkRead } from './use-mark-read.ts';

type MarkRead = UseMarkRead['markRead'];

test('messages are marked up to a row, or all of them', () => {
  expectTypeOf(useMarkRead).parameters.toEqualTypeOf<[threadId: string]>();
  expectTypeOf<MarkRead>().toBeCallableWith('1234');
  expectTypeOf<MarkRead>().toBeCallableWith();
  expectTypeOf<MarkRead>().returns.toBeVoid();
  // @ts-expect-error An event handler that passes its event on would mark nothing.
  expectTypeOf<MarkRead>().toBeCallableWith(new Event('click'));
});
