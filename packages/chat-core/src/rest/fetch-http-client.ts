import type { HttpClient } from '@azure/core-rest-pipeline';

import type { FetchLike } from '../platform/fetch.ts';
import { adoptHeaders } from './http-headers.ts';

/** Creates the HTTP client that is used when the app gives none: requests go through `fetch`, and redirects are not followed. */
export function createFetchHttpClient(sendOverFetch: FetchLike): HttpClient {
  return {
    async sendRequest(request) {
      const { body } = request;
      const response = await sendOverFetch(request.url, {
        method: request.method,
        headers: request.headers.toJSON(),
        // What the client writes is text. What a policy puts in its place is for fetch to judge.
        ...(body != null && { body: body as string }),
        // The pipeline gives every try a signal of its own.
        signal: request.abortSignal as AbortSignal,
        cache: 'no-store',
        credentials: request.withCredentials ? 'include' : 'same-origin',
        redirect: 'error',
      });
      return {
        request,
        status: response.status,
        headers: adoptHeaders(response.headers),
        bodyAsText: await response.text(),
      };
    },
  };
}
