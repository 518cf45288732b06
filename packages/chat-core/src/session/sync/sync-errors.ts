import { ChatClientError, isChatClientError } from '../../errors.ts';
import type { ChatLoads } from '../session-contract.ts';

/** What `loadAround` rejects with when the message is further back than it reads. */
export function createTooFarError(pages: number): ChatClientError {
  return new ChatClientError({
    code: 'too-far',
    operation: 'loadAround',
    message: `The message was not among the ${pages} pages before the loaded ones. These are loaded now. Call again to go on from there.`,
  });
}

/** What a load of one message rejects with when the thread does not hold it. */
export function createNotFoundError(operation: keyof ChatLoads): ChatClientError {
  return new ChatClientError({
    code: 'not-found',
    operation,
    message:
      'The thread does not hold this message, or hides it from this user. Nothing more was loaded. Tell the user that it is not there.',
  });
}

/** What a read rejects with whose answer holds no list, such as that of a proxy. */
export function createMissingListError(): ChatClientError {
  return new ChatClientError({
    code: 'invalid-response',
    operation: 'list',
    message:
      'An answer to the request for a list holds none, so nothing was learned from it. Check that the endpoint is a chat service, and what stands between.',
    retryable: true,
  });
}

/** What a session ends with whose client signs in as somebody else. */
export function createIdentityError(): ChatClientError {
  return new ChatClientError({
    code: 'identity-changed',
    operation: 'getToken',
    message:
      'The credential gave the token of another user. Nothing was sent with it, and the session has stopped. Create a session for that user, or sign in again as this one.',
  });
}

/** What a session is told when the service has refused the token over the realtime connection. */
export function createRefusedError(reason: string): ChatClientError {
  return new ChatClientError({
    code: 'unauthorized',
    operation: 'startRealtimeNotifications',
    message: `${reason} Nothing is sent or heard until the user has signed in again and the session is started.`,
  });
}

/** What a session is told when the service gives events no longer the way in which it did. */
export function createUnavailableError(reason: string): ChatClientError {
  return new ChatClientError({
    code: 'realtime-unavailable',
    operation: 'startRealtimeNotifications',
    message: `${reason} Until the session is connected again, it reads lists every few seconds.`,
  });
}

/** Whether only another sign-in helps. */
export function isSignInNeeded(error: unknown): boolean {
  if (!isChatClientError(error)) return false;
  const { code, statusCode, retryable } = error;
  return (
    statusCode === 401 ||
    code === 'unauthorized' ||
    code === 'identity-changed' ||
    (code === 'token' && !retryable)
  );
}

/** Whether the credential gave no token this time. */
export function isWithoutToken(error: unknown): boolean {
  return isChatClientError(error) && error.operation === 'getToken';
}

/** Whether the service says that the user has no part in what was asked for, or that it does not exist. */
export function isRefusal(error: unknown): boolean {
  return isChatClientError(error) && (error.statusCode === 403 || error.statusCode === 404);
}

/** Whether the caller or the session ended the call. */
export function isAbort(error: unknown): boolean {
  return isChatClientError(error) && error.code === 'aborted';
}
