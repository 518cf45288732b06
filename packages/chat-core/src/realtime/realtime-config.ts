import { DecodeError } from '../errors.ts';
import { isText } from '../is-text.ts';
import type { OperationOptions } from '../options.ts';
import { isSecretAddress, parseUrl } from '../rest/endpoint.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { isRecord, type WireRecord } from '../wire-value.ts';
import { createStartError } from './start-outcome.ts';

const operation = 'startRealtimeNotifications';

/** How a service can be heard. */
export interface RealtimeConfig {
  /** Where the service speaks the kit's own WebSocket protocol, not checked yet. Azure does not. */
  readonly webSocketUrl?: string;
  /** What the service can do beyond Azure's protocol. */
  readonly capabilities: readonly string[];
  /** The whole answer, which names the addresses of Azure's own protocol: `trouterServiceUrl`, `registrarServiceUrl`, `cloudType`. */
  readonly answer: WireRecord;
}

/** Asks the service how it can be heard. Rejects like any call; its `operation` is `startRealtimeNotifications`. */
export async function fetchRealtimeConfig(
  rest: RestClient,
  options: OperationOptions,
): Promise<RealtimeConfig> {
  const answer = await rest.send(operation, '/chat/config/realTimeNotifications', options);
  if (!isRecord(answer)) throw new DecodeError(operation, 'is not an object');
  const { capabilities, webSocketUrl } = answer;
  const names: readonly unknown[] = Array.isArray(capabilities) ? capabilities : [];
  return {
    capabilities: names.filter(isText),
    ...(isText(webSocketUrl) && { webSocketUrl }),
    answer,
  };
}

/**
 * Checks an address that the user's token will go to, and gives it back.
 *
 * @throws ChatClientError with code `realtime-unavailable` when there is none, or it leads unencrypted to another machine.
 */
export function requireSecretAddress(address: unknown): string {
  const text = String(address);
  const url = parseUrl(text);
  if (url !== undefined && isSecretAddress(url)) return text;
  throw createStartError(
    'realtime-unavailable',
    `The service's address for realtime notifications (${url?.origin ?? 'none'}) is not encrypted, so no token is sent there.`,
    'Poll, or give the service a wss address.',
  );
}
