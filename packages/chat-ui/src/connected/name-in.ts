import type { Participant } from '@confab/chat-core/model';
import type { ThreadState } from '@confab/chat-core/state';
import type { Labels } from '../labels/labels.ts';

/** The name that a thread gives a person; `undefined` for somebody who has none or is not in it. */
export function nameIn(
  participants: readonly Participant[] | undefined,
  userId: string | undefined,
): string | undefined {
  if (userId === undefined) return undefined;
  return participants?.find((person) => person.userId === userId)?.displayName;
}

/** The names of those who are typing. */
export function typingNames(
  typing: ThreadState['typing'],
  participants: readonly Participant[] | undefined,
  labels: Labels,
): readonly string[] {
  return typing.map(
    ({ displayName, userId }) =>
      displayName ?? nameIn(participants, userId) ?? labels.unknownSender,
  );
}
