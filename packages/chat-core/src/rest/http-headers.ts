import type { HttpHeaders } from '@azure/core-rest-pipeline';

/**
 * Headers of a request or an answer, in the form that Azure's policies and HTTP clients take and give, over the platform's `Headers`.
 * Names come out in lower case, as HTTP/2 wants them.
 *
 * @throws TypeError for a name or value that cannot be sent. Its text may quote the value.
 */
export function createHttpHeaders(
  pairs: Iterable<readonly [string, string]> | Record<string, string>,
): HttpHeaders {
  // The platform takes any iterable of pairs; its type names arrays only.
  return adoptHeaders(new Headers(pairs as HeadersInit));
}

/** Gives the platform's own object that form, without a copy. */
export function adoptHeaders(headers: Headers): HttpHeaders {
  const get = headers.get.bind(headers);
  return Object.assign(headers, {
    get: (name: string) => get(name) ?? undefined,
    toJSON: () => Object.fromEntries(headers),
  });
}
