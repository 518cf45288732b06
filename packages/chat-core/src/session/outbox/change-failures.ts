import { ChatClientError } from '../../errors.ts';
import type { ChatFailure } from '../../model/entities.ts';

/** The message is gone, so nothing can be changed about it. */
export const messageDeleted: ChatFailure = {
  code: 'message-deleted',
  message: 'The message was deleted in the meantime, so it was not changed. Your text is kept.',
  retryable: false,
};

/** The service says that there is no such message. Somebody who has come back without the history hears the same of what he wrote before. */
export const messageUnseen: ChatFailure = {
  code: 'gone',
  message:
    'The message is not there for you any more, so it could not be deleted. Others may still see it.',
  retryable: false,
};

/** Another device's edit was stored before this one left, or while nobody knew whether this one was stored. */
export const overwritten: ChatFailure = {
  code: 'overwritten',
  message:
    'The message was changed on another device in the meantime, so it was left as it is there. Your text is kept.',
  retryable: true,
};

/** The same refusal, for somebody who wanted to change a message rather than to send one. */
export function asChangeFailure({ code, retryable }: ChatFailure): ChatFailure {
  const message = `The service refused to change the message (${code}), so it is as it was.`;
  return { code, message, retryable };
}

/** The change had left, and the service does not let anybody see what has become of it. */
export function asUnknownChange({ code, retryable }: ChatFailure): ChatFailure {
  const message = `The message cannot be read any more (${code}), so it is not known whether it was changed.`;
  return { code, message, retryable };
}

/** What a change is refused with when too many wait already. */
export function createChangesFullError(operation: 'edit' | 'remove'): ChatClientError {
  return new ChatClientError({
    code: 'outbox-full',
    operation,
    message:
      'Too many edits and deletions wait to be made, so this one was not taken. Wait until some are made.',
    retryable: true,
  });
}
