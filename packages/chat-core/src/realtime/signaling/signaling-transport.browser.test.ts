import { AzureLogger, setLogLevel } from '@azure/logger';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { ChatClientOptions } from '../../options.ts';
import { createTokenCredential } from '../../token-credential.ts';
import { createContractScene, record, type ContractScene } from '../contract/contract-scene.ts';
import { contractFacts } from '../contract/contract-facts.ts';
import { createServedStage } from '../contract/served-stage.ts';

let scene: ContractScene;
/** What becomes of requests to Azure's realtime addresses. `undefined`: they pass. */
let refuse: (url: string, token: string) => Response | undefined;
const { fetch } = globalThis;

beforeEach(async () => {
  refuse = () => undefined;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const token = request.headers.get('x-skypetoken') ?? '';
    return refuse(request.url, token) ?? fetch(request);
  };
  scene = await createContractScene(await createServedStage('signaling'), contractFacts.signaling);
});
afterEach(async () => {
  await scene.stage.close();
  globalThis.fetch = fetch;
});

const isAllocation = (url: string): boolean => url.includes('/v4/a?');

test('an address that is not encrypted gets no token, and the start says which', async () => {
  const { grace, stage } = scene;
  const urls: string[] = [];
  refuse = (url) => {
    urls.push(url);
    if (!url.includes('/chat/config/realTimeNotifications')) return undefined;
    const address = 'http://trouter.example/';
    return Response.json({ trouterServiceUrl: address, registrarServiceUrl: address });
  };
  const { client } = stage.createClient(createTokenCredential(grace.token), {
    realtime: { transport: 'signaling' },
  });
  await expect(client.startRealtimeNotifications()).rejects.toMatchObject({
    code: 'realtime-unavailable',
    message: expect.stringContaining('(http://trouter.example) is not encrypted'),
  });
  expect(urls.filter((url) => url.includes('trouter'))).toEqual([]);
});

describe('a token that is refused when the connection is made', () => {
  test('is replaced by force, and the start succeeds', async () => {
    const { grace, stage, start, thread } = scene;
    const requests: boolean[] = [];
    let refusals = 0;
    refuse = (url) => {
      if (!isAllocation(url) || refusals > 0) return undefined;
      refusals += 1;
      return new Response(null, { status: 401 });
    };
    // The replacement has to be another token, or there is no use in trying again.
    const other = await stage.createUser('Grace');
    const credential = createTokenCredential(({ forceRefresh = false }) => {
      requests.push(forceRefresh);
      return Promise.resolve(forceRefresh ? grace.token : other.token);
    });
    const { client } = stage.createClient(credential);
    const received = record(client, 'chatMessageReceived');
    await start(client);
    await thread.sendMessage({ content: 'Hello' });
    await stage.eventually(() => expect(received).toHaveLength(1));
    expect(requests).toEqual([false, true]);
  });

  test('and cannot be replaced rejects the start, and the library makes no further request', async () => {
    const { grace, stage } = scene;
    let allocations = 0;
    refuse = (url) => {
      if (!isAllocation(url)) return undefined;
      allocations += 1;
      return new Response(null, { status: 401 });
    };
    const { client } = stage.createClient(createTokenCredential(grace.token));
    await expect(client.startRealtimeNotifications()).rejects.toMatchObject({
      code: 'unauthorized',
      message: expect.not.stringContaining(grace.token),
    });
    expect(allocations).toBe(1);
  });

  test('twice, with another one in between, rejects the start', async () => {
    const { grace, stage } = scene;
    const other = await stage.createUser('Grace');
    refuse = (url) => (isAllocation(url) ? new Response(null, { status: 401 }) : undefined);
    const credential = createTokenCredential(({ forceRefresh = false }) =>
      Promise.resolve(forceRefresh ? other.token : grace.token),
    );
    const { client } = stage.createClient(credential);
    await expect(client.startRealtimeNotifications()).rejects.toMatchObject({
      code: 'unauthorized',
    });
    refuse = () => undefined;
    await scene.start(client);
  });
});

test('a service that wants no connections of this kind any more ends it, and polling takes over', async () => {
  const { createListener, stage, thread } = scene;
  refuse = (url) =>
    isAllocation(url)
      ? new Response(null, { status: 410, headers: { 'x-trouter-skypetoken-deprecated': '1' } })
      : undefined;
  const { client } = createListener();
  const connected = record(client, 'realTimeNotificationConnected');
  const received = record(client, 'chatMessageReceived');
  await client.startRealtimeNotifications();
  expect(connected).toMatchObject([{ transport: 'polling' }]);
  await thread.sendMessage({ content: 'Hello' });
  await stage.eventually(() => expect(received).toHaveLength(1));
});

test('policies for the library see its request for the addresses, which does not leave the page', async () => {
  const { createListener, start } = scene;
  const seen: string[] = [];
  const sent: string[] = [];
  refuse = (url) => {
    sent.push(url);
    return undefined;
  };
  const signalingClientOptions: ChatClientOptions['signalingClientOptions'] = {
    additionalPolicies: [
      {
        position: 'perCall',
        policy: {
          name: 'look',
          sendRequest: (request, next) => {
            seen.push(new URL(request.url).pathname);
            return next(request);
          },
        },
      },
    ],
  };
  await start(createListener({ signalingClientOptions }).client);
  expect(seen).toEqual(['/chat/config/realTimeNotifications']);
  // The client's own.
  expect(sent.filter((url) => url.includes('/chat/config/'))).toHaveLength(1);
});

test('the log says what happens and holds neither tokens, nor secrets of the connection, nor what people wrote', async () => {
  const { ada, createListener, grace, stage, start, thread } = scene;
  const lines: string[] = [];
  const write = vi.spyOn(AzureLogger, 'log').mockImplementation((...parts: unknown[]) => {
    lines.push(parts.map(String).join(' '));
  });
  setLogLevel('verbose');
  try {
    const { client } = createListener();
    const received = record(client, 'chatMessageReceived');
    await start(client);
    await thread.sendMessage(
      { content: 'Nobody else may read this' },
      { metadata: { key: 'a secret' } },
    );
    await stage.eventually(() => expect(received).toHaveLength(1));
    await client.stopRealtimeNotifications();
  } finally {
    setLogLevel(undefined);
    write.mockRestore();
  }
  const text = lines.join('\n');
  expect(text).toContain("to state 'Connected'");
  for (const secret of [
    ada.token,
    grace.token,
    'Nobody else',
    'a secret',
    'sig=',
    'connectparams":',
  ]) {
    expect(text).not.toContain(secret);
  }
});
