import type { WebSocket } from 'ws';
import type { SocketCarrier, SocketPeer } from '../realtime/web-socket-like.ts';

/** Turns text into bytes. */
export type EncodeText = (text: string) => Buffer;

/** Remembers the last text, because an event goes to one socket after another. */
export function createTextEncoder(): EncodeText {
  let last = { text: '', bytes: Buffer.alloc(0) };
  return (text) => {
    if (last.text !== text) last = { text, bytes: Buffer.from(text) };
    return last.bytes;
  };
}

/** Joins a network socket to the service's protocol. */
export function carrySocket(
  socket: WebSocket,
  encode: EncodeText,
  accept: (carrier: SocketCarrier) => SocketPeer,
): void {
  const peer = accept({
    send: (text) => socket.send(encode(text), { binary: false }),
    close: (code, reason) => socket.close(code, reason),
    cut: () => socket.terminate(),
    bufferedAmount: () => socket.bufferedAmount,
  });
  socket.on('message', (data, isBinary) => peer.receive(isBinary ? undefined : data.toString()));
  socket.on('close', () => peer.closed());
  // A broken frame or connection is followed by "close"; without a listener it would end the process.
  socket.on('error', () => socket.terminate());
}
