import { expectTypeOf, test } from 'vitest';
import { useDeleteMessage, type UseDeleteMessage } from './use-delete-message.ts';

test('a message is deleted by its key, in a thread', () => {
  expectTypeOf(useDeleteMessage).parameters.toEqualTypeOf<[threadId: string]>();
  expectTypeOf<UseDeleteMessage['deleteMessage']>().toEqualTypeOf<
    (messageKey: string) => Promise<void>
  >();
  expectTypeOf<UseDeleteMessage['error']>().toEqualTypeOf<Error | null>();
  expectTypeOf<UseDeleteMessage['isPending']>().toEqualTypeOf<boolean>();
  // @ts-expect-error A hook of no thread deletes nothing.
  expectTypeOf(useDeleteMessage).toBeCallableWith();
});
