import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { ChatService } from '../chat-service-options.ts';
import { securityHeaders } from '../rest/security-headers.ts';
import { isFromThisComputer } from './connection-bound.ts';
import { carrySocket, createTextEncoder } from './network-socket.ts';

/** Turns requests for a WebSocket into sockets of the service. */
export interface SocketUpgrades {
  /** Answers an `upgrade` event of Node's server. The caller listens to errors of the socket. */
  accept(service: ChatService, request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Cuts off what is still open. */
  terminate(): void;
}

/** Bytes at which the connection is cut; the protocol itself refuses frames from 16 KiB on and says so. */
const longestSocketMessage = 32 * 1024;

const refusal = [
  'HTTP/1.1 403 Forbidden',
  ...Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}`),
  'Connection: close',
  'Content-Length: 0',
  '\r\n',
].join('\r\n');

/** Sockets are not compressed: for each, compression would cost more memory than all that it sends. */
export function createSocketUpgrades(): SocketUpgrades {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: longestSocketMessage,
    perMessageDeflate: false,
  });
  const encode = createTextEncoder();
  return {
    accept: (service, request, socket, head) => {
      const address = `http://${request.headers.host ?? ''}${request.url ?? ''}`;
      const { origin } = request.headers;
      const isAllowed =
        mayLackOrigin(request.socket.remoteAddress, origin) && URL.canParse(address);
      const accept = isAllowed ? service.acceptUpgrade(new URL(address), origin) : undefined;
      if (accept === undefined) {
        return void socket.end(refusal, () => socket.destroy());
      }
      sockets.handleUpgrade(request, socket, head, (webSocket: WebSocket) =>
        carrySocket(webSocket, encode, accept),
      );
    },
    terminate: () => {
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}

/** Browsers always name the page's origin. Without one, only programs of this computer (and its proxies) get in. */
export function mayLackOrigin(address: string | undefined, origin: string | undefined): boolean {
  return origin !== undefined || isFromThisComputer(address);
}
