import type { Socket } from 'node:net';
import type { Measure } from './wire-measures.ts';

/** Gives what comes in on a socket out, message by message. One reading at a time. */
export interface MessageReader {
  /** The next message of this kind, whole; `undefined` when the stream ended before it was. */
  next(measure: Measure): Promise<Buffer | undefined>;
}

export function createMessageReader(socket: Socket): MessageReader {
  let bytes: Buffer = Buffer.alloc(0);
  let hasEnded = false;
  let wake = (): void => {};
  const end = (): void => {
    hasEnded = true;
    wake();
  };
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    wake();
  });
  socket.on('end', end);
  socket.on('close', end);

  return {
    async next(measure) {
      for (;;) {
        const length = measure(bytes);
        if (length !== undefined) {
          const message = bytes.subarray(0, length);
          bytes = bytes.subarray(length);
          return message;
        }
        if (hasEnded) return undefined;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
