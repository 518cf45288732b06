import type { ReactNode } from 'react';
import { useSlot } from '../slots/use-slot.ts';
import { Avatar } from './Avatar.tsx';

/** A person as an avatar shows them. */
export interface AvatarPerson {
  readonly userId: string;
  readonly displayName?: string | undefined;
  readonly avatarUrl?: string | undefined;
}

/** Props of {@link AvatarStack}. */
export interface AvatarStackProps {
  readonly people: readonly AvatarPerson[];
  /** How many are drawn. Default 3. */
  readonly max?: number;
  /** Diameter in px. Default 28. */
  readonly size?: number;
}

/** Overlapping avatars, first person in front of the reading direction. Decoration, like each avatar. */
export function AvatarStack({ people, max = 3, size = 28 }: AvatarStackProps): ReactNode {
  const slots = { Avatar: useSlot('Avatar', Avatar) };
  return (
    <span data-part="avatar-stack" aria-hidden="true">
      {people.slice(0, max).map((person) => (
        <slots.Avatar
          key={person.userId}
          userId={person.userId}
          name={person.displayName}
          src={person.avatarUrl}
          size={size}
        />
      ))}
    </span>
  );
}
