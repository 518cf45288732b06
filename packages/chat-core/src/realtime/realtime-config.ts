import { ChatClientError } from '../errors.ts';
import { isLoopbackHost } from '../rest/endpoint.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { readOptionalString, readRecord } from '../wire-value.ts';

const operation = 'startRealtimeNotifications';
/** The API version of this one call differs from that of all others. */
const configApiVersion = '2024-09-01';

/** How a service can be heard. */
export interface RealtimeConfig {
  /** Where the service speaks the kit's own WebSocket protocol. Azure has none. */
  readonly webSocketUrl?: string;
  /** What the service can do beyond Azure's protocol. */
  readonly capabilities: readonly string[];
}

/** Asks the service how it can be heard. Rejects like any call; its `operation` is `startRealtimeNotifications`. */
export async function fetchRealtimeConfig(
  rest: RestClient,
  abortSignal: AbortSignal,
): Promise<RealtimeConfig> {
  const answer = await rest.send({
    operation,
    path: '/chat/config/realTimeNotifications',
    apiVersion: configApiVersion,
    options: { abortSignal },
  });
  const wire = readRecord(answer, operation);
  const webSocketUrl = readOptionalString(wire, 'webSocketUrl', operation);
  const list: readonly unknown[] = Array.isArray(wire['capabilities']) ? wire['capabilities'] : [];
  const capabilities = list.filter((name) => typeof name === 'string');
  return webSocketUrl === undefined
    ? { capabilities }
    : { capabilities, webSocketUrl: checkSocketUrl(webSocketUrl) };
}

function checkSocketUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSecret =
    url?.protocol === 'wss:' || (url?.protocol === 'ws:' && isLoopbackHost(url.hostname));
  if (isSecret) return text;
  throw new ChatClientError({
    code: 'realtime-unavailable',
    operation,
    message: `The service names ${url?.origin ?? 'no valid address'} for its realtime connection, which is not encrypted. The client does not connect, because it would have to send the user's token there. Give the service a wss address.`,
  });
}
