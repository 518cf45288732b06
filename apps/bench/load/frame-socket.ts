import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { createFrameParser, encodeClientText } from './frame-parser.ts';

/** A WebSocket client made for measuring: it reads whole frames and little else. */
export interface FrameSocket {
  send(text: string): void;
  close(): void;
}

const TEXT = 1;
const CLOSE = 8;

/**
 * Opens a socket. Resolves once the server has switched to WebSocket.
 *
 * @param onText Called with each text message; the bytes are only valid during the call.
 * @param onClosed Called when the server closes, with its code if it gave one; not after `close`.
 */
export async function openFrameSocket(
  url: string,
  onText: (payload: Buffer) => void,
  onClosed: (code: number | undefined) => void,
): Promise<FrameSocket> {
  const { hostname, port, pathname } = new URL(url);
  let isOpen = true;
  let code: number | undefined;
  let greeting: string | undefined = '';
  let settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  const opened = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
  const parse = createFrameParser((opcode, payload) => {
    if (opcode === TEXT) onText(payload);
    else if (opcode === CLOSE && payload.length >= 2) code = payload.readUInt16BE(0);
  });
  const read = (chunk: Buffer): void => {
    if (greeting === undefined) return parse(chunk);
    greeting += chunk.toString('latin1');
    const end = greeting.indexOf('\r\n\r\n');
    if (end === -1) return;
    const [status] = greeting.split('\r\n');
    const early = Buffer.from(greeting.slice(end + 4), 'latin1');
    greeting = undefined;
    if (status !== 'HTTP/1.1 101 Switching Protocols') {
      return settle?.reject(new Error(`${url} answered "${status}", so there is no socket.`));
    }
    settle?.resolve();
    if (early.length > 0) parse(early);
  };
  const socket = connect({
    host: hostname,
    port: Number(port),
    noDelay: true,
    onread: {
      buffer: Buffer.alloc(64 * 1024),
      callback: (length, buffer) => {
        // The buffer is the one above.
        read(Buffer.from(buffer.buffer, buffer.byteOffset, length));
        return true;
      },
    },
  });
  socket.on('error', (error) => settle?.reject(error));
  socket.on('close', () => {
    settle?.reject(new Error(`${url} closed the connection, so there is no socket.`));
    if (isOpen) onClosed(code);
  });
  socket.write(
    `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  );
  await opened;
  return {
    send: (text) => socket.write(encodeClientText(text)),
    close: () => {
      isOpen = false;
      socket.destroy();
    },
  };
}
