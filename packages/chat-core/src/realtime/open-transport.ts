import type { ChatClientOptions, RealtimeTransportName } from '../options.ts';
import type { RestClient } from '../rest/rest-client.ts';
import type { PollingSource } from './polling/polling-source.ts';
import type { RealtimeConfig } from './realtime-config.ts';
import type { RealtimeObserver, RealtimeTransport } from './realtime-transport.ts';
import { sharedParts } from './shared-parts.ts';
import { createStartError } from './start-outcome.ts';
import { createWebSocketTransport } from './web-socket-transport.ts';

/** What a transport may need: each takes its own from it. */
export interface TransportInit {
  readonly rest: RestClient;
  readonly options: ChatClientOptions;
  /** The lists that polling reads. */
  readonly source: PollingSource;
  readonly config: RealtimeConfig;
  readonly observer: RealtimeObserver;
}

/**
 * Creates a transport. Those that few apps need are parts of the client that are loaded only now.
 *
 * @throws ChatClientError with code `realtime-unavailable` when its part cannot be loaded, or the service names no address for it.
 */
export async function openTransport(
  name: RealtimeTransportName,
  init: TransportInit,
): Promise<RealtimeTransport> {
  if (name === 'web-socket') return createWebSocketTransport(init);
  const create = await loadTransport(name).catch((cause: unknown) => {
    throw createStartError(
      'realtime-unavailable',
      `The transport ${name} could not be loaded.`,
      'See `cause`, and start again.',
      cause,
    );
  });
  return create(init, sharedParts);
}

async function loadTransport(name: 'signaling' | 'polling') {
  return name === 'signaling'
    ? (await import('./signaling/signaling-transport.ts')).createSignalingTransport
    : (await import('./polling/polling-transport.ts')).createPollingTransport;
}
