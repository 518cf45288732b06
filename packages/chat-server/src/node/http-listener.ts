import type { RequestListener } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { ChatService } from '../chat-service-options.ts';
import { healthPath } from '../rest/health-routes.ts';
import { securityHeaders } from '../rest/security-headers.ts';
import type { RequestBound } from './request-bound.ts';

/**
 * Hands the requests of a Node server to the service, from when it has started. While `isDraining` says so, only
 * requests that began before are carried out; later ones on open connections are told to come back. So are those
 * that `bound` finds too many. `ownsProcess` allows it to replace the global `Request` and `Response`.
 */
export function createHttpListener(
  started: Promise<ChatService>,
  isDraining: () => boolean,
  { bound, ownsProcess }: { bound: RequestBound; ownsProcess: boolean },
): RequestListener {
  const answer: Parameters<typeof getRequestListener>[0] = async (request, connection) => {
    const { incoming, outgoing } = connection;
    const waitMs = bound.take(incoming.socket.remoteAddress);
    if (waitMs > 0) return answerTooEarly(waitMs);
    if (isDraining()) return answerWhileDraining(request);
    const service = await started;
    try {
      const response = await service.respond(request);
      if (isDraining()) response.headers.set('Connection', 'close');
      return response;
    } catch (error) {
      // The service rejects only where a network would break, so that is what the caller gets.
      outgoing.destroy();
      throw error;
    }
  };
  return getRequestListener(answer, {
    // Node's own Response is made for fetching and turns every body into a stream.
    overrideGlobalObjects: ownsProcess,
    errorHandler: (error) =>
      error instanceof RequestError ? Response.json(...answerOf(400)) : undefined,
  });
}

/**
 * Answers what Node's parser refused, in the envelope, and closes the connection.
 * @param error As Node's `clientError` event gives it.
 */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  const code = error.code ?? '';
  // Anything else broke below HTTP, such as a TLS handshake: nobody is there to read an answer.
  const isReadable = code.startsWith('HPE_') || code === 'ERR_HTTP_REQUEST_TIMEOUT';
  if (!isReadable || !socket.writable) return void socket.destroy();
  const status = brokenStatuses[code] ?? 400;
  const [body, init] = answerOf(status);
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...Object.entries(init.headers).map(([name, value]) => `${name}: ${value}`),
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(text)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}

/** What the parser's errors mean; any other is a request that is no HTTP. */
const brokenStatuses: Readonly<Record<string, 408 | 431>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

const broken = {
  400: ['BadRequest', 'The request line or its Host header is malformed. Nothing was done.'],
  408: ['RequestTimeout', 'The request did not arrive in time. Nothing was done. Send it again.'],
  431: ['HeadersTooLarge', 'The headers are larger than 16 KB. Nothing was done. Send less.'],
} as const;

function answerOf(status: 400 | 408 | 431) {
  const [code, message] = broken[status];
  return [
    { error: { code, message } },
    { status, headers: { ...securityHeaders, Connection: 'close' } },
  ] as const;
}

function answerTooEarly(waitMs: number): Response {
  const seconds = Math.ceil(waitMs / 1000);
  const error = {
    code: 'TooManyRequests',
    message: `Too many requests come from this address, so nothing was done. Try again after ${seconds} s.`,
  };
  const waits = { 'Retry-After': `${seconds}`, 'retry-after-ms': `${waitMs}` };
  const headers = { ...securityHeaders, ...waits, Connection: 'close' };
  return Response.json({ error }, { status: 429, headers });
}

function answerWhileDraining(request: Request): Response {
  const headers = { ...securityHeaders, Connection: 'close' };
  if (new URL(request.url).pathname === healthPath) {
    return Response.json({ status: 'ok' }, { headers });
  }
  const error = {
    code: 'ServiceUnavailable',
    message: 'The service is about to stop, so nothing was done. Send the request again.',
  };
  return Response.json({ error }, { status: 503, headers: { ...headers, 'Retry-After': '1' } });
}
