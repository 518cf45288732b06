import { ChatClientError, isChatClientError } from '../errors.ts';
import type { ChatClientOptions, OperationOptions } from '../options.ts';
import { systemClock, type Clock } from '../platform/clock.ts';
import { systemFetch, type FetchInit } from '../platform/fetch.ts';
import { systemRandom, type RandomSource } from '../platform/random.ts';
import type { CommunicationTokenCredential } from '../token-credential.ts';
import { runWithDeadline, wait } from './deadline.ts';
import { parseEndpoint, resolveLink } from './endpoint.ts';
import { restOperations, type RestOperation, type RestOperationName } from './operations.ts';
import { createResponseError, type RestAnswer } from './response-error.ts';
import { getRetryDelay, parseRetryAfter } from './retry-policy.ts';
import { createTokenCache, type TokenCache } from './token-cache.ts';

const defaultApiVersion = '2025-03-15';

/** Query parameters of the lists. */
export interface ListQuery {
  readonly maxPageSize?: number;
  readonly skip?: number;
  readonly startTime?: Date;
}

/** One call of the REST API. */
export interface RestCall {
  readonly operation: RestOperationName;
  /** Path below the endpoint. Its parts are percent-encoded already. */
  readonly path: string;
  readonly query?: ListQuery;
  /** Written as JSON. Fields that are `undefined` are left out. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly options: OperationOptions;
  /** For the one call that has its own. Default: the client's. */
  readonly apiVersion?: string;
}

/** Makes the REST calls of one client: token, headers, time limit, retries, and errors that say what to do. */
export interface RestClient {
  readonly endpoint: string;
  readonly tokens: TokenCache;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** @returns The parsed answer; `undefined` for calls that have none. */
  send(call: RestCall): Promise<unknown>;
  /** Reads the page that a list's link names. */
  sendLink(operation: RestOperationName, link: string, options: OperationOptions): Promise<unknown>;
}

/**
 * Creates a {@link RestClient}. Nothing is sent and no token is asked for before the first call.
 *
 * @throws ChatClientError with code `invalid-argument` for an endpoint that cannot be used.
 */
export function createRestClient(
  endpointUrl: string,
  credential: CommunicationTokenCredential,
  clientOptions: ChatClientOptions,
): RestClient {
  const endpoint = parseEndpoint(endpointUrl);
  const { clock = systemClock, random = systemRandom } = clientOptions;
  const sendRequest = clientOptions.fetch ?? systemFetch;
  const tokens = createTokenCache(credential, clock);

  async function exchange(
    exchanged: PreparedCall,
    token: string,
    signal: AbortSignal,
  ): Promise<RestAnswer> {
    const headers = { ...exchanged.headers, authorization: `Bearer ${token}` };
    const init = createInit(exchanged, headers, signal);
    try {
      const response = await sendRequest(exchanged.url, init);
      const text = await response.text();
      return {
        status: response.status,
        // A proxy may echo the request; what it says ends up in errors.
        text:
          response.status === exchanged.operation.successStatus
            ? text
            : text.replaceAll(token, '<token>'),
        retryAfterMs: parseRetryAfter(response.headers, clock.now()),
      };
    } catch (cause) {
      throw createNetworkError(exchanged.name, cause);
    }
  }

  /** One try. A 401 means that nothing happened, so any call, also a send, is made once more with another token. */
  async function attempt(prepared: PreparedCall, signal: AbortSignal): Promise<unknown> {
    const token = await tokens.getToken();
    let answer = await exchange(prepared, token, signal);
    if (answer.status === 401) {
      const newer = await tokens.replaceToken(token);
      if (newer !== token) answer = await exchange(prepared, newer, signal);
    }
    return readAnswer(prepared, answer);
  }

  async function sendPrepared(prepared: PreparedCall): Promise<unknown> {
    const { name, operation, options } = prepared;
    const { abortSignal } = options;
    const timeoutMs = options.requestOptions?.timeout ?? operation.timeoutMs;
    for (let count = 0; ; count += 1) {
      try {
        return await runWithDeadline({ operation: name, clock, timeoutMs, abortSignal }, (signal) =>
          attempt(prepared, signal),
        );
      } catch (error) {
        if (!isChatClientError(error)) throw error;
        const delay = getRetryDelay({
          error,
          attempt: count,
          isRepeatable: operation.isRepeatable,
          options: clientOptions.retryOptions ?? {},
          random: random.next(),
        });
        if (delay === undefined) throw error;
        await wait(delay, clock, abortSignal, name);
      }
    }
  }

  function prepare(call: Omit<RestCall, 'path'>, url: string): PreparedCall {
    const operation = restOperations[call.operation];
    const { body, options } = call;
    const headers: Record<string, string> = {
      accept: 'application/json',
      'x-ms-client-request-id': random.createUuid(),
      ...lowerCaseKeys(options.requestOptions?.customHeaders ?? {}),
      ...call.headers,
    };
    if (body !== undefined) headers['content-type'] = contentTypes[operation.method];
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    return { name: call.operation, operation, url, headers, options, ...text };
  }

  return {
    endpoint,
    tokens,
    clock,
    random,
    async send(call) {
      const apiVersion = call.apiVersion ?? clientOptions.apiVersion ?? defaultApiVersion;
      const query = createQuery(call.query ?? {}, apiVersion);
      return sendPrepared(prepare(call, `${endpoint}${call.path}?${query}`));
    },
    async sendLink(operation, link, options) {
      const url = resolveLink(endpoint, link, operation);
      return sendPrepared(prepare({ operation, options }, setApiVersion(url, clientOptions)));
    },
  };
}

interface PreparedCall {
  readonly name: RestOperationName;
  readonly operation: RestOperation;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly options: OperationOptions;
}

const contentTypes: Readonly<Record<RestOperation['method'], string>> = {
  GET: 'application/json',
  POST: 'application/json',
  PATCH: 'application/merge-patch+json',
  DELETE: 'application/json',
};

function createQuery(query: ListQuery, apiVersion: string): URLSearchParams {
  // The order is the official client's.
  const parameters = new URLSearchParams();
  if (query.maxPageSize !== undefined) parameters.set('maxPageSize', String(query.maxPageSize));
  if (query.skip !== undefined) parameters.set('skip', String(query.skip));
  parameters.set('api-version', apiVersion);
  if (query.startTime !== undefined) parameters.set('startTime', query.startTime.toISOString());
  return parameters;
}

function setApiVersion(url: string, { apiVersion }: ChatClientOptions): string {
  if (apiVersion === undefined) return url;
  return url.replace(/([?&]api-version=)[^&#]*/, (_match, key: string) => key + apiVersion);
}

function lowerCaseKeys(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function createInit(
  call: PreparedCall,
  headers: Record<string, string>,
  signal: AbortSignal,
): FetchInit {
  try {
    void new Headers(headers);
  } catch {
    // The platform's error is not kept: it may quote a header.
    throw new ChatClientError({
      code: 'invalid-argument',
      operation: call.name,
      message: `${call.name} has a header that cannot be sent, so nothing was sent. Check the custom headers and the idempotency token: they must be plain text in one line.`,
    });
  }
  const body = call.body === undefined ? {} : { body: call.body };
  return { method: call.operation.method, headers, signal, cache: 'no-store', ...body };
}

function readAnswer({ name, operation }: PreparedCall, answer: RestAnswer): unknown {
  if (answer.status !== operation.successStatus) throw createResponseError(name, answer);
  if (!operation.hasAnswer) return undefined;
  try {
    return JSON.parse(answer.text);
  } catch (cause) {
    throw new ChatClientError({
      code: 'invalid-response',
      operation: name,
      statusCode: answer.status,
      message: `${name} was answered with something that is not JSON. It may have taken effect. Check that the endpoint is a chat service, and that no sign-in page of the network answers in its place.`,
      cause,
    });
  }
}

function createNetworkError(operation: string, cause: unknown): ChatClientError {
  return new ChatClientError({
    code: 'network',
    operation,
    message: `${operation} did not reach the service, or its answer was lost. It may have taken effect. Check the connection and the endpoint, then try again; in a browser, also that the service allows this page's origin (CORS).`,
    retryable: true,
    cause,
  });
}
