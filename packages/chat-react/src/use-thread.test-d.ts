import { expectTypeOf, test } from 'vitest';
import { useThread, type UseThread } from './use-thread.ts';

test('what a thread is may be unknown', () => {
  expectTypeOf(useThread).parameters.toEqualTypeOf<[threadId: string]>();
  expectTypeOf(useThread).returns.toEqualTypeOf<UseThread>();
  expectTypeOf<UseThread['topic']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<UseThread['createdAt']>().toEqualTypeOf<number | undefined>();
  expectTypeOf<UseThread['access']>().toEqualTypeOf<'member' | 'removed' | 'gone' | undefined>();
  expectTypeOf<UseThread['error']>().toEqualTypeOf<Error | null>();
  // @ts-expect-error The topic is set by `useThreadActions`.
  expectTypeOf((thread: UseThread) => void (thread.topic = 'Landing')).toBeFunction();
});
