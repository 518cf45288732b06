/** A row of a list, as far as tests read its members one by one. */
export interface AnswerRow {
  readonly id: string;
  readonly topic: string;
  readonly sequenceId: string;
  readonly type: string;
  readonly displayName: string;
  readonly content: { readonly message: string };
  readonly communicationIdentifier: { readonly rawId: string };
}

/**
 * The members of JSON answers that tests read. Each answer has only its own; one that is missing where a test
 * reads it makes that test fail.
 */
export interface AnswerBody extends AnswerRow {
  readonly chatThread: { readonly id: string };
  readonly value: readonly AnswerRow[];
  readonly nextLink: string;
  readonly invalidParticipants: unknown;
  readonly metadata: Readonly<Record<string, string>>;
  readonly identity: { readonly id: string };
  readonly accessToken: { readonly token: string; readonly expiresOn: string };
  readonly token: string;
  readonly error: { readonly code: string; readonly message: string };
}

/** An answer with its JSON body; `{}` when there is none. */
export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: AnswerBody;
}

/** Calls the service as one user. `path` may be an absolute link. */
export type RestCaller = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<RestAnswer>;

/** Makes a caller. A string body is sent as it is; anything else as JSON. */
export function createRestCaller(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  endpoint: string,
  token: string,
): RestCaller {
  return async (method, path, body, headers = {}) => {
    const url = path.startsWith('http') ? new URL(path) : new URL(endpoint + path);
    if (!url.searchParams.has('api-version')) url.searchParams.set('api-version', '2025-03-15');
    const response = await fetch(url.href, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : JSON.parse(text),
    };
  };
}
