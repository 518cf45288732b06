import { expectTypeOf, test } from 'vitest';
import { useUnread, type UseUnread } from './use-unread.ts';

test('whether there is news is always said, and how much may be unknown', () => {
  expectTypeOf(useUnread).parameters.toEqualTypeOf<[threadId: string]>();
  expectTypeOf(useUnread).returns.toEqualTypeOf<UseUnread>();
  expectTypeOf<UseUnread['hasUnread']>().toEqualTypeOf<boolean>();
  expectTypeOf<UseUnread['count']>().toEqualTypeOf<number | undefined>();
  // @ts-expect-error An unknown count is no number.
  expectTypeOf(({ count }: UseUnread): number => count).toBeFunction();
});
