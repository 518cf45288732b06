'use client';

import { useInsertionEffect, useState } from 'react';
import { createUserDirectory, type ResolveUser, type UserResolvers } from './user-directory.ts';

/** A function that asks the resolvers of the latest render, and that stays the same. `undefined` without one. */
export function useUserDirectory(resolvers: UserResolvers): ResolveUser | undefined {
  const [{ ask, renew }] = useState(() => createUserDirectory(resolvers));
  // Before the effects of the components below, which ask at once.
  useInsertionEffect(() => renew(resolvers));
  return (resolvers.resolveUsers ?? resolvers.resolveUser) && ask;
}
