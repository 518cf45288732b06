import type { PipelineResponse } from '@azure/core-rest-pipeline';

import { createHttpHeaders } from './http-headers.ts';

/** What an error keeps of an answer: its request, which holds no token, and its text without the token that a careless proxy echoes. */
export function redactResponse(response: PipelineResponse, token: string): PipelineResponse {
  const { request, status, headers, bodyAsText } = response;
  return {
    request,
    status,
    headers: createHttpHeaders(
      Array.from(headers, ([name, value]) => [name, redactToken(value, token)]),
    ),
    bodyAsText: redactToken(bodyAsText ?? '', token),
  };
}

/**
 * What an error keeps of what an HTTP client threw: the text, with that of its cause. The errors themselves may hold the request with its
 * headers.
 */
export function redactCause(cause: unknown, token: string): Error {
  const reason = cause instanceof Error && cause.cause ? `, caused by ${String(cause.cause)}` : '';
  return new Error(redactToken(String(cause) + reason, token));
}

function redactToken(text: string, token: string): string {
  return text.replaceAll(token, '<token>');
}
