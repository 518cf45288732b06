import {
  createHttpHeaders,
  RestError,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';

import type { Answer } from './differential-case.ts';

/** A request as it left a client, in a form that can be compared. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body; absent when there was none. */
  readonly body?: unknown;
  readonly timeout: number;
}

/** An HTTP client that answers from a script, and what it was asked. */
export interface ScriptedHttpClient extends HttpClient {
  readonly requests: readonly RecordedRequest[];
}

/**
 * Creates the HTTP client that both clients get as `httpClient`. It keeps the contract of the official ones: a call that was aborted, or
 * whose time is over, rejects with an `AbortError`; a connection that fails, with a `RestError` that has its code.
 */
export function createScriptedHttpClient(answers: readonly Answer[]): ScriptedHttpClient {
  const requests: RecordedRequest[] = [];
  return {
    requests,
    async sendRequest(request) {
      if (request.abortSignal?.aborted === true) throw createAbortError();
      const answer = answers[Math.min(requests.length, answers.length - 1)];
      requests.push(record(request));
      if (answer === undefined) throw new Error('The case has no answer for this request.');
      if ('throws' in answer) throw answer.throws;
      if ('failsWith' in answer) {
        throw new RestError('The connection failed.', { code: answer.failsWith, request });
      }
      if ('hangs' in answer) return waitForEnd(request);
      return createResponse(request, answer);
    },
  };
}

function record(request: PipelineRequest): RecordedRequest {
  const { method, body, timeout } = request;
  return {
    method,
    // What a platform puts on the wire: a default port or a stray space of a link are gone there.
    url: new URL(request.url).href,
    headers: request.headers.toJSON(),
    ...(typeof body === 'string' ? { body: JSON.parse(body) } : {}),
    timeout,
  };
}

function createResponse(
  request: PipelineRequest,
  answer: Extract<Answer, { status: number }>,
): PipelineResponse {
  const { status, json, text, headers } = answer;
  const contentType = json === undefined ? 'text/html' : 'application/json; charset=utf-8';
  return {
    request,
    status,
    headers: createHttpHeaders({ 'content-type': contentType, ...headers }),
    bodyAsText: json === undefined ? (text ?? '') : JSON.stringify(json),
  };
}

function waitForEnd({ abortSignal, timeout }: PipelineRequest): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(createAbortError());
    };
    const timer = timeout > 0 ? setTimeout(end, timeout) : undefined;
    abortSignal?.addEventListener('abort', end);
  });
}

function createAbortError(): Error {
  const error = new Error('The operation was aborted.');
  error.name = 'AbortError';
  return error;
}
