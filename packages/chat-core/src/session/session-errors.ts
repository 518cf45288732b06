import { ChatClientError } from '../errors.ts';

/** What the promise of a discarded message rejects with. */
export function createDiscardedError(): ChatClientError {
  return new ChatClientError({
    code: 'discarded',
    operation: 'send',
    message: 'The message was discarded before it was sent. Nothing needs to be done.',
  });
}

/**
 * What the promise of a message or a change rejects with when its session ended before its fate was known. `isKept`: it is stored on this
 * device, beyond the page.
 */
export function createInterruptedError(isKept: boolean): ChatClientError {
  const consequence = isKept
    ? 'It is still stored on this device: the next session of this user goes on with it.'
    : 'It may have arrived. Look into the thread before you send it again.';
  return new ChatClientError({
    code: 'disposed',
    operation: 'send',
    message: `The session was disposed before the message was known to be sent. ${consequence}`,
  });
}

/** What the promise of a message rejects with that was to be sent again, when it turns out that none has failed. */
export function createNothingFailedError(): ChatClientError {
  return new ChatClientError({
    code: 'not-found',
    operation: 'retry',
    message:
      'No message with this id has failed, so nothing was sent again. It may be sent already: look at its row.',
  });
}

/** What a message or a change is refused with when too much waits already. */
export function createOutboxFullError(): ChatClientError {
  return new ChatClientError({
    code: 'outbox-full',
    operation: 'send',
    message:
      'Too many messages wait to be sent, so this one was not taken. Wait until some are sent, or discard some.',
    retryable: true,
  });
}

/** What a disposed session throws when something is asked of it, and its database when something is to be stored. */
export function createDisposedError(operation: string): ChatClientError {
  return new ChatClientError({
    code: 'disposed',
    operation,
    message:
      'This session was disposed, so nothing was read or stored, nothing was sent and no events arrive. Create a new one, and dispose of it only when nothing uses it any more.',
  });
}

/** What is reported of a stored record that could not be understood. */
export function createBrokenRecordError(table: string, key: string): ChatClientError {
  return new ChatClientError({
    code: 'broken-record',
    operation: 'readStorage',
    message: `What was stored in "${table}" under "${key}" could not be understood, so it is not used. It was set aside in the store "quarantine" of the database. Report it, with how it came about.`,
    details: { table, key },
  });
}

/**
 * What a call rejects with when code that comes later could not be loaded.
 *
 * @param consequence - What that means, and what to do.
 */
export function createNotLoadedError(consequence: string, cause: unknown): ChatClientError {
  return new ChatClientError({
    code: 'not-loaded',
    operation: 'load',
    message: `A part of the chat could not be loaded. ${consequence}`,
    retryable: true,
    cause,
  });
}

/** What signing out rejects with when what is kept of the user could not be deleted. */
export function createNotErasedError(cause: unknown): ChatClientError {
  return new ChatClientError({
    code: 'not-erased',
    operation: 'erase',
    retryable: true,
    message:
      'What this browser keeps of the user could not be deleted and is still on the device. Close the other pages of this site and try again, or clear the data of this site in the browser.',
    cause,
  });
}
