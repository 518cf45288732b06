import type { Schedule } from '../runtime.ts';
import type { SocketCarrier, SocketPeer, WebSocketLike } from './web-socket-like.ts';

const states = { connecting: 0, open: 1, closing: 2, closed: 3 } as const;

/**
 * A socket to a service in the same page. `accept` gets the service's end, or is `undefined` when nobody listens:
 * then the socket fails as one to a dead server does. It opens in a later task (so that a caller may await
 * something before he listens), and every frame arrives in a later microtask, in order.
 */
export function createInPageSocket(
  url: string,
  accept: ((carrier: SocketCarrier) => SocketPeer) | undefined,
  schedule: Schedule,
): WebSocketLike {
  const target = new EventTarget();
  let readyState: number = states.connecting;
  let peer: SocketPeer | undefined;

  const socket: WebSocketLike = {
    url,
    get readyState() {
      return readyState;
    },
    bufferedAmount: 0,
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send: (data) => {
      if (readyState === states.connecting) {
        throw new DOMException(
          'The socket is still connecting. Wait for "open".',
          'InvalidStateError',
        );
      }
      if (readyState !== states.open) return;
      queueMicrotask(() => {
        if (readyState !== states.closed) peer?.receive(data);
      });
    },
    close: (code = 1005, reason = '') => {
      if (readyState >= states.closing) return;
      readyState = states.closing;
      queueMicrotask(() => finish(code, reason, true));
    },
    // The DOM's own signature is wider; the map above says which event comes under which name.
    addEventListener: (type, listener, options) =>
      target.addEventListener(type, listener as EventListener, options),
    removeEventListener: (type, listener) =>
      target.removeEventListener(type, listener as EventListener),
  };

  const finish = (code: number, reason: string, wasClean: boolean): void => {
    if (readyState === states.closed) return;
    readyState = states.closed;
    peer?.closed();
    const event = Object.assign(new Event('close'), { code, reason, wasClean });
    socket.onclose?.(event);
    target.dispatchEvent(event);
  };

  /** Ends the socket as the platform does when the connection breaks or never came about. */
  const fail = (): void => {
    if (readyState === states.closed) return;
    const event = new Event('error');
    socket.onerror?.(event);
    target.dispatchEvent(event);
    finish(1006, '', false);
  };

  const carrier: SocketCarrier = {
    send: (text) =>
      queueMicrotask(() => {
        if (readyState !== states.open) return;
        const event = Object.assign(new Event('message'), { data: text });
        socket.onmessage?.(event);
        target.dispatchEvent(event);
      }),
    close: (code, reason) => queueMicrotask(() => finish(code, reason, true)),
    cut: () => queueMicrotask(fail),
    bufferedAmount: () => 0,
  };

  schedule(() => {
    if (readyState !== states.connecting) return;
    if (accept === undefined) return fail();
    readyState = states.open;
    peer = accept(carrier);
    const event = new Event('open');
    socket.onopen?.(event);
    target.dispatchEvent(event);
  }, 0);
  return socket;
}
