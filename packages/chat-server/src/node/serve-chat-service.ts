import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { createChatService } from '../chat-service.ts';
import type { ChatService, ChatServiceOptions } from '../chat-service-options.ts';
import { createPollingFanOut } from '../realtime/fan-out.ts';
import { isLoopbackHost } from '../rest/origin-policy.ts';
import { systemClock, systemSchedule } from '../runtime.ts';
import { ChatServiceError } from '../service-error.ts';
import type { ChatStorage } from '../storage/chat-storage.ts';
import { boundConnections } from './connection-bound.ts';
import { answerBrokenRequest, createHttpListener } from './http-listener.ts';
import { createHttpServer, defaultBounds } from './http-server.ts';
import type { ServerBounds } from './http-server.ts';
import { listen } from './listen.ts';
import { openPlace } from './open-place.ts';
import { loadSelfSignedCertificate } from './self-signed-certificate.ts';
import { checkCertificate } from './server-certificate.ts';
import type { ServerCertificate } from './server-certificate.ts';
import { boundRequestTime } from './request-deadline.ts';
import { createRequestBound } from './request-bound.ts';
import type { RequestBound } from './request-bound.ts';
import { createSocketUpgrades } from './socket-upgrades.ts';

/** How to serve; the other options are those of the service. */
export interface ServeOptions extends Omit<ChatServiceOptions, 'storage'> {
  /** TCP port; 0 picks a free one. */
  readonly port: number;
  /** Address to listen on. Default: `127.0.0.1`. Any other than this computer's needs a given `accessKey`. */
  readonly host?: string;
  /** `memory`, or the path of a data folder. */
  readonly storage: string;
  /** Lets other processes serve the same data folder. Default: whoever comes second does not start. */
  readonly shareStorage?: boolean;
  /**
   * Serves https and wss with this certificate, or with one that vouches only for itself: it is kept in the data folder and
   * renewed there, or made for this run when everything lives in memory. Default: http and ws.
   */
  readonly tls?: ServerCertificate | 'self-signed';
  /** Open connections from one other computer; a proxy on another computer counts as one. Default: 100. */
  readonly connectionsPerAddress?: number;
  /**
   * Requests in 10 seconds from one other computer, and ten times as many from all others together; more are answered
   * 429. Default: 1,000.
   */
  readonly requestsPerAddress?: number;
  /**
   * Says that this process only serves: its global `Request` and `Response` are then replaced by ones that do the same
   * for less. Default: they are left alone.
   */
  readonly ownsProcess?: boolean;
  /** Bounds of the network that are to differ from the usual ones. */
  readonly bounds?: Partial<ServerBounds>;
}

/** A chat service on a port. */
export interface ServedChatService {
  /** Base URL, without a trailing slash. */
  readonly endpoint: string;
  /** The TCP port that it listens on. */
  readonly port: number;
  /** `endpoint=…;accesskey=…` */
  readonly connectionString: string;
  /** PEM text of the certificate that the service shows, for clients that are to trust it. */
  readonly certificate: string | undefined;
  readonly service: ChatService;
  /** Stops accepting, closes sockets with 1012, waits up to 5 s for requests in progress, then closes the storage. */
  close(): Promise<void>;
}

/** Milliseconds that requests in progress get when the service stops. */
const drainMs = 5_000;

/**
 * Serves HTTP and WebSocket on one port.
 *
 * @throws ChatServiceError `StartFailed` when the port is in use, the certificate is no good or the access key is
 * missing where it is needed, `StorageUnavailable` when the data folder cannot be used.
 */
export async function serveChatService(options: ServeOptions): Promise<ServedChatService> {
  const { port, host = '127.0.0.1', storage: place, shareStorage = false } = options;
  const isLocal = isLoopbackHost(host);
  if (!isLocal && options.accessKey === undefined) {
    throw new ChatServiceError(
      'StartFailed',
      `Listening on ${host} lets other computers in, which a generated access key is not made for, so the service did not start. Give an access key of your own, or listen on 127.0.0.1.`,
    );
  }

  const storage = await openPlace(place, shareStorage);
  const { bounds, connectionsPerAddress = 100, schedule = systemSchedule } = options;
  let server: Server | undefined;
  try {
    const certificate = await readCertificate(options, host);
    server = createHttpServer({ ...defaultBounds, ...bounds }, certificate);
    boundConnections(server, connectionsPerAddress);
    const boundPort = await listen(server, port, host);
    const scheme = certificate === undefined ? 'http' : 'https';
    const origin = `${scheme}://${host.includes(':') ? `[${host}]` : host}:${boundPort}`;
    const endpoint = options.endpoint?.replace(/\/+$/, '') ?? origin;
    const starting = createChatService({
      allowedHosts: isLocal ? [] : 'any',
      ...(shareStorage && { fanOut: createPollingFanOut(storage, schedule) }),
      ...options,
      endpoint,
      storage,
    });
    const stop = answerRequests(server, starting, storage, options);
    const service = await starting;
    const { connectionString } = service;
    return {
      endpoint,
      port: boundPort,
      connectionString,
      certificate: certificate?.cert,
      service,
      close: stop,
    };
  } catch (error) {
    server?.close();
    await storage.close();
    throw error;
  }
}

/** Lets the service answer what comes in, as soon as it has started. Returns what stops both. */
function answerRequests(
  server: Server,
  starting: Promise<ChatService>,
  storage: ChatStorage,
  options: ServeOptions,
): () => Promise<void> {
  const bound = boundRequests(options);
  const { ownsProcess = false } = options;
  const { requestTimeout } = { ...defaultBounds, ...options.bounds };
  const takesFiles = options.attachments !== false && options.realtime !== 'azure';
  const upgrades = createSocketUpgrades();
  let stopping: Promise<void> | undefined;

  const isStopping = (): boolean => stopping !== undefined;
  const answer = createHttpListener(starting, isStopping, { bound, ownsProcess });
  let isAnswered = false;
  // A file may still be on its way when everything is answered; its connection is idle later than the others.
  const letGo = (): void => {
    if (isAnswered) server.closeIdleConnections();
  };
  server.on('request', (incoming, outgoing) => {
    outgoing.once('close', letGo);
    boundRequestTime(incoming, outgoing, requestTimeout, takesFiles);
    answer(incoming, outgoing);
  });
  server.on('clientError', answerBrokenRequest);
  server.on('upgrade', (request, socket, head) => {
    // A client that vanishes makes the socket fail; without a listener that would end the process.
    socket.on('error', () => socket.destroy());
    if (bound.take(request.socket.remoteAddress) > 0) return void socket.destroy();
    starting.then(
      (service) => upgrades.accept(service, request, socket, head),
      () => socket.destroy(),
    );
  });

  const stop = async (): Promise<void> => {
    const disconnected = stopAccepting(server);
    const service = await starting;
    const answered = service.close().then(() => {
      isAnswered = true;
      letGo();
    });
    const patience = setTimeout(drainMs, undefined, { ref: false });
    await Promise.race([Promise.all([answered, disconnected]), patience]);
    upgrades.terminate();
    server.closeAllConnections();
    // Closed with the service already, unless a request outlasts the patience.
    await storage.close();
  };
  return () => (stopping ??= stop());
}

function boundRequests({
  requestsPerAddress = 1_000,
  clock = systemClock,
}: ServeOptions): RequestBound {
  const bounds = { perAddress: requestsPerAddress, inAll: 10 * requestsPerAddress };
  return createRequestBound(bounds, clock);
}

/** Resolves when the last connection is gone. */
function stopAccepting(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // The HTTP server's own way cuts idle connections off at once; a load balancer that uses one is to read on it
    // that this service is not ready any more.
    NetServer.prototype.close.call(server, () => resolve());
  });
}

async function readCertificate(
  { tls, storage, endpoint, clock = systemClock }: ServeOptions,
  host: string,
): Promise<ServerCertificate | undefined> {
  if (tls !== 'self-signed') {
    if (tls !== undefined) checkCertificate(tls);
    return tls;
  }
  const names = endpoint === undefined ? [host] : [host, hostOf(endpoint)];
  const folder = storage === 'memory' ? undefined : storage;
  return await loadSelfSignedCertificate({ folder, names, clock });
}

/** The host name or address in a URL, without the brackets of an IPv6 address. */
function hostOf(url: string): string {
  return new URL(url).hostname.replaceAll(/[[\]]/g, '');
}
