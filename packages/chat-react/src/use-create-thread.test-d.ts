import type { CreatedThread, NewParticipant } from '@confab/chat-core/session';
import { expectTypeOf, test } from 'vitest';
import { useCreateThread, type UseCreateThread } from './use-create-thread.ts';

type CreateThread = UseCreateThread['createThread'];

test('a thread needs a topic, and its people may see the history from a time on', () => {
  expectTypeOf(useCreateThread).returns.toEqualTypeOf<UseCreateThread>();
  expectTypeOf<CreateThread>().returns.toEqualTypeOf<Promise<CreatedThread>>();
  expectTypeOf<CreateThread>().toBeCallableWith({ topic: 'Launch' });
  expectTypeOf<CreateThread>().toBeCallableWith({
    topic: 'Launch',
    participants: [{ userId: '8:acs:1_1', displayName: 'Ada', shareHistoryTime: new Date() }],
  });
  // @ts-expect-error A thread without a topic is none.
  expectTypeOf<CreateThread>().toBeCallableWith({ participants: [] });
});

test('people have an id', () => {
  expectTypeOf<NewParticipant>().toHaveProperty('userId').toEqualTypeOf<string>();
  // @ts-expect-error A name alone says nothing.
  expectTypeOf({ displayName: 'Ada' }).toExtend<NewParticipant>();
});
