import { WebSocket } from 'ws';
import type { FetchLike } from '../../platform/fetch.ts';

/**
 * The way of one client through a proxy, on real sockets. The service names its own address in what it answers, so every request and
 * every socket is turned to the proxy here.
 *
 * @param proxyEndpoint - Asked for each request and each socket.
 */
export function createProxiedNetwork(
  endpoint: string,
  proxyEndpoint: () => string,
): { readonly fetch: FetchLike; readonly webSocket: (url: string) => WebSocket } {
  const toSocketScheme = (url: string): string => url.replace(/^http/, 'ws');
  return {
    fetch: (url, init) => fetch(url.replace(endpoint, proxyEndpoint()), init),
    webSocket: (url) =>
      new WebSocket(url.replace(toSocketScheme(endpoint), toSocketScheme(proxyEndpoint()))),
  };
}

/** Sockets to a service that keeps nothing of what they miss: whoever comes back is told that, and has to read it. */
export function withoutResume(open: (url: string) => WebSocket): (url: string) => WebSocket {
  return (url) => {
    const socket = open(url);
    const send = socket.send.bind(socket);
    socket.send = (frame: string) =>
      send(JSON.stringify({ ...JSON.parse(frame), resume: undefined }));
    return socket;
  };
}

/** Answers as a service that has none of the abilities beyond Azure's: what is sent to it twice is stored twice. */
export function withoutCapabilities(fetch: FetchLike): FetchLike {
  return async (url, init) => {
    const answer = await fetch(url, init);
    if (!answer.ok || !url.includes('/chat/config/realTimeNotifications')) return answer;
    const { capabilities: _left, ...config } = await answer.json();
    return Response.json(config, { headers: answer.headers });
  };
}
