import type { EventRow } from '../storage/rows.ts';
import { socketBounds } from './socket-bounds.ts';

/** Where a client stopped: the log and the last offset that it holds. */
export interface ResumePoint {
  readonly epoch: string;
  readonly offset: number;
}

/** Frames that a client may send. */
export type ClientFrame =
  | {
      readonly type: 'hello';
      readonly protocol: unknown;
      readonly token: string;
      readonly resume: ResumePoint | undefined;
    }
  | { readonly type: 'renew'; readonly token: string }
  | { readonly type: 'pong' };

/** Why the service closes a socket. */
export const closeCodes = {
  badFrame: 4400,
  unauthorized: 4401,
  silent: 4408,
  wrongProtocol: 4409,
  failed: 1011,
  restarting: 1012,
  overloaded: 1013,
} as const;

/** The frame in a message, or `undefined` when it is none. */
export function parseClientFrame(data: unknown): ClientFrame | undefined {
  if (typeof data !== 'string' || data.length > socketBounds.frameLength) return undefined;
  const frame = parseObject(data);
  if (frame?.['type'] === 'pong') return { type: 'pong' };
  const token = frame?.['token'];
  if (frame === undefined || typeof token !== 'string') return undefined;
  if (frame['type'] === 'renew') return { type: 'renew', token };
  if (frame['type'] !== 'hello') return undefined;
  if (frame['resume'] === undefined) {
    return { type: 'hello', protocol: frame['protocol'], token, resume: undefined };
  }
  const resume = parseResumePoint(frame['resume']);
  return resume && { type: 'hello', protocol: frame['protocol'], token, resume };
}

const eventFrames = new WeakMap<EventRow, string>();

/** An event frame. The data is JSON already and goes out as it was stored. Made once for all sockets that get the row. */
export function formatEventFrame(row: EventRow): string {
  const known = eventFrames.get(row);
  if (known !== undefined) return known;
  const frame = `{"type":"event","offset":${row.offset},"event":${JSON.stringify(row.event)},"data":${row.data}}`;
  eventFrames.set(row, frame);
  return frame;
}

function parseResumePoint(value: unknown): ResumePoint | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { epoch, offset } = value as { epoch?: unknown; offset?: unknown }; // members are checked next
  if (typeof epoch !== 'string' || typeof offset !== 'number') return undefined;
  return Number.isSafeInteger(offset) && offset >= 0 ? { epoch, offset } : undefined;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // An object's members are unknown until checked; that is what the type says.
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
