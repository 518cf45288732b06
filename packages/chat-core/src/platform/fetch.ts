/** One HTTP request, in the form that `fetch` takes. */
export interface FetchInit {
  readonly method: string;
  /** Names are lower case. */
  readonly headers: Record<string, string>;
  /** Text, or a file. */
  readonly body?: string | Blob;
  /** Cancels the request, while it is sent and while its answer is read. */
  readonly signal: AbortSignal;
  /** Chat history must be current and stays out of the disk cache. */
  readonly cache: 'no-store';
  /** `include` only when a policy asked for it. */
  readonly credentials: 'same-origin' | 'include';
  /** A redirect could carry what a user wrote, in some browsers also the token, to another origin. */
  readonly redirect: 'error';
}

/** How requests reach the service. The platform's `fetch` fits, and so does the `fetch` of an in-page service. */
export type FetchLike = (url: string, init: FetchInit) => Promise<Response>;

/** The platform's `fetch`, looked up at each call so that tools which replace it keep working. */
export const systemFetch: FetchLike = (url, init) => globalThis.fetch(url, init);
