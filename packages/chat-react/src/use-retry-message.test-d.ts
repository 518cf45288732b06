import { expectTypeOf, test } from 'vitest';
import { useRetryMessage, type UseRetryMessage } from './use-retry-message.ts';

test('a failed message is tried again, or taken back at once', () => {
  expectTypeOf(useRetryMessage).parameters.toEqualTypeOf<[threadId: string]>();
  expectTypeOf<UseRetryMessage['retry']>().toEqualTypeOf<(messageKey: string) => Promise<void>>();
  expectTypeOf<UseRetryMessage['discard']>().toEqualTypeOf<(messageKey: string) => boolean>();
  expectTypeOf<UseRetryMessage['error']>().toEqualTypeOf<Error | null>();
  // @ts-expect-error One message is tried again, not all that have failed.
  expectTypeOf<UseRetryMessage['retry']>().toBeCallableWith();
});
