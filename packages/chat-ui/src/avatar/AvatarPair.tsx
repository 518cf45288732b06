import type { ReactNode } from 'react';
import { useSlot } from '../slots/use-slot.ts';
import { Avatar } from './Avatar.tsx';
import type { AvatarPerson } from './AvatarStack.tsx';

/** Props of {@link AvatarPair}. */
export interface AvatarPairProps {
  /** One or two are drawn; the rest is left out. */
  readonly people: readonly AvatarPerson[];
  /** Stands in for the person when there is none, so that the colour stays the same. */
  readonly fallbackId: string;
}

/** Avatar of a thread: one person large, or two that share the space. 40 px wide. */
export function AvatarPair({ people, fallbackId }: AvatarPairProps): ReactNode {
  const slots = { Avatar: useSlot('Avatar', Avatar) };
  const [first, second] = people;
  if (first === undefined) return <slots.Avatar userId={fallbackId} size={40} />;
  if (second === undefined) {
    return (
      <slots.Avatar
        userId={first.userId}
        name={first.displayName}
        src={first.avatarUrl}
        size={40}
      />
    );
  }
  return (
    <span data-part="avatar-pair" aria-hidden="true">
      {[first, second].map((person) => (
        <slots.Avatar
          key={person.userId}
          userId={person.userId}
          name={person.displayName}
          src={person.avatarUrl}
          size={26}
        />
      ))}
    </span>
  );
}
