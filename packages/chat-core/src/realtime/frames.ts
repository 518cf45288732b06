import { DecodeError } from '../errors.ts';
import {
  isKeyOf,
  readDate,
  readInteger,
  readKnownFields,
  readRecord,
  readText,
  type Read,
} from '../wire-value.ts';

/** Version of the kit's realtime protocol that this client speaks. */
export const protocolVersion = 1;

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
      readonly resume: LogPosition | undefined;
    }
  | { readonly type: 'pong' }
  | { readonly type: 'renew'; readonly token: string };

/** When a token ends, under its name on the wire. */
const expiresAt = [
  'expiresOn',
  (value: unknown, path: string): number => readDate(value, path).getTime(),
] as const;

type KnownFrame = Exclude<ServiceFrame, { type: 'unknown' }>;
type FieldsOf<Type extends KnownFrame['type']> = Omit<Extract<KnownFrame, { type: Type }>, 'type'>;

const readers: { readonly [Type in KnownFrame['type']]: Read<FieldsOf<Type>> } = {
  ready: readKnownFields<FieldsOf<'ready'>>({
    epoch: readText,
    offset: readInteger,
    recovered: (value) => value === true,
    userId: readText,
    expiresAt,
  }),
  event: readKnownFields<FieldsOf<'event'>>({
    offset: readInteger,
    event: readText,
    data: (value) => value,
  }),
  ping: () => ({}),
  renewed: readKnownFields<FieldsOf<'renewed'>>({ expiresAt }),
  error: readKnownFields<FieldsOf<'error'>>({ code: readText, message: readText }),
};

/** Reads what came over a socket. @throws DecodeError when it is not a frame of the protocol. */
export function decodeFrame(data: unknown): ServiceFrame {
  const frame = readRecord(parseJson(data), 'frame');
  const { type } = frame;
  if (!isKeyOf(type, readers)) return { type: 'unknown' };
  // The fields that were read are those of the type.
  return { type, ...readers[type](frame, type) } as KnownFrame;
}

function parseJson(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    throw new DecodeError('frame', 'is not JSON');
  }
}
