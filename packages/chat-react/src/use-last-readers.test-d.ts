import type { ReadReceipt } from '@confab/chat-core';
import { expectTypeOf, test } from 'vitest';
import { useLastReaders } from './use-last-readers.ts';

test('the readers of a row are a read-only list, which may be empty', () => {
  expectTypeOf(useLastReaders).parameters.toEqualTypeOf<[threadId: string, messageKey: string]>();
  expectTypeOf(useLastReaders).returns.toEqualTypeOf<readonly ReadReceipt[]>();
  // @ts-expect-error Readers are those of a row.
  expectTypeOf(useLastReaders).toBeCallableWith('19:1@thread.v2');
});
