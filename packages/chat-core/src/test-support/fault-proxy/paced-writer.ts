import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Pace } from './fault-rules.ts';

/** Writes messages to a socket in order, each at its own pace. Resolves when the message has been handed to the system. */
export type PacedWrite = (bytes: Buffer, pace?: Pace) => Promise<void>;

/** @param frozen - What to wait for before anything is written; `undefined` when nothing is in the way. */
export function createPacedWriter(
  socket: Socket,
  frozen: () => Promise<void> | undefined,
): PacedWrite {
  let last: Promise<void> = Promise.resolve();

  async function pour(bytes: Buffer, pace: Pace): Promise<void> {
    const { bytesPerSecond, sliceBytes = sliceOf(pace, bytes) } = pace;
    for (let at = 0; at < bytes.length && !socket.destroyed; at += sliceBytes) {
      for (let wait = frozen(); wait !== undefined; wait = frozen()) await wait;
      const slice = bytes.subarray(at, at + sliceBytes);
      await new Promise<void>((resolve) => socket.write(slice, () => resolve()));
      if (bytesPerSecond !== undefined) await setTimeout((slice.length / bytesPerSecond) * 1_000);
    }
  }

  return (bytes, pace = {}) => {
    const { latencyMs = 0 } = pace;
    const late = latencyMs > 0 ? setTimeout(latencyMs) : undefined;
    last = Promise.all([last, late]).then(() => pour(bytes, pace));
    return last;
  };
}

/** A tenth of a second's worth where there is a speed. */
function sliceOf({ bytesPerSecond }: Pace, bytes: Buffer): number {
  return bytesPerSecond === undefined ? bytes.length : Math.max(1, Math.floor(bytesPerSecond / 10));
}
