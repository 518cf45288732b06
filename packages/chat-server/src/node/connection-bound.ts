import { isIPv4 } from 'node:net';
import type { Server, Socket } from 'node:net';

/** Whether the other end of a connection is this computer. */
export function isFromThisComputer(address: string | undefined): boolean {
  const plain = address?.replace(/^::ffff:/, '') ?? '';
  return plain === '::1' || (isIPv4(plain) && plain.startsWith('127.'));
}

/**
 * Cuts connections off that are more than `most` from one address. Those that `isExempt` are not counted; by default
 * this computer's, from where its own tests, tools and reverse proxies come.
 */
export function boundConnections(
  server: Server,
  most: number,
  isExempt: (address: string) => boolean = isFromThisComputer,
): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    // A connection that is gone already has no address, and nothing to bound.
    const address = socket.remoteAddress;
    if (address === undefined || isExempt(address)) return;
    const count = (open.get(address) ?? 0) + 1;
    if (count > most) return socket.destroy();
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
}
