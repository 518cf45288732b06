import type { PagedAsyncIterableIterator } from '@azure/core-paging';
import type { HttpHeaders } from '@azure/core-rest-pipeline';

import { decodePage } from '../decode.ts';
import { log } from '../log.ts';
import type { ChatClientOptions, OperationOptions } from '../options.ts';
import type { FetchLike } from '../platform/fetch.ts';
import { systemClock, type Clock } from '../platform/clock.ts';
import { systemRandom, type RandomSource } from '../platform/random.ts';
import { userAgentHeader } from '../platform/user-agent.ts';
import type { CommunicationTokenCredential } from '../token-credential.ts';
import { createArgumentError, formatTime } from '../validate.ts';
import { packageVersion } from '../version.ts';
import { parseEndpoint, resolveLink } from './endpoint.ts';
import { createHttpHeaders } from './http-headers.ts';
import { restOperations, type RestAnswers, type RestOperationName } from './operations.ts';
import { createPagedIterator } from './paging.ts';
import { createPipeline } from './pipeline.ts';
import { createTokenCache, type TokenCache } from './token-cache.ts';

/** The REST API version that calls name unless an option says otherwise. */
export const defaultApiVersion = '2025-03-15';

/** Query parameters of the lists. */
export interface ListQuery {
  readonly maxPageSize?: number;
  readonly skip?: number;
  readonly startTime?: Date;
}

/**
 * Makes the REST calls of one client: token, headers, time limit, retries, and errors that say what to do. A `path` is below the endpoint,
 * and its parts are percent-encoded already.
 */
export interface RestClient {
  readonly endpoint: string;
  readonly tokens: TokenCache;
  /** What makes requests, where the app says so. */
  readonly fetch: FetchLike | undefined;
  readonly clock: Clock;
  readonly random: RandomSource;
  /**
   * @param body - Written as JSON. Fields that are `undefined` are left out.
   * @param idempotencyToken - Lets the service know a call that is made again.
   */
  send<Name extends RestOperationName>(
    operation: Name,
    path: string,
    options: OperationOptions,
    body?: unknown,
    idempotencyToken?: string,
  ): Promise<RestAnswers[Name]>;
  /** Creates the list of what `path` names. Rows that are not in the protocol are left out, logged, and given to `onDecodeError`. */
  list<Name extends RestOperationName>(
    operation: Name,
    path: string,
    options: ListQuery & OperationOptions,
  ): PagedAsyncIterableIterator<RestAnswers[Name]>;
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
  const { clock = systemClock, random = systemRandom, userAgentOptions } = clientOptions;
  const requestIdHeader =
    clientOptions.telemetryOptions?.clientRequestIdHeaderName ?? 'x-ms-client-request-id';
  const userAgent = `${userAgentOptions?.userAgentPrefix ?? ''} confab-chat-core/${packageVersion}`;
  const tokens = createTokenCache(credential, clock);
  const sendThroughPipeline = createPipeline(clientOptions, tokens, clock, random);

  /** @returns The parsed answer; `undefined` for calls that have none. */
  async function sendTo(
    url: string,
    operation: RestOperationName,
    options: OperationOptions,
    content?: unknown,
    idempotencyToken?: string,
  ): Promise<unknown> {
    const { method } = restOperations[operation];
    const { abortSignal, requestOptions = {} } = options;
    const requestId = random.createUuid();
    let body: string;
    let headers: HttpHeaders;
    try {
      // Without content this is `undefined`, though the platform's type does not say so.
      body = JSON.stringify(content);
      headers = createHttpHeaders({
        Accept: 'application/json',
        ...(content !== undefined && {
          'Content-Type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
        }),
        [userAgentHeader]: userAgent,
        [requestIdHeader]: requestId,
        ...(idempotencyToken !== undefined && { 'repeatability-request-id': idempotencyToken }),
      });
      for (const [name, value] of Object.entries(requestOptions.customHeaders ?? {})) {
        headers.set(name, value);
      }
    } catch {
      // The platform's error is not kept: it may quote a header.
      throw createArgumentError(
        operation,
        'The content, a custom header or the idempotency token cannot be sent',
      );
    }
    return sendThroughPipeline(operation, options, {
      url,
      method,
      headers,
      requestId,
      body,
      timeout: requestOptions.timeout ?? 0,
      withCredentials: false,
      // Only an endpoint on this machine has this protocol.
      allowInsecureConnection: endpoint.startsWith('http:'),
      ...(abortSignal && { abortSignal }),
    });
  }

  function createUrl(
    operation: RestOperationName,
    path: string,
    { maxPageSize, skip, startTime }: ListQuery = {},
  ): string {
    const { apiVersion = clientOptions.apiVersion ?? defaultApiVersion } =
      restOperations[operation];
    // The order is the official client's.
    const parameters = {
      maxPageSize,
      skip,
      'api-version': apiVersion,
      startTime: startTime && formatTime(startTime, 'startTime', operation),
    };
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
      if (value != null) query.set(name, String(value));
    }
    return `${endpoint}${path}?${query}`;
  }

  /** Where a page's link leads. It names an API version of its own. */
  function followLink(operation: RestOperationName, link: string): string {
    const url = resolveLink(endpoint, link, operation);
    const { apiVersion } = clientOptions;
    if (apiVersion === undefined) return url;
    return url.replace(/([?&]api-version=)[^&#]*/, (_match, key: string) => key + apiVersion);
  }

  return {
    endpoint,
    tokens,
    fetch: clientOptions.fetch,
    clock,
    random,
    async send(operation, path, options, body, idempotencyToken) {
      const url = createUrl(operation, path);
      const answer = await sendTo(url, operation, options, body, idempotencyToken);
      return restOperations[operation].decode(answer, operation);
    },
    list(operation, path, options) {
      return createPagedIterator(operation, async (link) => {
        const url = link ? followLink(operation, link) : createUrl(operation, path, options);
        const answer = await sendTo(url, operation, options);
        return decodePage(answer, operation, restOperations[operation].decode, (error) => {
          log.warning(error.message);
          clientOptions.onDecodeError?.(error);
        });
      });
    },
  };
}
