import type { WebSocketLike } from './web-socket.ts';

/**
 * Opens a socket of the optional peer `ws`.
 *
 * @throws Error when it is not installed.
 */
export async function openNodeWebSocket(url: string): Promise<WebSocketLike> {
  // The name is put together only now, so that bundlers for pages do not look for a package that pages never need.
  const packageName = ['w', 's'].join('');
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
