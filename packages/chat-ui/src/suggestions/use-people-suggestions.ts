import { createElement, useMemo } from 'react';
import { Avatar } from '../avatar/Avatar.tsx';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { findPeople, mentionName } from '../mentions/find-people.ts';
import { useSlot } from '../slots/use-slot.ts';
import type { Token } from './find-token.ts';
import { maximumShown, type Suggestion } from './suggestion.ts';

/** The people who fit a token: the same array until it changes. */
export function usePeopleSuggestions(
  token: Token | null,
  people: readonly AvatarPerson[] | undefined,
): readonly Suggestion[] {
  const AvatarSlot = useSlot('Avatar', Avatar);
  const query = token?.trigger === '@' ? token.query.trim() : undefined;
  return useMemo(() => {
    if (people === undefined || query === undefined) return [];
    return findPeople(people, query, maximumShown).map((person) => ({
      id: person.userId,
      label: mentionName(person),
      icon: createElement(AvatarSlot, {
        userId: person.userId,
        name: person.displayName,
        src: person.avatarUrl,
        size: 24,
      }),
      text: `@${mentionName(person)}`,
      userId: person.userId,
    }));
  }, [query, people, AvatarSlot]);
}
