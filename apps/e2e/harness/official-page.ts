import { ChatClient } from '@azure/communication-chat';
import type { ChatClientOptions } from '@azure/communication-chat';
import { AzureCommunicationTokenCredential } from '@azure/communication-common';

/** What the page heard, as plain JSON; dates are ISO text. */
export interface HeardEvent {
  readonly name: string;
  readonly payload: unknown;
}

/** Azure's chat client in a page, as specs use it. */
export interface OfficialPage {
  /** Signs in and connects. */
  start(endpoint: string, token: string): Promise<void>;
  /** Starts realtime and listens to everything, also after a stop: that takes all listeners away. */
  connect(): Promise<void>;
  /** The signed-in client. */
  readonly client: ChatClient;
  /** Everything heard since the start, in order. */
  readonly heard: HeardEvent[];
}

declare global {
  interface Window {
    official: OfficialPage;
  }
}

const eventNames = [
  'chatMessageReceived',
  'chatMessageEdited',
  'chatMessageDeleted',
  'typingIndicatorReceived',
  'readReceiptReceived',
  'chatThreadCreated',
  'chatThreadPropertiesUpdated',
  'chatThreadDeleted',
  'participantsAdded',
  'participantsRemoved',
] as const;

type Policy = NonNullable<ChatClientOptions['additionalPolicies']>[number];

/** Options of the client; it hands the inner ones on to its realtime part, though its types do not name them. */
interface OfficialOptions extends ChatClientOptions {
  readonly signalingClientOptions?: { readonly additionalPolicies: readonly Policy[] };
}

/**
 * The client refuses to send tokens over plain http. Its own options let a test rewrite the address of each REST
 * request to https before that check and back afterwards, and allow it for the one request that begins realtime.
 */
const overPlainHttp: OfficialOptions = {
  additionalPolicies: [
    {
      position: 'perCall',
      policy: {
        name: 'appearAsHttps',
        sendRequest: (request, next) => {
          request.url = request.url.replace(/^http:/, 'https:');
          return next(request);
        },
      },
    },
  ],
  httpClient: {
    sendRequest: async (request) => {
      const { method, headers, body } = request;
      const response = await fetch(request.url.replace(/^https:/, 'http:'), {
        method,
        headers: headers.toJSON(),
        ...(typeof body === 'string' && { body }),
      });
      for (const name of Object.keys(headers.toJSON())) headers.delete(name);
      for (const [name, value] of response.headers) headers.set(name, value);
      return { status: response.status, headers, request, bodyAsText: await response.text() };
    },
  },
  signalingClientOptions: {
    additionalPolicies: [
      {
        position: 'perCall',
        policy: {
          name: 'allowPlainHttp',
          sendRequest: (request, next) => {
            request.allowInsecureConnection = true;
            return next(request);
          },
        },
      },
    ],
  },
};

let signedIn: ChatClient | undefined;

const page: OfficialPage = {
  heard: [],
  get client() {
    if (signedIn === undefined) throw new Error('Nobody is signed in. Call start first.');
    return signedIn;
  },
  start: async (endpoint, token) => {
    const options = endpoint.startsWith('http:') ? overPlainHttp : {};
    const credential = new AzureCommunicationTokenCredential(token);
    signedIn = new ChatClient(endpoint, credential, options);
    await page.connect();
  },
  connect: async () => {
    const { client, heard } = page;
    // The client takes listeners from the moment of this call on, and connects later.
    const started = client.startRealtimeNotifications();
    const hear = (name: string, payload: unknown): void => {
      heard.push(JSON.parse(JSON.stringify({ name, payload: payload ?? null })));
    };
    client.on('realTimeNotificationConnected', () => hear('connected', null));
    client.on('realTimeNotificationDisconnected', () => hear('disconnected', null));
    for (const name of eventNames) {
      // The overloads of `on` take one name each, and the payload is written down as it is.
      client.on(name as 'chatMessageReceived', (payload) => hear(name, payload));
    }
    await started;
  },
};
window.official = page;
