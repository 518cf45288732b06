import type { Participant } from '@confab/chat-core/model';
import type { ThreadState } from '@confab/chat-core/state';
import type { CoreLabels } from '../labels/core-labels.ts';

/** The name that a thread gives a person; `undefined` for somebody who has none or is not in it. */
export function nameIn(
  participants: readonly Participant[] | undefined,
  userId: string | undefined,
): string | undefined {
  if (userId === undefined) return undefined;
  return participants?.find((person) => person.userId === userId)?.displayName;
}

/** The name to show for a person: the one that came with what he did, else that in the thread. */
export function shownName(
  own: string | undefined,
  userId: string | undefined,
  participants: readonly Participant[] | undefined,
  labels: CoreLabels,
): string {
  return own ?? nameIn(participants, userId) ?? labels.unknownSender;
}

/** The names of those who are typing. */
export function typingNames(
  typing: ThreadState['typing'],
  participants: readonly Participant[] | undefined,
  labels: CoreLabels,
): readonly string[] {
  return typing.map(({ displayName, userId }) =>
    shownName(displayName, userId, participants, labels),
  );
}
