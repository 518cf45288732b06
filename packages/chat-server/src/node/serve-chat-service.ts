import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { createChatService } from '../chat-service.ts';
import type { ChatService, ChatServiceOptions } from '../chat-service-options.ts';
import { isLoopbackHost } from '../rest/origin-policy.ts';
import { ChatServiceError } from '../service-error.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { openLibsqlStorage } from './libsql-storage.ts';
import { listen } from './listen.ts';
import { carrySocket } from './network-socket.ts';

/** How to serve; the other options are those of the service. */
export interface ServeOptions extends Omit<ChatServiceOptions, 'storage'> {
  /** TCP port; 0 picks a free one. */
  readonly port: number;
  /** Address to listen on. Default: `127.0.0.1`. Any other than this computer's needs a given `accessKey`. */
  readonly host?: string;
  /** `memory`, or the path of a data folder. */
  readonly storage: string;
}

/** A chat service on a port. */
export interface ServedChatService {
  /** Base URL, without a trailing slash. */
  readonly endpoint: string;
  /** `endpoint=…;accesskey=…` */
  readonly connectionString: string;
  readonly service: ChatService;
  /** Stops accepting, closes sockets with 1012, waits up to 5 s for requests in progress, then closes the storage. */
  close(): Promise<void>;
}

/** Milliseconds that requests in progress get when the service stops. */
const drainMs = 5_000;

/** Bounds against clients that send slowly or never end. Times in milliseconds. */
const serverBounds = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16 * 1024,
};

/** Bytes at which the connection is cut; the protocol itself refuses frames from 16 KiB on and says so. */
const longestSocketMessage = 32 * 1024;

/**
 * Serves HTTP and WebSocket on one port.
 *
 * @throws ChatServiceError `StartFailed` when the port is in use or the access key is missing where it is
 * needed, `StorageUnavailable` when the data folder cannot be used.
 */
export async function serveChatService(options: ServeOptions): Promise<ServedChatService> {
  const { port, host = '127.0.0.1', storage: place, ...serviceOptions } = options;
  const isLocal = isLoopbackHost(host);
  if (!isLocal && options.accessKey === undefined) {
    throw new ChatServiceError(
      'StartFailed',
      `Listening on ${host} lets other computers in, which a generated access key is not made for, so the service did not start. Give an access key of your own, or listen on 127.0.0.1.`,
    );
  }

  const storage = place === 'memory' ? createMemoryStorage() : await openLibsqlStorage(place);
  const server = createServer(serverBounds);
  try {
    const origin = await listen(server, port, host);
    const endpoint = options.endpoint?.replace(/\/+$/, '') ?? origin;
    const service = await createChatService({
      allowedHosts: isLocal ? [] : 'any',
      ...serviceOptions,
      endpoint,
      storage,
    });
    const sockets = new WebSocketServer({
      noServer: true,
      maxPayload: longestSocketMessage,
      perMessageDeflate: false,
    });
    server.on('request', createListener(service));
    server.on('upgrade', (request, socket, head) =>
      upgrade(service, sockets, request, socket, head),
    );

    return {
      endpoint,
      connectionString: service.connectionString,
      service,
      close: async () => {
        const closed = new Promise<void>((resolve) => {
          server.close(() => resolve());
        });
        const timer = setTimeout(() => {
          for (const socket of sockets.clients) socket.terminate();
          server.closeAllConnections();
        }, drainMs);
        await service.close();
        server.closeIdleConnections();
        await closed;
        clearTimeout(timer);
      },
    };
  } catch (error) {
    server.close();
    await storage.close();
    throw error;
  }
}

function createListener(
  service: ChatService,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const answer: Parameters<typeof getRequestListener>[0] = async (request, { outgoing }) => {
    try {
      return await service.fetch(request);
    } catch (error) {
      // The service rejects only where a network would break, so that is what the caller gets.
      outgoing.destroy();
      throw error;
    }
  };
  return getRequestListener(answer, {
    overrideGlobalObjects: false,
    errorHandler: (error) => (error instanceof RequestError ? malformedRequest() : undefined),
  });
}

function malformedRequest(): Response {
  const message = 'The request line or its Host header is malformed. Nothing was done.';
  return Response.json({ error: { code: 'BadRequest', message } }, { status: 400 });
}

function upgrade(
  service: ChatService,
  sockets: WebSocketServer,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  // A client that vanishes makes the socket fail; without a listener that would end the process.
  socket.on('error', () => socket.destroy());
  const address = `http://${request.headers.host ?? ''}${request.url ?? ''}`;
  const isAllowed =
    URL.canParse(address) && service.allowsUpgrade(new URL(address), request.headers.origin);
  if (!isAllowed) {
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  sockets.handleUpgrade(request, socket, head, (webSocket: WebSocket) =>
    carrySocket(webSocket, service.acceptSocket),
  );
}
