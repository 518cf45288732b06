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

/** What a disposed session throws when something is asked of it. */
export function createDisposedError(operation: string): ChatClientError {
  return new ChatClientError({
    code: 'disposed',
    operation,
    message:
      'This session was disposed, so nothing was sent and no events arrive. Create a new one, and dispose of it only when nothing uses it any more.',
  });
}

/** What the creation of a thread rejects with when the service did not say which thread it made. */
export function createMissingThreadError(): ChatClientError {
  return new ChatClientError({
    code: 'invalid-response',
    operation: 'createThread',
    message:
      'The service said that the thread was created but not which it is. List the threads to find it.',
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

/** What a call on a closed database rejects with. */
export function createClosedDatabaseError(operation: string): ChatClientError {
  return new ChatClientError({
    code: 'disposed',
    operation,
    message:
      'The database of this session was closed, so nothing was read or stored. Create a new session.',
  });
}
