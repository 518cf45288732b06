import type { Participant } from '@confab/chat-core';
import { expectTypeOf, test } from 'vitest';
import { useParticipants, type UseParticipants } from './use-participants.ts';

test('people are a read-only list, with the state of their load and of paging', () => {
  expectTypeOf(useParticipants).returns.toEqualTypeOf<UseParticipants>();
  expectTypeOf<UseParticipants['participants']>().toEqualTypeOf<readonly Participant[]>();
  expectTypeOf<UseParticipants['error']>().toEqualTypeOf<Error | null>();
  expectTypeOf<UseParticipants['hasMore']>().toEqualTypeOf<boolean>();
  expectTypeOf<UseParticipants['fetchMore']>().toEqualTypeOf<() => void>();
  expectTypeOf(useParticipants).toBeCallableWith('19:1@thread.v2', { pageSize: undefined });
  // @ts-expect-error The thread has to be named.
  expectTypeOf(useParticipants).toBeCallableWith({ pageSize: 20 });
});
