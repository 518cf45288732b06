import { ChatClientError } from '../../errors.ts';
import type { ChatFailure } from '../../model/entities.ts';

/** This device has no room for it, or refuses to keep anything. */
export const notStored: ChatFailure = {
  code: 'storage-full',
  message:
    'It could not be stored on this device, so it was not sent. Make room and send it again.',
  retryable: true,
};

/** What a message or a change ends with that could not be sent for a whole day. */
export const expired: ChatFailure = {
  code: 'expired',
  message: 'It could not be sent for a whole day, so it was given up. Send it again.',
  retryable: true,
};

/** What a promise rejects with. The cause is not known when another tab, or an earlier page, saw the failure. */
export function createFailureError(
  { code, message, retryable }: ChatFailure,
  operation: string,
  cause?: unknown,
): ChatClientError {
  return new ChatClientError({ code, message, retryable, operation, cause });
}
