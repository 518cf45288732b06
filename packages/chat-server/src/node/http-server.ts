import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { ServerCertificate } from './server-certificate.ts';

/** Bounds against clients that send slowly, never end or come too often. Times in milliseconds. */
export interface ServerBounds {
  /** Until the head of a request is there, and before it the TLS handshake. */
  readonly headersTimeout: number;
  /** Until the whole request is there; of a file that is sent or fetched, until it goes on. */
  readonly requestTimeout: number;
  /** Until the whole file is there that a request brings. */
  readonly uploadTimeout: number;
  /** How long an idle connection stays open for the next request. */
  readonly keepAliveTimeout: number;
  /** How often the times above are looked at. */
  readonly connectionsCheckingInterval: number;
  /** Bytes of a request's head; more is answered with 431. */
  readonly maxHeaderSize: number;
  /** Requests on one connection; with the answer to the last one it is closed. */
  readonly maxRequestsPerSocket: number;
  /** Open connections in all. */
  readonly maxConnections: number;
}

/** The bounds of a service that is not told otherwise. */
export const defaultBounds: ServerBounds = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  uploadTimeout: 10 * 60_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1024,
  maxRequestsPerSocket: 1_000,
  maxConnections: 2_000,
};

/**
 * A server that does not listen yet: with TLS when there is a certificate, without otherwise. It waits for any request as
 * long as for an upload; whoever listens cuts the others off earlier.
 */
export function createHttpServer(
  bounds: ServerBounds,
  certificate: ServerCertificate | undefined,
): Server {
  const { maxRequestsPerSocket, maxConnections, uploadTimeout, ...others } = bounds;
  const requestTimeout = Math.max(bounds.requestTimeout, uploadTimeout);
  const settings = { ...others, requestTimeout };
  const server =
    certificate === undefined
      ? createServer(settings)
      : createTlsServer({
          ...settings,
          ...certificate,
          handshakeTimeout: settings.headersTimeout,
          minVersion: 'TLSv1.2',
        });
  server.maxRequestsPerSocket = maxRequestsPerSocket;
  server.maxConnections = maxConnections;
  return server;
}
