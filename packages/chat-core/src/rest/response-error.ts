import { ChatClientError } from '../errors.ts';
import { isRecord } from '../wire-value.ts';
import { isTransientStatus } from './retry-policy.ts';

/** An answer whose body has been read. */
export interface RestAnswer {
  readonly status: number;
  readonly text: string;
  /** How long the service asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
}

const maxQuotedBody = 1_000;

/** What a status means for the caller: the consequence, and what to do. */
const advice: Readonly<Record<number, string>> = {
  400: 'Nothing was changed. Correct the request.',
  401: 'Nothing was changed. Get a new token for this user and sign in again.',
  403: 'Nothing was changed. Check that the user is a participant of the thread and may do this.',
  404: 'Nothing was changed. Check the id; what it named may have been deleted.',
  413: 'Nothing was changed. Make the content smaller.',
  429: 'Nothing was changed. Wait before you try again.',
};
const unclearAdvice =
  'It may or may not have taken effect. Try again later; if it stays, report it to whoever runs the service.';

/**
 * The error of an answer that is not the expected one. The token must have been removed from its text, which a careless proxy may echo.
 */
export function createResponseError(operation: string, answer: RestAnswer): ChatClientError {
  const { status, text, retryAfterMs } = answer;
  const said = readServiceError(text);
  const isSuccess = status >= 200 && status < 300;
  const happened = isSuccess
    ? `was answered with ${status}, which the protocol does not allow here`
    : `failed: the service answered ${status}`;
  const reason = said === undefined ? '' : ` (${said.code}: ${said.message})`;
  return new ChatClientError({
    code: said?.code ?? (isSuccess ? 'invalid-response' : 'unexpected-status'),
    operation,
    statusCode: status,
    message: `${operation} ${happened}${reason}. ${advice[status] ?? unclearAdvice}`,
    details: said?.details ?? { body: text.slice(0, maxQuotedBody) },
    retryable: status === 429 || isTransientStatus(status),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

interface ServiceError {
  readonly code: string;
  readonly message: string;
  readonly details: unknown;
}

function readServiceError(text: string): ServiceError | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(body) || !isRecord(body['error'])) return undefined;
  const { code, message, innererror, ...rest } = body['error'];
  if (typeof code !== 'string' || typeof message !== 'string') return undefined;
  const innerError = innererror === undefined ? {} : { innerError: innererror };
  return { code, message, details: { error: { code, message, ...rest, ...innerError } } };
}
