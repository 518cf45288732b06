/** What went wrong, as the service names it in the error envelope. */
export type ServiceErrorCode =
  | 'BadRequest'
  | 'Unauthorized'
  | 'Forbidden'
  | 'NotFound'
  | 'PayloadTooLarge'
  | 'UnsupportedMediaType'
  | 'ServiceUnavailable'
  | 'InternalError'
  | 'StorageUnavailable'
  | 'StartFailed';

/** HTTP statuses of errors. */
export type ErrorStatus = 400 | 401 | 403 | 404 | 413 | 415 | 500 | 503;

/** HTTP statuses, by code. The two codes that never reach a request are told to whoever starts the service. */
const statuses: Record<ServiceErrorCode, ErrorStatus> = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  PayloadTooLarge: 413,
  UnsupportedMediaType: 415,
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

  constructor(code: ServiceErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.status = statuses[code];
    this.retryable = code === 'ServiceUnavailable';
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
