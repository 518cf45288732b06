'use client';

import { useChatContext } from './chat-context.ts';
import { chatKeys } from './chat-queries.ts';
import type { LoadState } from './use-load.ts';
import { useOptionalQuery } from './use-optional-query.ts';
import type { UserProfile } from './user-directory.ts';

/** What {@link useUser} returns. */
export interface UseUser extends UserProfile, LoadState {}

/**
 * Who a person is, as the provider's `resolveUser` or `resolveUsers` says: asked once for each person, and kept. Without these, or when
 * they do not know the person, the name is `undefined`, but for this user's own: show the name that the thread or the message gives.
 * A question that fails is asked again, as your `QueryClient` says.
 * Renders when the answer comes.
 *
 * @param userId - Raw id. `undefined`, as system messages have it, asks nobody.
 * @example
 * const { displayName = message.senderDisplayName, avatarUrl } = useUser(message.senderId);
 */
export function useUser(userId: string | undefined): UseUser {
  const { session, resolveUser } = useChatContext();
  const { data, isPending, error, refetch } = useOptionalQuery<UserProfile | null>(
    resolveUser === undefined || userId === undefined
      ? undefined
      : {
          queryKey: chatKeys.user(session, userId),
          queryFn: async () => (await resolveUser(userId)) ?? null,
          staleTime: Number.POSITIVE_INFINITY,
        },
  );
  const ownName = userId === session.userId ? session.displayName : undefined;
  const { displayName = ownName, avatarUrl } = data ?? {};
  return { displayName, avatarUrl, isPending, error, refetch };
}
