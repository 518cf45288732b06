import { expectTypeOf, test } from 'vitest';
import { useUser, type UseUser } from './use-user.ts';
import type { ResolveUser, ResolveUsers, UserProfile } from './user-directory.ts';

test('a person may have no name and no picture', () => {
  expectTypeOf(useUser).parameters.toEqualTypeOf<[userId: string | undefined]>();
  expectTypeOf(useUser).returns.toEqualTypeOf<UseUser>();
  expectTypeOf<UseUser['displayName']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<UseUser['avatarUrl']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<UseUser['error']>().toEqualTypeOf<Error | null>();
});

test('a resolver answers at once or later, and for many people in a list', () => {
  expectTypeOf((_id: string): UserProfile => ({})).toExtend<ResolveUser>();
  expectTypeOf(async (_id: string) => ({ displayName: 'Ada' })).toExtend<ResolveUser>();
  expectTypeOf(async (ids: readonly string[]) => ids.map(() => undefined)).toExtend<ResolveUsers>();
  // @ts-expect-error The answers come in the order of the ids, not by id.
  expectTypeOf(async () => new Map<string, UserProfile>()).toExtend<ResolveUsers>();
});
