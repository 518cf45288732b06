import type { FetchLike } from './fetch.ts';

/** A file on its way to a service. */
export interface FilePost {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: Blob;
  readonly signal: AbortSignal;
  /** Told how much of it has left, 0 to 1, where the platform says so. */
  onProgress(fraction: number): void;
}

/** What the service says to it. */
export interface FileAnswer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

/** Whether {@link postFile} hears how far it is. */
export function tellsProgress(): boolean {
  return typeof XMLHttpRequest !== 'undefined';
}

/**
 * Posts a file. Pages do it with `XMLHttpRequest`, which alone says how much has left; where there is none, or `through` is given, it goes
 * through `fetch`. Rejects when it is lost on the way, or the signal fires.
 */
export function postFile(post: FilePost, through?: FetchLike): Promise<FileAnswer> {
  return through === undefined && tellsProgress()
    ? postOverXhr(post)
    : postOverFetch(post, through ?? ownFetch);
}

/** Reads a file. Rejects when the request or its answer is lost, and where it is redirected. */
export function getFile(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
  through: FetchLike = ownFetch,
): Promise<Response> {
  const method = 'GET';
  return through(url, { method, headers, signal, ...careful });
}

/** The platform's, looked up at each call. */
const ownFetch: FetchLike = (url, init) => globalThis.fetch(url, init);

/** Nothing is kept in the disk cache, and no token follows a redirect. */
const careful = { cache: 'no-store', credentials: 'same-origin', redirect: 'error' } as const;

async function postOverFetch(
  { url, headers, body, signal }: FilePost,
  send: FetchLike,
): Promise<FileAnswer> {
  const response = await send(url, { method: 'POST', headers, body, signal, ...careful });
  const { status } = response;
  return { status, text: await response.text(), retryAfter: response.headers.get('retry-after') };
}

function postOverXhr({ url, headers, body, signal, onProgress }: FilePost): Promise<FileAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    const end = (): void => signal.removeEventListener('abort', abort);
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    );
    request.addEventListener('load', () => {
      end();
      // A redirect is followed by itself, but the token stays behind: another origin answers for the service.
      const isElsewhere = new URL(request.responseURL || url).origin !== new URL(url).origin;
      if (isElsewhere) reject(new Error('The answer came from another origin.'));
      else
        resolve({
          status: request.status,
          text: request.responseText,
          retryAfter: request.getResponseHeader('retry-after'),
        });
    });
    for (const type of ['error', 'abort', 'timeout'])
      request.addEventListener(type, () => {
        end();
        reject(new Error('The request was lost.'));
      });
    if (signal.aborted) {
      reject(new Error('The request was given up.'));
      return;
    }
    signal.addEventListener('abort', abort);
    request.send(body);
  });
}
