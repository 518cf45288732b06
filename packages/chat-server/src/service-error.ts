/** What went wrong, as the service names it in the error envelope. */
export type ServiceErrorCode =
  | 'BadRequest'
  | 'Unauthorized'
  | 'Forbidden'
  | 'NotFound'
  | 'RequestTimeout'
  | 'PayloadTooLarge'
  | 'QuotaExceeded'
  | 'UnsupportedMediaType'
  | 'TooManyRequests'
  | 'ServiceUnavailable'
  | 'InternalError'
  | 'StorageUnavailable'
  | 'StartFailed';

/** HTTP statuses of errors. */
export type ErrorStatus = 400 | 401 | 403 | 404 | 408 | 413 | 415 | 429 | 500 | 503;

/** HTTP statuses, by code. The two codes that never reach a request are told to whoever starts the service. */
const statuses: Record<ServiceErrorCode, ErrorStatus> = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  RequestTimeout: 408,
  PayloadTooLarge: 413,
  QuotaExceeded: 413,
  UnsupportedMediaType: 415,
  TooManyRequests: 429,
  ServiceUnavailable: 503,
  InternalError: 500,
  StorageUnavailable: 500,
  StartFailed: 500,
};

/**
 * The one error class of this package. `message` says what happened, what follows and what to do;
 * it is shown to callers, so it never holds a stack, a path of the service or another user's data.
 */
export class ChatServiceError extends Error {
  override readonly name = 'ChatServiceError';
  readonly code: ServiceErrorCode;
  /** HTTP status of the answer. */
  readonly status: ErrorStatus;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** Milliseconds to wait before it can, where that is known. */
  readonly retryAfterMs: number | undefined;
  /** Whether it stands for a thread that is missing or none of the caller's business, whichever it is. */
  readonly hidesThread: boolean;

  constructor(
    code: ServiceErrorCode,
    message: string,
    options: {
      readonly cause?: unknown;
      readonly retryAfterMs?: number;
      readonly hidesThread?: boolean;
    } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.status = statuses[code];
    this.retryable = code === 'ServiceUnavailable' || code === 'TooManyRequests';
    this.retryAfterMs = options.retryAfterMs;
    this.hidesThread = options.hidesThread ?? false;
  }
}

/** The request does not follow the protocol; nothing was changed. */
export function badRequest(message: string): ChatServiceError {
  return new ChatServiceError('BadRequest', message);
}

/** The caller may not do this, whatever he sends. */
export function forbidden(message: string): ChatServiceError {
  return new ChatServiceError('Forbidden', message);
}

/** The thing does not exist, or the caller may not know that it does. */
export function notFound(message: string): ChatServiceError {
  return new ChatServiceError('NotFound', message);
}

/** Something is larger than the service takes. */
export function payloadTooLarge(message: string): ChatServiceError {
  return new ChatServiceError('PayloadTooLarge', message);
}

/** There is no valid user token. */
export function unauthorized(message: string): ChatServiceError {
  return new ChatServiceError('Unauthorized', message);
}

/** The caller has used up a budget of requests; it has room again after `retryAfterMs`. */
export function tooManyRequests(message: string, retryAfterMs: number): ChatServiceError {
  return new ChatServiceError('TooManyRequests', message, { retryAfterMs });
}
