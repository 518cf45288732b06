/** The part of a WebSocket that the kit uses. A browser's, Node's, the `ws` package's and an in-page service's sockets fit. */
export interface WebSocketLike {
  send(data: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(
    type: 'close',
    listener: (event: { readonly code: number; readonly reason: string }) => void,
  ): void;
}

/** Opens a socket. It may answer later, because Node's `ws` package is loaded with the first socket. */
export type OpenWebSocket = (url: string) => WebSocketLike | Promise<WebSocketLike>;

/**
 * Opens the platform's WebSocket. Node before version 22 has none; there the optional peer `ws` is loaded.
 *
 * @throws Error when there is neither.
 */
export const openSystemWebSocket: OpenWebSocket = async (url) => {
  if (typeof globalThis.WebSocket === 'function') return new globalThis.WebSocket(url);
  const { openNodeWebSocket } = await import('./node-web-socket.ts');
  return openNodeWebSocket(url);
};
