import type { AvatarPerson } from '../avatar/AvatarStack.tsx';
import { foldText } from '../labels/fold-text.ts';

/** The people whose name fits what was typed after "@": first those whose name begins with it, then those of whom another word does. */
export function findPeople(
  people: readonly AvatarPerson[],
  typed: string,
  limit: number,
): readonly AvatarPerson[] {
  const query = foldText(typed);
  const ranked = people.flatMap((person) => {
    const name = foldText(mentionName(person));
    if (name === '') return [];
    if (name.startsWith(query)) return [{ person, rank: 0 }];
    return name.split(/[\s-]+/u).some((word) => word.startsWith(query))
      ? [{ person, rank: 1 }]
      : [];
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ person }) => person);
}

/** Control characters but white space, and those that turn the reading direction of what follows. */
const misleading = /(?!\s)\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A person's name as a text can hold it. Empty: there is none to write. */
export function mentionName({ displayName = '' }: AvatarPerson): string {
  return displayName.replace(misleading, '').replace(/\s+/gu, ' ').trim();
}
