/**
 * A packet of the socket.io 0.9 protocol (version 1) from a client, as far as the service needs it. As text it is
 * `type:id:endpoint:data`, and a `+` after the id asks for an answer.
 */
export type ClientPacket =
  | { readonly type: 'disconnect' }
  /** The answer to a push, or anything else that asks for nothing. */
  | { readonly type: 'other' }
  /** `ackId` is set when the client waits for an answer. */
  | { readonly type: 'event'; readonly name: string; readonly ackId: string | undefined };

/** Stands before each packet, and after its length, when several travel in one message. */
const packetMark = '\ufffd';

const packetPattern = /^([0-8]):(\d{0,15})(\+?):([^:]*)(?::([\s\S]*))?$/;

/** The packets of one message, or `undefined` when it is not socket.io. */
export function parseClientMessage(message: string): readonly ClientPacket[] | undefined {
  const packets: ClientPacket[] = [];
  for (const text of message.startsWith(packetMark) ? splitPayload(message) : [message]) {
    const packet = text === undefined ? undefined : parsePacket(text);
    if (packet === undefined) return undefined;
    packets.push(packet);
  }
  return packets;
}

/** Says that the socket is open. */
export const connectPacket = '1::';

/** Asks for a sign of life; the client answers with the same. */
export const heartbeatPacket = '2::';

/** An event with one argument. */
export function formatEventPacket(name: string, argument: object): string {
  return `5:::${JSON.stringify({ name, args: [argument] })}`;
}

/** Answers the event with this id. */
export function formatAckPacket(ackId: string, values: readonly string[]): string {
  return `6:::${ackId}+${JSON.stringify(values)}`;
}

/** A message whose text is JSON. */
export function formatMessagePacket(value: object): string {
  return `3:::${JSON.stringify(value)}`;
}

/** `\ufffd<length>\ufffd<packet>`, repeated. Yields `undefined` where that is broken. */
function* splitPayload(message: string): Generator<string | undefined> {
  let start = 0;
  while (start < message.length) {
    const mark = message.indexOf(packetMark, start + 1);
    const digits = message.slice(start + 1, mark);
    const length = /^\d{1,6}$/.test(digits) ? Number(digits) : Number.NaN;
    const end = mark + 1 + length;
    const isWhole = message[start] === packetMark && mark > 0 && end <= message.length;
    if (!isWhole) return yield undefined;
    yield message.slice(mark + 1, end);
    start = end;
  }
}

function parsePacket(text: string): ClientPacket | undefined {
  const match = packetPattern.exec(text);
  if (match === null) return undefined;
  const [, type, id = '', plus, , data = ''] = match;
  if (type === '0') return { type: 'disconnect' };
  if (type !== '5') return { type: 'other' };
  const name = parseEventName(data);
  const ackId = plus === '+' && id !== '' ? id : undefined;
  return name === undefined ? undefined : { type: 'event', name, ackId };
}

function parseEventName(data: string): string | undefined {
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== 'object' || value === null || !('name' in value)) return undefined;
    return typeof value.name === 'string' ? value.name : undefined;
  } catch {
    return undefined;
  }
}
