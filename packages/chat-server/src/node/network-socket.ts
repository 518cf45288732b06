import type { WebSocket } from 'ws';
import type { SocketCarrier, SocketPeer } from '../realtime/web-socket-like.ts';

/** Joins a network socket to the service's protocol. */
export function carrySocket(
  socket: WebSocket,
  accept: (carrier: SocketCarrier) => SocketPeer,
): void {
  const peer = accept({
    send: (text) => socket.send(text),
    close: (code, reason) => socket.close(code, reason),
    bufferedAmount: () => socket.bufferedAmount,
  });
  socket.on('message', (data, isBinary) => peer.receive(isBinary ? undefined : data.toString()));
  socket.on('close', () => peer.closed());
  // A broken frame or connection is followed by "close"; without a listener it would end the process.
  socket.on('error', () => socket.terminate());
}
