import type { ReactNode } from 'react';
import { AvatarStack, type AvatarPerson } from '../avatar/AvatarStack.tsx';
import { useLabels } from '../labels/use-labels.ts';

/** Props of {@link ThreadStart}. */
export interface ThreadStartProps {
  /** The others in the thread. */
  readonly people: readonly AvatarPerson[];
}

/** Stands above the first message of a thread: nothing is older. */
export function ThreadStart({ people }: ThreadStartProps): ReactNode {
  const labels = useLabels();
  const names = people.map(({ displayName }) => displayName ?? labels.unknownSender);
  return (
    <div data-part="thread-start">
      {people.length > 0 && <AvatarStack people={people} size={32} />}
      <p>{labels.threadStart(names)}</p>
    </div>
  );
}
