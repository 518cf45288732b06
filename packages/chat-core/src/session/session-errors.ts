import { ChatClientError } from '../errors.ts';

/** What the promise of a discarded message rejects with. */
export function createDiscardedError(): ChatClientError {
  return new ChatClientError({
    code: 'discarded',
    operation: 'send',
    message: 'The message was discarded before it was sent. Nothing needs to be done.',
  });
}

/** What the promise of a message rejects with when its session ended before its fate was known. */
export function createInterruptedError(): ChatClientError {
  return new ChatClientError({
    code: 'disposed',
    operation: 'send',
    message:
      'The session was disposed before the message was known to be sent. It may have arrived. Look into the thread before you send it again.',
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
