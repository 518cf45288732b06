/** What an app knows of a person beside the chat service. */
export interface UserProfile {
  readonly displayName?: string | undefined;
  /** Where the person's picture is. */
  readonly avatarUrl?: string | undefined;
}

/** Finds out who a person is; `undefined` for somebody whom the app does not know. */
export type ResolveUser = (
  rawId: string,
) => UserProfile | undefined | Promise<UserProfile | undefined>;

/** As {@link ResolveUser}, for many people at once: answers in the order of the ids. */
export type ResolveUsers = (
  rawIds: readonly string[],
) => Promise<readonly (UserProfile | undefined)[]>;

/** How an app finds out who people are, for `useUser`. Each person is asked for once. */
export interface UserResolvers {
  /** Finds out who one person is, when somebody is shown. */
  readonly resolveUser?: ResolveUser | undefined;
  /** As `resolveUser`, for everybody who is shown at the same time in one call. It goes before. */
  readonly resolveUsers?: ResolveUsers | undefined;
}

/** Asks the resolvers of an app. */
export interface UserDirectory {
  readonly ask: ResolveUser;
  /** Other functions do the same from now on. */
  readonly renew: (resolvers: UserResolvers) => void;
}

/** Creates a {@link UserDirectory}. Everybody who is wanted in one task is asked for together: rows drawn at the same time make one call. */
export function createUserDirectory(first: UserResolvers): UserDirectory {
  let resolvers = first;
  let wanted: string[] = [];
  let answers: ReturnType<ResolveUsers> | undefined;

  async function askForWanted(): ReturnType<ResolveUsers> {
    const rawIds = wanted;
    wanted = [];
    answers = undefined;
    return (await resolvers.resolveUsers?.(rawIds)) ?? [];
  }

  return {
    async ask(rawId) {
      if (resolvers.resolveUsers === undefined) return resolvers.resolveUser?.(rawId);
      const index = wanted.push(rawId) - 1;
      answers ??= Promise.resolve().then(askForWanted);
      return (await answers)[index];
    },
    renew(next) {
      resolvers = next;
    },
  };
}
