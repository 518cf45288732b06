import type { ReadReceipt } from '@confab/chat-core';
import { expectTypeOf, test } from 'vitest';
import { useReadReceipts, type UseReadReceipts } from './use-read-receipts.ts';

test('receipts are a read-only list, and where there are none it is said why', () => {
  expectTypeOf(useReadReceipts).returns.toEqualTypeOf<UseReadReceipts>();
  expectTypeOf<UseReadReceipts['receipts']>().toEqualTypeOf<readonly ReadReceipt[]>();
  expectTypeOf<UseReadReceipts['supported']>().toEqualTypeOf<boolean>();
  expectTypeOf<UseReadReceipts['reason']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<UseReadReceipts['error']>().toEqualTypeOf<Error | null>();
  expectTypeOf(useReadReceipts).toBeCallableWith('19:1@thread.v2', { pageSize: 20 });
  // @ts-expect-error They are kept by the service, and cannot be changed here.
  expectTypeOf(({ receipts }: UseReadReceipts) => receipts.pop()).toBeFunction();
});
