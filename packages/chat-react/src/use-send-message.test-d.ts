import type { SendHandle } from '@confab/chat-core/session';
import { expectTypeOf, test } from 'vitest';
import { useSendMessage, type UseSendMessage } from './use-send-message.ts';

type Send = UseSendMessage['send'];

test('sending takes text or a draft and gives a handle at once', () => {
  expectTypeOf(useSendMessage).parameters.toEqualTypeOf<[threadId: string]>();
  expectTypeOf<Send>().toBeCallableWith('Hello');
  expectTypeOf<Send>().toBeCallableWith({ content: '<b>Hello</b>', kind: 'html' });
  expectTypeOf<Send>().toBeCallableWith({ content: 'Hello', metadata: { colour: 'red' } });
  expectTypeOf<Send>().returns.toEqualTypeOf<SendHandle>();
  // @ts-expect-error A draft without content is none.
  expectTypeOf<Send>().toBeCallableWith({ kind: 'text' });
  // @ts-expect-error Only the service writes other kinds.
  expectTypeOf<Send>().toBeCallableWith({ content: 'Hello', kind: 'topicUpdated' });
});
