import { ChatClientError } from '../../errors.ts';
import type { ChatFailure } from '../../model/entities.ts';

/** The message is gone, so nothing can be changed about it. */
export const messageDeleted: ChatFailure = {
  code: 'message-deleted',
  message: 'The message was deleted in the meantime, so it was not changed. Your text is kept.',
  retryable: false,
};

/** Somebody else's change was stored while nobody knew whether this one was. */
export const overwritten: ChatFailure = {
  code: 'overwritten',
  message:
    'The message was changed on another device in the meantime, so it was left as it is there. Your text is kept.',
  retryable: true,
};

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

/** The same refusal, for somebody who wanted to change a message rather than to send one. */
export function asChangeFailure({ code, retryable }: ChatFailure): ChatFailure {
  const message = `The service refused to change the message (${code}), so it is as it was.`;
  return { code, message, retryable };
}

/** What a promise rejects with when another tab, or an earlier page, saw the failure. */
export function createFailureError(
  { code, message, retryable }: ChatFailure,
  operation: string,
): ChatClientError {
  return new ChatClientError({ code, message, retryable, operation });
}
