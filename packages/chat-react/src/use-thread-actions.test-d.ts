import type { AddedParticipants, NewParticipant } from '@confab/chat-core/session';
import { expectTypeOf, test } from 'vitest';
import { useThreadActions, type UseThreadActions } from './use-thread-actions.ts';

test('adding people tells of those who failed, and other actions only that they are done', () => {
  expectTypeOf(useThreadActions).parameters.toEqualTypeOf<[threadId: string]>();
  expectTypeOf<UseThreadActions['addParticipants']>().toEqualTypeOf<
    (participants: readonly NewParticipant[]) => Promise<AddedParticipants>
  >();
  expectTypeOf<UseThreadActions['removeParticipant']>().returns.toEqualTypeOf<Promise<void>>();
  expectTypeOf<UseThreadActions['updateTopic']>().parameters.toEqualTypeOf<[topic: string]>();
  expectTypeOf<UseThreadActions['leave']>().toEqualTypeOf<() => Promise<void>>();
  expectTypeOf<UseThreadActions['deleteThread']>().toEqualTypeOf<() => Promise<void>>();
  expectTypeOf<NewParticipant['shareHistoryTime']>().toEqualTypeOf<Date | number | undefined>();
  // @ts-expect-error Several people may be added, so they come in a list.
  expectTypeOf<UseThreadActions['addParticipants']>().toBeCallableWith({ userId: '8:acs:1_1' });
});
