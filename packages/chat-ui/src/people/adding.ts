import { matchesWords } from '../labels/fold-text.ts';
import { createIdentifierFromRawId } from '@confab/chat-core/model';
import type { AvatarPerson } from '../avatar/AvatarStack.tsx';

/** Somebody who is to be added to a thread. */
export interface PersonToAdd {
  /** Raw id. */
  readonly userId: string;
  readonly displayName?: string;
  /** Messages from this time on are visible to the person. Default: all. */
  readonly shareHistoryTime?: Date;
}

/** Somebody who could not be added. */
export interface PersonNotAdded {
  readonly participant: PersonToAdd | Omit<PersonToAdd, 'shareHistoryTime'>;
  /** `code` is an HTTP status as text, or a word such as `network`. */
  readonly error: { readonly code: string; readonly message: string };
  /** Whether it may work later. */
  readonly retryable: boolean;
}

/** What came of adding people. The hooks' `addParticipants` and `createThread` resolve to such a thing. */
export interface AddingOutcome {
  readonly failed: readonly PersonNotAdded[];
  /** Tries those that failed once more, and nobody else. */
  readonly retryFailed: () => Promise<AddingOutcome>;
}

/** How much of the history people who are added can see. */
export type SharedHistory = 'all' | 'none' | 'since';

/** From when on messages are visible. `undefined`: all of them. */
export function historyTime(shared: SharedHistory, date: string, now: number): Date | undefined {
  if (shared === 'all') return undefined;
  if (shared === 'none' || date === '') return new Date(now);
  // The day begins where the user is.
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day);
}

/** People whose name or id holds every word of a filter. */
export function matchPeople(
  people: readonly AvatarPerson[],
  filter: string,
): readonly AvatarPerson[] {
  return people.filter(({ userId, displayName = '' }) =>
    matchesWords([displayName, userId], filter),
  );
}

/** The person that a typed raw id names; `undefined` for anything that is no raw id of a person. */
export function personOfRawId(text: string): AvatarPerson | undefined {
  const userId = text.trim();
  const { kind } = createIdentifierFromRawId(userId);
  const isPerson = kind === 'communicationUser' || kind === 'microsoftTeamsUser';
  return isPerson && !/\s/u.test(userId) ? { userId } : undefined;
}
