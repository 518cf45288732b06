import { isChatClientError } from '../../errors.ts';
import type { Participant } from '../../model/entities.ts';
import { createIdentifierFromRawId } from '../../model/parse-raw-id.ts';
import type { ChatError, ChatParticipant } from '../../models.ts';
import { createArgumentError, formatTime } from '../../validate.ts';
import type { FailedParticipant, NewParticipant } from '../session-contract.ts';

/** A person to be added, as it can be stored. */
export interface PersonToAdd extends NewParticipant {
  readonly shareHistoryTime?: number;
}

/** Codes of people who may be taken another time: HTTP statuses as text, as the service gives them. */
const passing = /^(408|429|5\d\d)$/;

/**
 * People by raw id, each once. What the list says last of somebody counts.
 *
 * @throws ChatClientError with code `invalid-argument` when somebody has no id, or is to see the history from no time.
 */
export function listOnce(
  people: readonly NewParticipant[],
  operation: string,
): readonly PersonToAdd[] {
  const toAdd = people.map((person) => toPersonToAdd(person, operation));
  return [...new Map(toAdd.map((person) => [person.userId, person])).values()];
}

function toPersonToAdd(
  { shareHistoryTime, ...person }: NewParticipant,
  operation: string,
): PersonToAdd {
  requireUserId(person.userId, operation);
  if (shareHistoryTime === undefined) return person;
  const time = formatTime(shareHistoryTime, 'shareHistoryTime', operation);
  return { ...person, shareHistoryTime: Date.parse(time) };
}

/** @throws ChatClientError with code `invalid-argument` when it is empty. */
export function requireUserId(userId: string, operation: string): string {
  if (userId.trim() !== '') return userId;
  throw createArgumentError(operation, 'A user id is empty');
}

/** A person as the client takes it. Without a time the service decides what a newcomer sees. */
export function toChatParticipant({
  userId,
  displayName,
  shareHistoryTime,
}: NewParticipant): ChatParticipant {
  return {
    id: createIdentifierFromRawId(userId),
    ...(displayName !== undefined && { displayName }),
    ...(shareHistoryTime !== undefined && { shareHistoryTime: new Date(shareHistoryTime) }),
  };
}

/** A person as the thread's list names it. */
export function toListed({ userId, displayName }: NewParticipant): Participant {
  return { userId, ...(displayName !== undefined && { displayName }) };
}

/** Those of `people` whom the service has refused one by one. */
export function findRefused(
  people: readonly NewParticipant[],
  refusals: readonly ChatError[] = [],
): readonly FailedParticipant[] {
  return people.flatMap((participant) => {
    const error = refusals.find(({ target }) => target === participant.userId);
    return error === undefined ? [] : [{ participant, error, retryable: passing.test(error.code) }];
  });
}

/** People who failed because the request that named them did. */
export function failTogether(
  people: readonly NewParticipant[],
  cause: unknown,
): readonly FailedParticipant[] {
  const isKnown = isChatClientError(cause);
  const error = {
    code: isKnown ? cause.code : 'unexpected',
    message: isKnown ? cause.message : String(cause),
  };
  const retryable = isKnown && cause.retryable;
  return people.map((participant) => ({ participant, error, retryable }));
}
