import type { ChatEventName } from '../domain/events.ts';
import { eventIds } from '../official-realtime/push-bodies.ts';

const names: ReadonlyMap<unknown, string> = new Map(
  Object.entries(eventIds).map(([name, id]) => [id, name]),
);

/** Whether this is the name of an event that clients know. */
export function isChatEventName(name: unknown): name is ChatEventName {
  return typeof name === 'string' && Object.hasOwn(eventIds, name);
}

/** The event that a frame of the service carries, on either wire; `undefined` for every other frame. */
export function findEventName(frame: string): ChatEventName | undefined {
  const name = frame.startsWith('{')
    ? readMember(frame, 'event')
    : names.get(readAzureEventId(frame));
  return isChatEventName(name) ? name : undefined;
}

/** A push on Azure's wire is a message of the socket.io kind whose JSON holds a body that is JSON text again. */
function readAzureEventId(frame: string): unknown {
  if (!frame.startsWith('3:')) return undefined;
  const body = readMember(frame.slice(frame.indexOf('{')), 'body');
  return typeof body === 'string' ? readMember(body, 'eventId') : undefined;
}

function readMember(json: string, key: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    // An object's members are unknown until checked; that is what the type says.
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)[key]
      : undefined;
  } catch {
    return undefined;
  }
}
