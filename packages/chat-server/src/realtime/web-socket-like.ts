/** The event of an incoming message; `data` is text. */
export interface SocketMessageEvent extends Event {
  readonly data: unknown;
}

/** The event of an end. */
export interface SocketCloseEvent extends Event {
  readonly code: number;
  readonly reason: string;
  /** Whether both sides agreed on the end. */
  readonly wasClean: boolean;
}

/** Events of a {@link WebSocketLike}, by name. */
export interface SocketEventMap {
  open: Event;
  message: SocketMessageEvent;
  close: SocketCloseEvent;
  error: Event;
}

/** The part of the browser's `WebSocket` that a chat client uses. */
export interface WebSocketLike {
  readonly url: string;
  /** 0 connecting, 1 open, 2 closing, 3 closed. */
  readonly readyState: number;
  /** Bytes that were sent and have not left; always 0 in the page. */
  readonly bufferedAmount: number;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: SocketMessageEvent) => void) | null;
  onclose: ((event: SocketCloseEvent) => void) | null;
  onerror: ((event: Event) => void) | null;
  /** Throws while connecting; is ignored after the end. */
  send(data: string): void;
  close(code?: number, reason?: string): void;
  addEventListener<Name extends keyof SocketEventMap>(
    type: Name,
    listener: (event: SocketEventMap[Name]) => void,
    options?: AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof SocketEventMap>(
    type: Name,
    listener: (event: SocketEventMap[Name]) => void,
  ): void;
}

/** The service's hold on one socket, whatever carries it. */
export interface SocketCarrier {
  send(text: string): void;
  close(code: number, reason: string): void;
  /** Ends the socket without a close frame, as a broken connection does. */
  cut(): void;
  /** Bytes that were sent and have not left. */
  bufferedAmount(): number;
}

/** What the carrier of a socket tells the service. */
export interface SocketPeer {
  /** A message came in; anything but text breaks the protocol. */
  receive(data: unknown): void;
  /** The socket is gone, from whichever side. */
  closed(): void;
}
