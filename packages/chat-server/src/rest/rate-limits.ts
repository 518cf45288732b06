import type { RateLimitName } from './operations.ts';

/** Whether requests are counted, and by whose limits. */
export type RateLimitOption = 'off' | 'acs';

/** At most this many requests in this time, counted apart for each key. */
export interface RateLimit {
  readonly per: 'user' | 'thread' | 'user-and-thread';
  readonly most: number;
  /** Milliseconds. */
  readonly windowMs: number;
}

type Row = readonly [per: RateLimit['per'], in10Seconds: number, inAMinute?: number];

function readRows(...rows: readonly Row[]): readonly RateLimit[] {
  return rows.flatMap(([per, in10Seconds, inAMinute]) => [
    { per, most: in10Seconds, windowMs: 10_000 },
    ...(inAMinute === undefined ? [] : [{ per, most: inAMinute, windowMs: 60_000 }]),
  ]);
}

/**
 * How often each group of operations may be called. The figures are those of Azure's published service limits
 * for chat: requests in 10 seconds and, where there is a second figure, in a minute. Azure has none for attachments.
 */
export const rateLimits: Readonly<Record<RateLimitName, readonly RateLimit[]>> = {
  createOrDeleteThread: readRows(['user', 10]),
  updateThread: readRows(['thread', 5]),
  changeParticipants: readRows(['thread', 10, 30]),
  readThreads: readRows(['user', 50]),
  readMessage: readRows(['user-and-thread', 50], ['thread', 250]),
  listMessages: readRows(['user-and-thread', 50, 200], ['thread', 250, 400]),
  listReceipts: readRows(['user-and-thread', 5], ['thread', 100]),
  listParticipants: readRows(['user-and-thread', 10], ['thread', 250]),
  changeMessages: readRows(['thread', 10, 30]),
  sendReceipt: readRows(['user-and-thread', 10, 30]),
  sendTyping: readRows(['user-and-thread', 5, 15], ['thread', 10, 30]),
  uploadAttachment: readRows(['user', 20, 60]),
  downloadAttachment: readRows(['user-and-thread', 100, 300]),
};
