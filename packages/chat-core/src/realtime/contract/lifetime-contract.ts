import { describe, expect, test, vi } from 'vitest';

import { createTokenCredential } from '../../token-credential.ts';
import { record, type ContractScene } from './contract-scene.ts';
import type { ContractFacts, ContractUser } from './contract-stage.ts';

/** A token that is nobody's: its signature is wrong. */
function forge({ token }: ContractUser): string {
  return token.replace(/[^.]+$/, 'forged');
}

/** Starting, stopping, losing the connection, and listeners. */
export function describeLifetime(facts: ContractFacts, getScene: () => ContractScene): void {
  describe('starting', () => {
    test('a second start makes no second connection', async () => {
      const { createListener, stage, start, thread } = getScene();
      const { client } = createListener();
      const connected = record(client, 'realTimeNotificationConnected');
      const received = record(client, 'chatMessageReceived');
      await Promise.all([start(client), stage.settle(client.startRealtimeNotifications())]);
      await stage.settle(client.startRealtimeNotifications());
      await stage.settle(thread.sendMessage({ content: 'Once' }));
      await stage.eventually(() => expect(received).toHaveLength(1));
      expect(connected).toMatchObject([{ recovered: false, transport: facts.transport }]);
    });

    test('a token that the service refuses is replaced, once', async () => {
      const { grace, stage, start, thread } = getScene();
      const requests: boolean[] = [];
      const credential = createTokenCredential(({ forceRefresh = false }) => {
        requests.push(forceRefresh);
        return Promise.resolve(forceRefresh ? grace.token : forge(grace));
      });
      const { client } = stage.createClient(credential);
      const received = record(client, 'chatMessageReceived');
      await start(client);
      await stage.settle(thread.sendMessage({ content: 'Hello' }));
      await stage.eventually(() => expect(received).toHaveLength(1));
      expect(requests).toEqual([false, true]);
    });

    test('a user whom the service does not know cannot start, and can after signing in', async () => {
      const { grace, stage, start, thread } = getScene();
      let token = forge(grace);
      const { client } = stage.createClient(createTokenCredential(() => Promise.resolve(token)));
      const received = record(client, 'chatMessageReceived');
      const failed = stage.settle(client.startRealtimeNotifications());
      await expect(failed).rejects.toMatchObject({ name: 'RestError', statusCode: 401 });
      ({ token } = grace);
      await start(client);
      await stage.settle(thread.sendMessage({ content: 'Hello' }));
      await stage.eventually(() => expect(received).toHaveLength(1));
    });

    test('a start that failed for the network can be made again', async () => {
      const { createListener, stage, start, thread } = getScene();
      const { client, cut, restore } = createListener({ retryOptions: { maxRetries: 0 } });
      const received = record(client, 'chatMessageReceived');
      cut();
      const failed = stage.settle(client.startRealtimeNotifications());
      await expect(failed).rejects.toMatchObject({ code: 'network', retryable: true });
      restore();
      await start(client);
      await stage.settle(thread.sendMessage({ content: 'Hello' }));
      await stage.eventually(() => expect(received).toHaveLength(1));
    });
  });

  describe('stopping', () => {
    test('listeners stay, hear nothing while it is stopped, and hear again after the next start', async () => {
      const { createListener, stage, start, thread } = getScene();
      const { client } = createListener();
      const received = record(client, 'chatMessageReceived');
      const disconnected = record(client, 'realTimeNotificationDisconnected');
      await start(client);
      await client.stopRealtimeNotifications();
      expect(disconnected.map(({ reason }) => reason)).toEqual(['stopped']);
      await stage.settle(thread.sendMessage({ content: 'Unheard' }));
      await start(client);
      await stage.settle(thread.sendMessage({ content: 'Heard' }));
      await stage.eventually(() => expect(received).toHaveLength(1));
      expect(received).toMatchObject([{ message: 'Heard' }]);
      expect(disconnected).toHaveLength(1);
    });

    test('a stop during the start rejects the start, and the next start works', async () => {
      const { createListener, stage, start, thread } = getScene();
      const { client } = createListener();
      const received = record(client, 'chatMessageReceived');
      const started = stage.settle(client.startRealtimeNotifications());
      const aborted = expect(started).rejects.toMatchObject({ name: 'AbortError' });
      await client.stopRealtimeNotifications();
      await aborted;
      await start(client);
      await stage.settle(thread.sendMessage({ content: 'Hello' }));
      await stage.eventually(() => expect(received).toHaveLength(1));
    });
  });

  test('a lost connection comes back by itself, and says whether something may be missing', async () => {
    const { createListener, stage, start, thread } = getScene();
    const { client, cut, restore } = createListener({ retryOptions: { maxRetries: 0 } });
    const received = record(client, 'chatMessageReceived');
    const connected = record(client, 'realTimeNotificationConnected');
    const disconnected = record(client, 'realTimeNotificationDisconnected');
    await start(client);
    cut();
    await stage.eventually(() => expect(disconnected).toMatchObject([{ reason: 'network' }]));
    await stage.settle(thread.sendMessage({ content: 'Meanwhile' }));
    restore();
    await stage.eventually(() => expect(connected).toHaveLength(2));
    await stage.settle(thread.sendMessage({ content: 'Afterwards' }));
    await stage.eventually(() => expect(received.at(-1)?.message).toBe('Afterwards'));
    expect(connected.map(({ recovered }) => recovered)).toEqual([false, facts.recovers]);
    expect(disconnected).toHaveLength(1);
    const messages = received.map(({ message }) => message);
    if (facts.recovers) expect(messages).toEqual(['Meanwhile', 'Afterwards']);
    else expect(new Set(messages).size).toBe(messages.length);
  });

  describe('listeners', () => {
    test('one that throws is reported and stops no other, and one that was removed hears nothing', async () => {
      const { createListener, stage, start, thread } = getScene();
      const onListenerError = vi.fn<(error: unknown) => void>();
      const { client } = createListener({ onListenerError });
      const broken = new Error('broken listener');
      client.on('chatMessageReceived', () => {
        throw broken;
      });
      const removed = vi.fn<() => void>();
      client.on('chatMessageReceived', removed);
      client.off('chatMessageReceived', removed);
      const received = record(client, 'chatMessageReceived');
      await start(client);
      await stage.settle(thread.sendMessage({ content: 'Hello' }));
      await stage.eventually(() => expect(received).toHaveLength(1));
      expect(onListenerError).toHaveBeenCalledExactlyOnceWith(broken);
      expect(removed).not.toHaveBeenCalled();
    });
  });
}
