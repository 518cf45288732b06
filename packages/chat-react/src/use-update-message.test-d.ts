import { expectTypeOf, test } from 'vitest';
import { useUpdateMessage, type UseUpdateMessage } from './use-update-message.ts';

type UpdateMessage = UseUpdateMessage['updateMessage'];

test('an edit is text, or text with metadata', () => {
  expectTypeOf(useUpdateMessage).parameters.toEqualTypeOf<[threadId: string]>();
  expectTypeOf<UpdateMessage>().toBeCallableWith('1234', 'Better');
  expectTypeOf<UpdateMessage>().toBeCallableWith('1234', { content: 'A', metadata: { b: 'c' } });
  expectTypeOf<UpdateMessage>().returns.toEqualTypeOf<Promise<void>>();
  // @ts-expect-error An edit says what the message is to be.
  expectTypeOf<UpdateMessage>().toBeCallableWith('1234', { metadata: { b: 'c' } });
  // @ts-expect-error To say nothing deletes nothing: that is `useDeleteMessage`.
  expectTypeOf<UpdateMessage>().toBeCallableWith('1234', undefined);
});
