/** The part of a socket that the reader uses; the page's, the service's and the `ws` package's fit. */
export interface ReadableSocket {
  send(data: string): void;
  close(): void;
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { code: number }) => void): void;
}

/** The members of frames that tests read; each frame has only its own. */
export interface SocketFrame {
  readonly type: string;
  readonly epoch: string;
  readonly offset: number;
  readonly event: string;
  readonly data: {
    readonly message: {
      readonly id: string;
      readonly type: string;
      readonly content: { readonly message: string };
    };
  };
}

/** Reads a socket frame by frame. */
export interface SocketReader {
  /** Sends a frame as JSON, once the socket is open; a string goes out as it is. */
  send(frame: object | string): Promise<void>;
  /** The next frame. Rejects when the socket closes instead. */
  next(): Promise<SocketFrame>;
  /** All frames that have arrived and were not read. */
  readonly waiting: readonly SocketFrame[];
  /** The code that the socket closed with. */
  readonly closed: Promise<number>;
  close(): void;
}

/** Starts reading at once, so that no frame is missed. */
export function createSocketReader(socket: ReadableSocket): SocketReader {
  const waiting: SocketFrame[] = [];
  const wanted: ((frame: SocketFrame) => void)[] = [];
  const opened = new Promise<void>((resolve) => socket.addEventListener('open', () => resolve()));
  const closed = new Promise<number>((resolve) =>
    socket.addEventListener('close', ({ code }) => resolve(code)),
  );
  socket.addEventListener('message', ({ data }) => {
    const frame: SocketFrame = JSON.parse(String(data));
    const resolve = wanted.shift();
    if (resolve === undefined) waiting.push(frame);
    else resolve(frame);
  });
  return {
    waiting,
    closed,
    send: async (frame) => {
      await opened;
      socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
    },
    next: async () => {
      const first = waiting.shift();
      if (first !== undefined) return first;
      return await Promise.race([
        new Promise<SocketFrame>((resolve) => wanted.push(resolve)),
        closed.then((code): never => {
          throw new Error(`The socket closed with ${code} instead of sending a frame.`);
        }),
      ]);
    },
    close: () => socket.close(),
  };
}

/** The next frame that does not only ask whether anybody is there. */
export async function nextButPing(reader: SocketReader): Promise<SocketFrame> {
  for (;;) {
    const frame = await reader.next();
    if (frame.type !== 'ping') return frame;
  }
}
