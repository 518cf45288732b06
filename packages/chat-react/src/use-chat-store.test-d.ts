import type { ChatState } from '@confab/chat-core/state';
import { expectTypeOf, test } from 'vitest';
import { useChatStore } from './use-chat-store.ts';

test('a selector decides the type of its slice', () => {
  expectTypeOf(useChatStore<number>).returns.toEqualTypeOf<number>();
  expectTypeOf(useChatStore<string | undefined>).returns.toEqualTypeOf<string | undefined>();
});

test('a selector reads the state, and cannot write to it', () => {
  expectTypeOf<Parameters<typeof useChatStore>[0]>().parameter(0).toEqualTypeOf<ChatState>();
  expectTypeOf<ChatState['threads']>().not.toHaveProperty('set');
  // @ts-expect-error There is no such field.
  expectTypeOf(useChatStore).toBeCallableWith((state) => state.nothing);
});
