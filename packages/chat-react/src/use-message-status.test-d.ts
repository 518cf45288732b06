import type { MessageStatus } from '@confab/chat-core';
import { expectTypeOf, test } from 'vitest';
import { useMessageStatus } from './use-message-status.ts';

test('a status may be missing', () => {
  expectTypeOf(useMessageStatus).parameters.toEqualTypeOf<[threadId: string, messageKey: string]>();
  expectTypeOf(useMessageStatus).returns.toEqualTypeOf<MessageStatus | undefined>();
  // @ts-expect-error A status is that of a row.
  expectTypeOf(useMessageStatus).toBeCallableWith('19:1@thread.v2');
});
