import type { Message, MessageStatus, Participant } from '@confab/chat-core';
import type { SendHandle } from '@confab/chat-core/session';
import { expectTypeOf, test } from 'vitest';
import { useChatStore } from './use-chat-store.ts';
import { useMessageStatus } from './use-message-status.ts';
import { useMessage } from './use-message.ts';
import { useMessages } from './use-messages.ts';
import { useParticipants } from './use-participants.ts';
import type { UseSendMessage } from './use-send-message.ts';
import { useVisibleRead } from './use-visible-read.ts';

test('a row may be missing, and its status too', () => {
  expectTypeOf(useMessage).returns.toEqualTypeOf<Message | undefined>();
  expectTypeOf(useMessageStatus).returns.toEqualTypeOf<MessageStatus | undefined>();
});

test('lists are read-only and carry the state of their load', () => {
  expectTypeOf(useMessages)
    .returns.toHaveProperty('messageKeys')
    .toEqualTypeOf<readonly string[]>();
  expectTypeOf(useMessages).returns.toHaveProperty('error').toEqualTypeOf<Error | null>();
  expectTypeOf(useParticipants)
    .returns.toHaveProperty('participants')
    .toEqualTypeOf<readonly Participant[]>();
});

test('sending takes text or a draft and gives a handle at once', () => {
  type Send = UseSendMessage['send'];
  expectTypeOf<Send>().toBeCallableWith('Hello');
  expectTypeOf<Send>().toBeCallableWith({ content: '<b>Hello</b>', kind: 'html' });
  expectTypeOf<Send>().returns.toEqualTypeOf<SendHandle>();
  // @ts-expect-error A draft without content is none.
  expectTypeOf<Send>().toBeCallableWith({ kind: 'text' });
});

test('a selector decides the type of its slice, and cannot write', () => {
  expectTypeOf(useChatStore<number>).returns.toEqualTypeOf<number>();
  expectTypeOf<Parameters<typeof useChatStore>[0]>()
    .parameter(0)
    .toHaveProperty('threads')
    .not.toHaveProperty('set');
});

test('the newest visible key may be none', () => {
  expectTypeOf(useVisibleRead).returns.parameter(0).toEqualTypeOf<string | null>();
});
