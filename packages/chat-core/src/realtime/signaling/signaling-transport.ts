import type { CommunicationSignalingClient } from '@azure/communication-signaling';
import type { PipelinePolicy } from '@azure/core-rest-pipeline';

import type { ChatClientError } from '../../errors.ts';
import type { RealTimeNotificationDisconnectedEvent } from '../../events.ts';
import type { TransportInit } from '../open-transport.ts';
import type { RealtimeEvent, RealtimeTransport } from '../realtime-transport.ts';
import type { SharedParts } from '../shared-parts.ts';
import { getSignalingLog } from './signaling-log.ts';

/** States of the library, its `ConnectionState`: an enum, which would have to be loaded to be named. */
const connected = 2;
const disconnected = 3;

/**
 * Creates the transport for Azure's own realtime protocol, which only Azure's library speaks; it is loaded with the start. It runs only
 * in pages. After a loss it comes back by itself, and nothing of what happened meanwhile follows.
 *
 * @throws ChatClientError with code `realtime-unavailable` when the service names an address that no token may be sent to.
 */
export function createSignalingTransport(
  { rest, options, config, observer }: TransportInit,
  parts: SharedParts,
): RealtimeTransport {
  const { createStartError, createStartOutcome, isChatClientError } = parts;
  const { defaultApiVersion, isPage, requireSecretAddress } = parts;
  const { tokens } = rest;
  const { answer } = config;
  requireSecretAddress(answer['trouterServiceUrl']);
  requireSecretAddress(answer['registrarServiceUrl']);
  const first = createStartOutcome();
  let client: CommunicationSignalingClient | undefined;
  let hasEnded = false;
  let isConnected = false;
  let hasAddresses = false;
  let hasReplacedToken = false;
  let lastToken = '';

  const credential = {
    async getToken() {
      return { token: await chooseToken(), expiresOnTimestamp: 0 };
    },
  };

  async function chooseToken(): Promise<string> {
    // The request for the addresses is answered here and never leaves.
    if (!hasAddresses) return '';
    try {
      if (!takeRefusal(client)) {
        lastToken = await tokens.getToken();
        return lastToken;
      }
      const refused = lastToken;
      if (!hasReplacedToken) lastToken = await tokens.replaceToken(refused);
      if (hasReplacedToken || lastToken === refused) {
        throw createStartError(
          'unauthorized',
          "Azure's realtime service refused the user's token, and there is no other that it takes.",
          'Sign in again and start realtime notifications once more.',
        );
      }
      hasReplacedToken = true;
      return lastToken;
    } catch (error) {
      if (isChatClientError(error) && !error.retryable) giveUp('unauthorized', error);
      throw error;
    }
  }

  function onStateChange(state: number): void {
    if (hasEnded) return;
    if (state === connected) {
      isConnected = true;
      hasReplacedToken = false;
      first.resolve();
      observer.onConnected(false);
    } else if (state === disconnected) {
      const wasConnected = isConnected;
      isConnected = false;
      const message = "The connection to Azure's realtime service was lost.";
      if (wasConnected) observer.onDisconnected({ reason: 'network', message });
      if (hasGivenUp(client))
        giveUp(
          'unavailable',
          createStartError(
            'realtime-unavailable',
            "Azure's realtime service refuses connections of this kind.",
            'Poll instead: `realtime: { transport: "polling" }`.',
          ),
        );
    }
  }

  function onEvent(event: RealtimeEvent): void {
    if (!hasEnded) observer.onEvent(event);
  }

  function listen(to: CommunicationSignalingClient): void {
    to.on('connectionChanged', onStateChange);
    to.on('chatMessageReceived', (payload) => onEvent({ id: 'chatMessageReceived', payload }));
    to.on('chatMessageEdited', (payload) => onEvent({ id: 'chatMessageEdited', payload }));
    to.on('chatMessageDeleted', (payload) => onEvent({ id: 'chatMessageDeleted', payload }));
    to.on('typingIndicatorReceived', (payload) =>
      onEvent({ id: 'typingIndicatorReceived', payload }),
    );
    to.on('readReceiptReceived', (payload) => onEvent({ id: 'readReceiptReceived', payload }));
    to.on('chatThreadCreated', (payload) => onEvent({ id: 'chatThreadCreated', payload }));
    to.on('chatThreadPropertiesUpdated', (payload) =>
      onEvent({ id: 'chatThreadPropertiesUpdated', payload }),
    );
    to.on('chatThreadDeleted', (payload) => onEvent({ id: 'chatThreadDeleted', payload }));
    to.on('participantsAdded', (payload) => onEvent({ id: 'participantsAdded', payload }));
    to.on('participantsRemoved', (payload) => onEvent({ id: 'participantsRemoved', payload }));
  }

  /** Gives the library the addresses that the client has read already, over its own way, instead of letting it ask again. */
  const answerFromMemory: PipelinePolicy = {
    name: 'confabRealtimeAddresses',
    sendRequest: (request) => {
      hasAddresses = true;
      const bodyAsText = JSON.stringify(answer);
      return Promise.resolve({ request, status: 200, headers: request.headers, bodyAsText });
    },
  };

  async function connect(): Promise<void> {
    if (!isPage()) {
      throw createStartError(
        'realtime-unavailable',
        "Azure's realtime library runs only in web pages, and this is none.",
        'Poll instead: `realtime: { transport: "polling" }`.',
      );
    }
    const library = await import('./azure-library.ts').catch((cause: unknown) => {
      throw createStartError(
        'realtime-unavailable',
        "Azure's realtime library could not be loaded.",
        'See `cause`, and check that the page can load all parts of the app.',
        cause,
      );
    });
    if (hasEnded) return;
    const { additionalPolicies = [], ...others } = options.signalingClientOptions ?? {};
    const own = new library.CommunicationSignalingClient(credential, getSignalingLog(), {
      ...others,
      resourceEndpoint: rest.endpoint,
      // The library writes it into the addresses of pictures.
      gatewayApiVersion: options.apiVersion ?? defaultApiVersion,
      additionalPolicies: [
        ...additionalPolicies,
        { policy: answerFromMemory, position: 'perCall' },
      ],
    });
    client = own;
    const started = own.start();
    // Not before the start: handlers take the endpoint, for the addresses of pictures, from what it has set.
    listen(own);
    await started;
    // A stop that came while the library was starting found nothing to stop.
    if (hasEnded) await own.stop();
  }

  function finish(): void {
    hasEnded = true;
    void client?.stop();
  }

  function giveUp(
    reason: RealTimeNotificationDisconnectedEvent['reason'],
    error: ChatClientError,
  ): void {
    if (hasEnded) return;
    finish();
    if (!first.reject(error)) observer.onDisconnected({ reason, message: error.message });
  }

  return {
    start() {
      connect().catch((cause: unknown) => {
        giveUp(
          'unavailable',
          isChatClientError(cause)
            ? cause
            : createStartError(
                'realtime-unavailable',
                "Azure's realtime library could not start.",
                'See `cause`.',
                cause,
              ),
        );
      });
      return first.promise;
    },
    stop() {
      if (hasEnded) return;
      finish();
      first.reject(createStartError('aborted'));
    },
  };
}

/**
 * Whether the library asks for a token because the last one was refused. It tells nobody, but counts such questions in a field of its
 * own, and would end without a word at four; so the count is taken from it. Where a later version has no such field, a refused token is
 * not replaced before its time.
 */
function takeRefusal(client: CommunicationSignalingClient | undefined): boolean {
  if (client === undefined) return false;
  const count: unknown = Reflect.get(client, 'tokenFetchRetries');
  return Number(count) > 0 && Reflect.set(client, 'tokenFetchRetries', 0);
}

/** Whether the library has ended for good, which it shows as a lost connection. */
function hasGivenUp(client: CommunicationSignalingClient | undefined): boolean {
  const trouter: unknown = client === undefined ? undefined : Reflect.get(client, 'trouter');
  if (typeof trouter !== 'object' || trouter === null || !('isInTerminalState' in trouter)) {
    return false;
  }
  const { isInTerminalState } = trouter;
  return typeof isInTerminalState === 'function' && isInTerminalState.call(trouter) === true;
}
