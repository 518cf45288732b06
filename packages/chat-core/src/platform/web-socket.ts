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
export const openSystemWebSocket: OpenWebSocket = (url) =>
  typeof globalThis.WebSocket === 'function' ? new globalThis.WebSocket(url) : openNodeSocket(url);

async function openNodeSocket(url: string): Promise<WebSocketLike> {
  // The name is a variable so that bundlers for the browser do not look for a package that pages never need.
  const packageName: string = 'ws';
  let loaded: typeof import('ws');
  try {
    loaded = await import(/* @vite-ignore */ /* webpackIgnore: true */ packageName);
  } catch (cause) {
    throw new Error(
      'This platform has no WebSocket, so realtime notifications cannot start. Use Node 22 or later, install the package "ws", or pass the option `webSocket`.',
      { cause },
    );
  }
  return new loaded.WebSocket(url);
}
