import { expect, test } from 'vitest';
import type { WebSocketLike } from '../../platform/web-socket.ts';
import { createErrorAnswer } from '../../test-support/recording-fetch.ts';
import { createSocketPair } from '../../test-support/socket-pair.ts';
import { createSyncScene, endScenes } from '../../test-support/sync-scene.ts';

endScenes();
const config = /\/chat\/config\//;

test('a network that is gone is told at once, and when it is back, no connection counts as live before what was missed is read', async () => {
  const scene = await createSyncScene();
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  scene.service.setFaults({ rules: [{ where: 'realtime', fault: 'half-open' }] });
  scene.page.setOnline(false);
  expect(scene.statuses.at(-1)).toBe('offline');
  await scene.say('Into a socket that is dead without a sign');
  await scene.clock.advance(3_000);
  scene.service.setFaults({ rules: [] });
  const before = scene.clock.now();
  scene.page.setOnline(true);
  expect(scene.statuses.at(-1)).toBe('reconnecting');
  await scene.until('live');
  expect(scene.texts()).toEqual(['Into a socket that is dead without a sign']);
  expect(scene.clock.now() - before).toBeLessThan(2_000);
});

test('a start that is to come back later does not come earlier when the page is looked at', async () => {
  const scene = await createSyncScene();
  let tries = 0;
  scene.respond = async (request, pass) => {
    if (!config.test(request)) return pass();
    tries += 1;
    return createErrorAnswer(429, { 'Retry-After': '60' });
  };
  scene.sync.start();
  await scene.until('reconnecting');
  for (let count = 0; count < 10; count += 1) {
    scene.page.setVisible(false);
    await scene.clock.advance(1_000);
    scene.page.setVisible(true);
  }
  expect(tries).toBe(1);
  await scene.clock.advance(52_000);
  expect(tries).toBe(2);
});

test('a page that is looked at again and again does not make more retries than there may be', async () => {
  const scene = await createSyncScene();
  scene.network.refuse(config);
  scene.sync.start();
  for (let count = 0; count < 100; count += 1) {
    scene.page.setVisible(false);
    await scene.clock.advance(500);
    scene.page.setVisible(true);
  }
  const tries = scene.takeRequests(config).length;
  expect(tries).toBeGreaterThan(5);
  expect(tries).toBeLessThanOrEqual(14);
});

test('a connection that the service does not give any more is told, and lists are read in its place', async () => {
  let isGiven = true;
  const webSocket = (url: string): WebSocketLike | Promise<WebSocketLike> => {
    if (isGiven) return scene.network.options.webSocket(url);
    const refused = createSocketPair(url);
    void scene.clock.settle().then(() => {
      refused.open();
      refused.close(4409);
    });
    return refused.client;
  };
  const scene = await createSyncScene({ client: { webSocket } });
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  isGiven = false;
  scene.network.cutSockets();
  await scene.until('degraded');
  expect(scene.errors).toMatchObject([{ code: 'realtime-unavailable' }]);
  await scene.say('Polled');
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['Polled']), 500);
  expect(scene.authErrors).toEqual([]);
});

test.each([40, 240])(
  'an event that was lost is found although the connection is resumed every %d seconds',
  async (seconds) => {
    const scene = await createSyncScene();
    scene.sync.acquire(scene.threadId);
    const [id = ''] = await scene.say('Old');
    await scene.clock.advance(600_000);
    await scene.say('New');
    await scene.sync.loadMessages(scene.threadId);
    await scene.goLive();
    scene.service.setFaults({ rules: [{ where: 'realtime', fault: 'drop' }] });
    await scene.grace.updateMessage(id, { content: 'Edited' });
    await scene.clock.advance(1_000);
    scene.service.setFaults({ rules: [] });
    await scene.say('Newer');
    await scene.advanceUntil(() => expect(scene.texts()).toEqual(['Old', 'New', 'Newer']));
    for (let passed = 0; passed < 480; passed += seconds) {
      await scene.clock.advance(seconds * 1_000);
      scene.network.cutSockets();
      await scene.until('live');
    }
    expect(scene.texts()).toEqual(['Edited', 'New', 'Newer']);
  },
);

test('notifications that the app has stopped at the client stay stopped until the next start', async () => {
  const scene = await createSyncScene();
  await scene.goLive();
  await scene.client.stopRealtimeNotifications();
  await scene.clock.advance(120_000);
  expect(scene.statuses.at(-1)).toBe('stopped');
  expect(scene.errors).toEqual([]);
  await scene.goLive();
});
