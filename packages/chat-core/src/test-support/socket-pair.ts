import type { WebSocketLike } from '../platform/web-socket.ts';

interface Listeners {
  open: (() => void)[];
  error: (() => void)[];
  message: ((event: { readonly data: unknown }) => void)[];
  close: ((event: { readonly code: number; readonly reason: string }) => void)[];
}

/** Both ends of one socket. Nothing travels before a test lets it, so every order of events can be written down. */
export interface SocketPair {
  readonly url: string;
  /** The client's end. */
  readonly client: WebSocketLike;
  /** The code with which the client closed its end; `undefined` while it has not. 1005 stands for a close without a code. */
  readonly clientCloseCode: number | undefined;
  /** Whether one of the ends has closed. */
  readonly isEnded: boolean;
  /** Tells the client that the socket is open. */
  open(): void;
  /** Puts a frame on the way to the client. Text is sent as it is, everything else as JSON. */
  send(frame: unknown): void;
  /** Delivers what is on the way to the client: everything, or the first `count` frames. */
  flushToClient(count?: number): void;
  /** Takes what the client has sent, parsed: everything, or the first `count` frames. */
  flushToService(count?: number): unknown[];
  /** The service closes. What is still on the way to the client is lost. */
  close(code: number, reason?: string): void;
  /** The network is lost: the client hears of it only as a close with the code 1006. */
  cut(): void;
}

/** Creates a {@link SocketPair}. */
export function createSocketPair(url: string): SocketPair {
  const listeners: Listeners = { open: [], error: [], message: [], close: [] };
  const toClient: string[] = [];
  const toService: string[] = [];
  let isOpen = false;
  let isClosed = false;
  let clientCloseCode: number | undefined;

  function end(code: number, reason: string): void {
    if (isClosed) return;
    isClosed = true;
    toClient.length = 0;
    for (const listener of listeners.close) listener({ code, reason });
  }

  const client: WebSocketLike = {
    send(data) {
      if (!isOpen) throw new Error('The socket is not open yet.');
      if (!isClosed && clientCloseCode === undefined) toService.push(data);
    },
    close(code = 1005) {
      // As with a real socket, frames that are on their way still arrive until the service has closed too.
      clientCloseCode ??= code;
    },
    addEventListener(type: keyof Listeners, listener: Listeners[keyof Listeners][number]) {
      // The overloads of the interface pair each type with its listener.
      (listeners[type] as (typeof listener)[]).push(listener);
    },
  };

  return {
    url,
    client,
    get clientCloseCode() {
      return clientCloseCode;
    },
    get isEnded() {
      return isClosed || clientCloseCode !== undefined;
    },
    open() {
      isOpen = true;
      for (const listener of listeners.open) listener();
    },
    send(frame) {
      toClient.push(typeof frame === 'string' ? frame : JSON.stringify(frame));
    },
    flushToClient(count = toClient.length) {
      for (const data of toClient.splice(0, count)) {
        // A listener may have let the service close the socket.
        if (!isClosed) for (const listener of listeners.message) listener({ data });
      }
    },
    flushToService(count = toService.length) {
      return toService.splice(0, count).map((data): unknown => JSON.parse(data));
    },
    close: (code, reason = '') => end(code, reason),
    cut: () => end(1006, ''),
  };
}
