import type { Clock } from '../runtime.ts';

/** Bounds of every realtime socket, whichever protocol it speaks. Times in milliseconds. */
export const socketBounds = {
  /** How often the service speaks, so that both sides notice a dead connection. */
  pingMs: 25_000,
  /** A socket that has said nothing for so long is closed. */
  silenceMs: 60_000,
  /** Bytes that may wait for a client that reads too slowly. */
  waitingBytes: 1_048_576,
  /** Open sockets of one user in one process. */
  socketsPerUser: 10,
  /** Open sockets in one process. */
  sockets: 1_000,
  /** Characters of one frame from a client. */
  frameLength: 16_384,
  /** Frames that a client may send in a second, besides those that the protocol asks him for. */
  framesPerSecond: 20,
} as const;

/** Counts the frames of one client. */
export interface FrameBudget {
  /** Notes one frame; `false` when it is one too many. */
  spend(): boolean;
}

/** A budget that fills up evenly, to as many frames as a second allows. */
export function createFrameBudget(clock: Clock): FrameBudget {
  const { framesPerSecond } = socketBounds;
  let left: number = framesPerSecond;
  let filledAt = clock.now();
  return {
    spend: () => {
      const now = clock.now();
      const gained = (Math.max(0, now - filledAt) / 1000) * framesPerSecond;
      left = Math.min(framesPerSecond, left + gained);
      filledAt = now;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
