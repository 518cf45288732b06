import { afterEach, beforeEach, expect, test } from 'vitest';
import { commands } from 'vitest/browser';

import { createContractScene, record } from '../contract/contract-scene.ts';
import { contractFacts } from '../contract/contract-facts.ts';
import { createServedStage } from '../contract/served-stage.ts';

beforeEach(() => commands.loseFiles('**/*communication-signaling*'));
afterEach(() => commands.loseFiles(undefined));

test("when Azure's library cannot be loaded, polling takes its place; asked for by name, the start says why", async () => {
  const stage = await createServedStage('signaling');
  const { createListener, thread } = await createContractScene(stage, contractFacts.signaling);
  try {
    const { client } = createListener();
    const connected = record(client, 'realTimeNotificationConnected');
    const received = record(client, 'chatMessageReceived');
    await client.startRealtimeNotifications();
    expect(connected).toMatchObject([{ transport: 'polling' }]);
    await thread.sendMessage({ content: 'Hello' });
    await stage.eventually(() => expect(received).toHaveLength(1));

    const named = createListener({ realtime: { transport: 'signaling' } });
    await expect(named.client.startRealtimeNotifications()).rejects.toMatchObject({
      code: 'realtime-unavailable',
      message: expect.stringContaining('could not be loaded'),
    });
  } finally {
    await stage.close();
  }
});
