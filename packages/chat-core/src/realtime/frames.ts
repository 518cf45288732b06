import { DecodeError } from '../errors.ts';
import { readDate, readRecord, readString, type WireRecord } from '../wire-value.ts';

/** Version of the kit's realtime protocol that this client speaks. */
export const protocolVersion = 1;

/** Codes with which a service closes a socket, where the client must know why. */
export const closeCodes = {
  /** The token is missing, invalid, expired, revoked or another user's. */
  unauthorized: 4401,
  /** The protocol version is not spoken by the service. */
  protocolNotSpoken: 4409,
} as const;

/** Where a client stopped in its user's event log. */
export interface LogPosition {
  /** Names one log. It changes when the log was lost or rebuilt. */
  readonly epoch: string;
  readonly offset: number;
}

/** The service's first frame: who the client is, and where its events begin. */
export interface ReadyFrame extends LogPosition {
  readonly type: 'ready';
  readonly recovered: boolean;
  /** Raw id of the signed-in user. */
  readonly userId: string;
  /** When the token ends, in milliseconds since 1970, UTC. */
  readonly expiresAt: number;
}

/** What a service says. A frame of a type that is not known is `unknown`, and to be ignored. */
export type ServiceFrame =
  | ReadyFrame
  | {
      readonly type: 'event';
      readonly offset: number;
      readonly event: string;
      readonly data: unknown;
    }
  | { readonly type: 'ping' }
  | { readonly type: 'renewed'; readonly expiresAt: number }
  | { readonly type: 'error'; readonly code: string; readonly message: string }
  | { readonly type: 'unknown' };

/** What a client says. */
export type ClientFrame =
  | {
      readonly type: 'hello';
      readonly protocol: typeof protocolVersion;
      readonly token: string;
      readonly resume?: LogPosition;
    }
  | { readonly type: 'pong' }
  | { readonly type: 'renew'; readonly token: string };

/** Reads what came over a socket. @throws DecodeError when it is not a frame of the protocol. */
export function decodeFrame(data: unknown): ServiceFrame {
  const frame = readRecord(parseJson(data), 'frame');
  switch (frame['type']) {
    case 'ready':
      return {
        type: 'ready',
        epoch: readString(frame, 'epoch', 'ready'),
        offset: readOffset(frame, 'ready'),
        recovered: frame['recovered'] === true,
        userId: readString(frame, 'userId', 'ready'),
        expiresAt: readDate(frame, 'expiresOn', 'ready').getTime(),
      };
    case 'event':
      return {
        type: 'event',
        offset: readOffset(frame, 'event'),
        event: readString(frame, 'event', 'event'),
        data: frame['data'],
      };
    case 'ping':
      return { type: 'ping' };
    case 'renewed':
      return { type: 'renewed', expiresAt: readDate(frame, 'expiresOn', 'renewed').getTime() };
    case 'error':
      return {
        type: 'error',
        code: readString(frame, 'code', 'error'),
        message: readString(frame, 'message', 'error'),
      };
    default:
      return { type: 'unknown' };
  }
}

function parseJson(data: unknown): unknown {
  if (typeof data !== 'string') throw new DecodeError('frame', 'is not text');
  try {
    return JSON.parse(data);
  } catch {
    throw new DecodeError('frame', 'is not JSON');
  }
}

function readOffset(frame: WireRecord, path: string): number {
  const offset = frame['offset'];
  if (typeof offset !== 'number' || !Number.isSafeInteger(offset)) {
    throw new DecodeError(`${path}.offset`, 'is not an integer');
  }
  return offset;
}
