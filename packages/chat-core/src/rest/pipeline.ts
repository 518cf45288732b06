import type { PipelineRequest, PipelineResponse, SendRequest } from '@azure/core-rest-pipeline';

import { ChatClientError, isChatClientError } from '../errors.ts';
import { isText } from '../is-text.ts';
import { log } from '../log.ts';
import type { ChatClientOptions, OperationOptions } from '../options.ts';
import type { Clock } from '../platform/clock.ts';
import { systemFetch } from '../platform/fetch.ts';
import type { RandomSource } from '../platform/random.ts';
import { isMadeOnce, type CallOnceOptions } from './call-once.ts';
import { runWithDeadline, wait } from './deadline.ts';
import { createFetchHttpClient } from './fetch-http-client.ts';
import { createHttpHeaders } from './http-headers.ts';
import { decodeNothing, restOperations, type RestOperationName } from './operations.ts';
import { redactCause } from './redact-token.ts';
import { createResponseError } from './response-error.ts';
import { getRetryDelay } from './retry-policy.ts';
import type { TokenCache } from './token-cache.ts';

/**
 * Makes a call: policies per call → tries → token, and once more with another one after a 401 → policies per try → HTTP client. `request`
 * gets no token: every try has its own copy that does.
 *
 * @returns The parsed answer; `undefined` for calls that have none.
 * @throws ChatClientError, or what a policy throws.
 */
export type SendCall = (
  operation: RestOperationName,
  options: OperationOptions,
  request: PipelineRequest,
) => Promise<unknown>;

/** Creates the one way of every REST call to the service. */
export function createPipeline(
  clientOptions: ChatClientOptions,
  tokens: TokenCache,
  clock: Clock,
  random: RandomSource,
): SendCall {
  const {
    fetch = systemFetch,
    httpClient = createFetchHttpClient(fetch),
    additionalPolicies = [],
    retryOptions = {},
  } = clientOptions;

  /** Puts the app's policies of one kind around `send`, the first outermost. */
  function surround(isPerRetry: boolean, send: SendRequest): SendRequest {
    return additionalPolicies
      .filter(({ position }) => (position === 'perRetry') === isPerRetry)
      .reduceRight<SendRequest>(
        (next, { policy }) =>
          (request) =>
            policy.sendRequest(request, next),
        send,
      );
  }

  async function exchange(
    operation: string,
    request: PipelineRequest,
    token: string,
    abortSignal: AbortSignal,
  ): Promise<PipelineResponse> {
    // The token may have come when the caller had been told that the call is over.
    abortSignal.throwIfAborted();
    const headers = createHttpHeaders(request.headers);
    headers.set('Authorization', `Bearer ${token}`);
    request.headers.set('Authorization', 'REDACTED');
    const send = surround(true, async (sent) => {
      const startedAt = clock.now();
      logExchange('Request', sent, `${sent.method} ${sent.url}`, sent.body);
      try {
        const response = await httpClient.sendRequest(sent);
        const text = `${response.status} in ${clock.now() - startedAt} ms`;
        logExchange('Answer', sent, text, response.bodyAsText);
        return response;
      } catch (cause) {
        throw new ChatClientError({
          code: 'network',
          operation,
          message: `${operation} was lost on the way to the service or back. It may have taken effect. Check the connection, the endpoint and, in a browser, CORS.`,
          retryable: true,
          cause: redactCause(cause, token),
          request,
        });
      }
    });
    return { ...(await send({ ...request, headers, abortSignal })), request };
  }

  return async (operation, options: CallOnceOptions, callRequest) => {
    const { abortSignal, requestOptions, onResponse } = options;
    const { successStatus, decode, isRepeatable, timeoutMs } = restOperations[operation];
    // 0 means no limit to the official client. Nothing of this one waits for ever.
    const limitMs = requestOptions?.timeout || timeoutMs;
    /** What was sent last, so that it can be taken out of an answer that repeats it. */
    let token: string | undefined;

    function refuse(response: PipelineResponse): never {
      throw createResponseError(operation, response, token, clock.now());
    }

    /** One try. A 401 means that nothing happened, so any call, also a send, is made once more with another token. */
    async function attempt(
      request: PipelineRequest,
      signal: AbortSignal,
    ): Promise<PipelineResponse> {
      const first = await tokens.getToken();
      token = first;
      let response = await exchange(operation, request, first, signal);
      if (response.status === 401) {
        const second = await tokens.replaceToken(first);
        token = second;
        if (second !== first) response = await exchange(operation, request, second, signal);
      }
      return response.status === successStatus ? response : refuse(response);
    }

    async function sendWithRetries(request: PipelineRequest): Promise<PipelineResponse> {
      for (let count = 0; ; count += 1) {
        try {
          return await runWithDeadline(
            operation,
            clock,
            limitMs,
            (signal) => attempt(request, signal),
            abortSignal,
          );
        } catch (error) {
          const mayRepeat = isRepeatable && !options[isMadeOnce];
          if (!mayRepeat || !isChatClientError(error)) throw error;
          const delay = getRetryDelay(error, count, retryOptions, random.next());
          if (delay === undefined) throw error;
          log.warning(`${operation} is repeated in ${Math.round(delay)} ms: ${error.code}`);
          await wait(operation, clock, delay, abortSignal);
        }
      }
    }

    function readAnswer(response: PipelineResponse): unknown {
      // A policy may have given another answer than the one that the tries ended with.
      if (response.status === successStatus) {
        if (decode === decodeNothing) return undefined;
        try {
          return JSON.parse(response.bodyAsText ?? '');
        } catch {
          // The platform's error is not kept: it quotes the answer.
        }
      }
      return refuse(response);
    }

    try {
      const response = await surround(false, sendWithRetries)(callRequest);
      const parsedBody = readAnswer(response);
      onResponse?.({ ...response, parsedBody }, parsedBody ?? {});
      return parsedBody;
    } catch (error) {
      if (isChatClientError(error) && error.response !== undefined) {
        onResponse?.(error.response, error.details, error);
      }
      throw error;
    }
  };
}

function logExchange(
  kind: 'Request' | 'Answer',
  { requestId }: PipelineRequest,
  text: string,
  body: unknown,
): void {
  const line = `${kind} ${requestId}:`;
  log.info(`${line} ${text}`);
  if (body && isText(body)) log.verbose(line, body);
}
