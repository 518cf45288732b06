import type { PipelineResponse } from '@azure/core-rest-pipeline';

import { ChatClientError } from '../errors.ts';
import { isText } from '../is-text.ts';
import { isRecord, type WireRecord } from '../wire-value.ts';
import { redactResponse } from './redact-token.ts';
import { isTransientStatus, parseRetryAfter } from './retry-policy.ts';

const maxQuotedBody = 1_000;

/** What to do about an answer that says that nothing was changed. */
const advice: Readonly<Record<number, string>> = {
  400: 'Correct the request.',
  401: 'Get a new token for this user.',
  403: 'Check that the user is in the thread and may do this.',
  404: 'Check the id; it may have been deleted.',
  413: 'Shorten the content.',
  429: 'Wait before you try again.',
};

/** The error of an answer that is not as the protocol says. The token is taken out of it, which a careless proxy may repeat. */
export function createResponseError(
  operation: string,
  answer: PipelineResponse,
  token: string | undefined,
  now: number,
): ChatClientError {
  const response = token === undefined ? answer : redactResponse(answer, token);
  const { request, status, headers } = response;
  const text = response.bodyAsText ?? '';
  const retryAfterMs = parseRetryAfter(headers, now);
  const error = readServiceError(text);
  const isSuccess = status >= 200 && status < 300;
  const consequence = isSuccess
    ? ', but not as the protocol says. It may have taken effect. Check that the endpoint is a chat service and no sign-in page.'
    : status in advice
      ? `. Nothing was changed. ${advice[status]}`
      : '. It may have taken effect. Try again later, or ask whoever runs the service.';
  const { code, message } = error ?? {};
  const reason = [code, message].filter(isText).join(': ');
  return new ChatClientError({
    code: isText(code) ? code : isSuccess ? 'invalid-response' : 'unexpected-status',
    operation,
    statusCode: status,
    message: `${operation} was answered with ${status}${reason && ` (${reason})`}${consequence}`,
    // A success that cannot be read may be a conversation, which is not for logs.
    details: error ? { error } : isSuccess ? undefined : { body: text.slice(0, maxQuotedBody) },
    retryable: status === 429 || isTransientStatus(status),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    request,
    response,
  });
}

/** The service's error with the official client's name for its inner one; `undefined` when the answer has none. */
function readServiceError(text: string): WireRecord | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(body) || !isRecord(body['error'])) return undefined;
  const { innererror: innerError, ...error } = body['error'];
  return innerError === undefined ? error : { ...error, innerError };
}
