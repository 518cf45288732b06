import { ChatClientError } from '../../errors.ts';
import type { FailedParticipant } from '../session-contract.ts';

/** What the creation of a thread rejects with when the service did not say which thread it made. */
export function createMissingThreadError(): ChatClientError {
  return new ChatClientError({
    code: 'invalid-response',
    operation: 'createThread',
    message:
      'The service said that the thread was created but not which it is. List the threads to find it.',
  });
}

/** What is reported of a creation that a page has left behind when it could not be brought to its end in time. */
export function createExpiredCreationError(): ChatClientError {
  return new ChatClientError({
    code: 'expired',
    operation: 'createThread',
    message:
      'A thread that was asked for before the page was left could not be created for a whole day, or not with everybody, so it was given up. Look whether it is there, and create it again or add who is missing.',
    retryable: true,
  });
}

/** What is reported of a creation that a page has left behind when not everybody could be added. `isKept`: it is tried again. */
export function createMissingPeopleError(
  topic: string,
  failed: readonly FailedParticipant[],
  isKept: boolean,
): ChatClientError {
  const next = isKept
    ? 'It is tried again with the next page or connection, for a day.'
    : 'Add them again if they should be in it.';
  return new ChatClientError({
    code: 'participants-missing',
    operation: 'createThread',
    message: `The thread "${topic}", which was asked for before the page was left, was created without everybody: \`details\` names the people who are missing, and why. ${next}`,
    retryable: isKept,
    details: failed,
  });
}
