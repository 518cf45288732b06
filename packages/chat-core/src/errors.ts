import type { PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';

/**
 * Codes that the client itself gives. An error answer of the service keeps the service's own code (`Forbidden`, `TooManyRequests`, …).
 *
 * - `invalid-argument`: a parameter is missing or wrong; nothing was sent.
 * - `too-large`: the content is over the service's limit; nothing was sent.
 * - `aborted`: the caller's abort signal fired, or realtime was stopped while it started.
 * - `network`: the request did not reach the service, or its answer was lost.
 * - `timeout`: the service did not answer in time.
 * - `token`: the credential gave no token.
 * - `unauthorized`: the service refused the token over the realtime connection.
 * - `invalid-response`: the service answered something that is not in the protocol.
 * - `unexpected-status`: an error answer without the service's error body, from a proxy for instance.
 * - `foreign-link`: a link of the service leads to another origin; it was not followed.
 * - `realtime-unavailable`: events cannot come the chosen way: the service does not speak it, or it cannot run or be loaded here.
 * - `discarded`: the user took the message back before it was sent.
 * - `disposed`: the session was disposed; a message that was on its way may have arrived.
 * - `forbidden`, `gone`, `invalid`: the service refused a message or a change of the session; see `ChatFailure`.
 * - `expired`: a message, a change or a new thread could not be sent for a whole day.
 * - `outbox-full`: too much waits to be sent already; the message was not taken.
 * - `uploads-full`: the files of this user that wait would have more than 25 MB; this one was not taken.
 * - `upload-failed`, `file-too-large`, `file-type`, `thread-full`: the service did not take a file, or did not hand it out.
 * - `message-deleted`: the message that was to be edited or deleted is deleted already.
 * - `overwritten`: somebody else's edit of the same message, from another device of the user, came later and stands.
 * - `identity-changed`: the credential gives tokens of another user than the session's; nothing is sent.
 * - `too-far`: a message stands so far back that the session does not page there.
 * - `not-found`: the thread holds no such message, or none with this id has failed.
 * - `storage-full`, `storage-unavailable`, `storage-erased`: the browser keeps nothing more for this site, or nothing at all, or another
 *   page has signed the user out.
 * - `not-erased`: a sign-out could not delete what is stored.
 * - `participants-missing`: a thread that an earlier page had asked for was created, but without everybody.
 * - `not-loaded`: a part of the kit that is loaded with its first need did not come; the network or the deployment is at fault.
 * - `broken-record`: something that was stored could not be understood, and was set aside.
 */
export type ChatClientErrorCode =
  | 'invalid-argument'
  | 'too-large'
  | 'aborted'
  | 'network'
  | 'timeout'
  | 'token'
  | 'unauthorized'
  | 'invalid-response'
  | 'unexpected-status'
  | 'foreign-link'
  | 'realtime-unavailable'
  | 'discarded'
  | 'disposed'
  | 'forbidden'
  | 'gone'
  | 'invalid'
  | 'expired'
  | 'outbox-full'
  | 'uploads-full'
  | 'upload-failed'
  | 'file-too-large'
  | 'file-type'
  | 'thread-full'
  | 'message-deleted'
  | 'overwritten'
  | 'identity-changed'
  | 'too-far'
  | 'not-found'
  | 'storage-full'
  | 'storage-unavailable'
  | 'storage-erased'
  | 'not-erased'
  | 'participants-missing'
  | 'not-loaded'
  | 'broken-record';

/** What a {@link ChatClientError} is made of. */
export interface ChatClientErrorInit {
  readonly code: ChatClientErrorCode | (string & {});
  /** What happened, the consequence, what to do. It must not hold a token. */
  readonly message: string;
  readonly operation: string;
  readonly statusCode?: number;
  readonly details?: unknown;
  readonly retryable?: boolean;
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
  /** The request, without the token. */
  readonly request?: PipelineRequest | undefined;
  /** The answer, without the token. */
  readonly response?: PipelineResponse | undefined;
}

const marker: unique symbol = Symbol.for('confab.chat-client-error');

/**
 * The error that every method of the clients rejects with or throws. Its fields include those of the official client's `RestError`.
 * No field ever holds the user's token.
 */
export class ChatClientError extends Error {
  /** `RestError`, as in the official client; `AbortError` when the caller aborted. */
  declare readonly name: string;
  /** Stable and fit to decide on: the service's own code, or one of {@link ChatClientErrorCode}. */
  declare readonly code: ChatClientErrorCode | (string & {});
  /** The method that failed, such as `sendMessage`. */
  declare readonly operation: string;
  /** HTTP status of the answer. Absent when there was none. */
  declare readonly statusCode?: number;
  /** The parsed error body of the service, `{ error }`; for another body `{ body }`, its first 1,000 characters. */
  declare readonly details?: unknown;
  /** Whether the same call may succeed later. A send that failed like this may still have arrived: find out before repeating it. */
  declare readonly retryable: boolean;
  /** How long the service asked to wait, in milliseconds. */
  declare readonly retryAfterMs?: number;
  /**
   * What was asked. Its `Authorization` header is not the token; its body is what the user wrote. Not enumerable, like `response`, so that
   * logs do not show it. Absent when no request was made.
   */
  declare readonly request?: PipelineRequest;
  /** What was answered. Absent when there was no answer. */
  declare readonly response?: PipelineResponse;

  constructor({ message, cause, request, response, ...fields }: ChatClientErrorInit) {
    super(message, cause === undefined ? undefined : { cause });
    const name = fields.code === 'aborted' ? 'AbortError' : 'RestError';
    Object.assign(this, { name, retryable: false, ...fields });
    // None of them is for logs.
    for (const [key, value] of [
      [marker, true],
      ['request', request],
      ['response', response],
    ] as const) {
      if (value !== undefined) Object.defineProperty(this, key, { value });
    }
  }
}

/** Whether `value` is an error of this client, also when it comes from another copy of this package. */
export function isChatClientError(value: unknown): value is ChatClientError {
  return value instanceof Error && marker in value;
}

/**
 * The service sent something that is not in its protocol. A page of a list leaves such a row out and reports it through
 * {@link ChatClientOptions.onDecodeError}; a call that returns one thing rejects with it. Its code is `invalid-response`.
 */
export class DecodeError extends ChatClientError {
  /** Where the problem is: the method or event, then the way to the field, such as `getMessage.createdOn`. */
  readonly path: string;

  constructor(path: string, problem: string) {
    super({
      code: 'invalid-response',
      operation: path.replace(/[.[].*$/, ''),
      message: `The service's answer cannot be used: ${path} ${problem}. Check that the endpoint is a chat service of this version.`,
    });
    this.path = path;
  }
}
