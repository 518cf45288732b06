import type { FetchLike } from '../platform/fetch.ts';

/** A request as it left the client. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What happens to a request on its way: it goes on to the service, or this happens instead. */
export type Interference = 'pass' | 'cut-before' | 'cut-after' | 'hang' | Response;

/** A `fetch` that remembers every request and lets a script interfere with the first ones. */
export interface RecordingFetch {
  readonly fetch: FetchLike;
  readonly requests: readonly RecordedRequest[];
}

/**
 * Wraps a service's `fetch`. The first requests that `matches` take one entry of `script` each; all others pass.
 * `cut-before`: the request never arrives. `cut-after`: it takes effect, and its answer is lost. `hang`: no answer ever comes.
 */
export function createRecordingFetch(
  service: FetchLike,
  script: readonly Interference[] = [],
  matches: (request: RecordedRequest) => boolean = () => true,
): RecordingFetch {
  const requests: RecordedRequest[] = [];
  const rest = [...script];
  return {
    requests,
    async fetch(url, init) {
      const { method, headers, body = '' } = init;
      const recorded = { method, url, headers, body: String(body) };
      requests.push(recorded);
      const interference = matches(recorded) ? (rest.shift() ?? 'pass') : 'pass';
      if (interference instanceof Response) return interference;
      if (interference === 'cut-before') throw new TypeError('fetch failed');
      if (interference === 'hang') return waitForAbort(init.signal);
      const response = await service(url, init);
      if (interference === 'cut-after') throw new TypeError('fetch failed');
      return response;
    },
  };
}

function waitForAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

/** An error answer in the service's form. */
export function createErrorAnswer(
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(
    { error: { code: `Code${status}`, message: 'So it is' } },
    { status, headers },
  );
}
