import type { Message } from '@confab/chat-core';
import { expectTypeOf, test } from 'vitest';
import { useMessage, type UseMessage } from './use-message.ts';

test('a message may be missing, and then its load says why', () => {
  expectTypeOf(useMessage).parameters.toEqualTypeOf<[threadId: string, messageKey: string]>();
  expectTypeOf(useMessage).returns.toEqualTypeOf<UseMessage>();
  expectTypeOf<UseMessage['message']>().toEqualTypeOf<Message | undefined>();
  expectTypeOf<UseMessage['error']>().toEqualTypeOf<Error | null>();
  expectTypeOf<UseMessage['isPending']>().toEqualTypeOf<boolean>();
});

test('a message has to be looked at before it is read', () => {
  // @ts-expect-error It may be missing.
  expectTypeOf(({ message }: UseMessage) => message.content).toBeFunction();
});
