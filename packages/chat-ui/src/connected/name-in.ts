import type { Participant } from '@confab/chat-core/model';

/** The name that a thread gives a person; `undefined` for somebody who has none or is not in it. */
export function nameIn(
  participants: readonly Participant[] | undefined,
  userId: string | undefined,
): string | undefined {
  if (userId === undefined) return undefined;
  return participants?.find((person) => person.userId === userId)?.displayName;
}
