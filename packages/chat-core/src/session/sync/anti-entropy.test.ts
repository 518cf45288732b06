import { expect, test, vi } from 'vitest';
import { createErrorAnswer } from '../../test-support/recording-fetch.ts';
import { addPerson, openLiveThread } from '../../test-support/open-thread.ts';
import { createSyncScene, endScenes, type SyncScene } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();
const lists = /GET .*\/messages$/;

/** Events are lost on the way, though the connection seems well. */
function loseEvents(scene: SyncScene): void {
  scene.service.setFaults({ rules: [{ where: 'realtime', fault: 'drop' }] });
}

test('a message whose event was lost is there within 72 seconds', async () => {
  const scene = await openLiveThread();
  loseEvents(scene);
  await scene.say('Lost');
  await scene.clock.advance(30_000);
  expect(scene.texts()).toEqual(['First']);
  await scene.clock.advance(42_000);
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['First', 'Lost']), 0);
});

test.each([
  ['goes right', 0],
  ['is set back by an hour', -3_600_000],
])(
  'an edit of an old message whose event was lost is there after the check of the whole window, when the clock %s',
  async (_what, jumpMs) => {
    const scene = await createSyncScene();
    const [old = ''] = await scene.say(...Array.from({ length: 250 }, (_, index) => `${index}`));
    scene.sync.acquire(scene.threadId);
    const { olderCursor } = await scene.sync.loadMessages(scene.threadId, { pageSize: 200 });
    await scene.sync.loadMessages(scene.threadId, { cursor: olderCursor ?? '', pageSize: 200 });
    await scene.goLive();
    // The window is read once after the start.
    const pages = (): unknown[] => scene.events.filter(({ type }) => type === 'messages-listed');
    await scene.advanceUntil(() => expect(pages()).toHaveLength(4));
    scene.clock.jump(jumpMs);
    const before = scene.clock.elapsed();
    loseEvents(scene);
    await scene.grace.updateMessage(old, { content: 'Edited' });
    await scene.clock.advance(200_000);
    expect(scene.texts()[0]).toBe('0');
    await scene.advanceUntil(() => expect(scene.texts()[0]).toBe('Edited'), 1_000);
    expect(scene.clock.elapsed() - before).toBeLessThan(400_000);
  },
);

test('when three checks in a row find messages that no event brought, the connection is made anew', async () => {
  const scene = await openLiveThread();
  loseEvents(scene);
  const configs = /realTimeNotifications$/;
  for (let count = 0; count < 3; count += 1) {
    await scene.say(`Lost ${count}`);
    await scene.clock.advance(60_000);
    await scene.advanceUntil(() => expect(scene.texts()).toContain(`Lost ${count}`), 0);
    expect(scene.network.requests.filter((path) => configs.test(path))).toHaveLength(1);
  }
  await scene.clock.advance(60_000);
  expect(scene.network.requests.filter((path) => configs.test(path))).toHaveLength(2);
  await scene.until('live');
});

test('messages that events brought are no reason to doubt the connection', async () => {
  const scene = await openLiveThread();
  for (let count = 0; count < 6; count += 1) {
    await scene.say(`${count}`);
    await scene.clock.advance(60_000);
  }
  expect(scene.statuses).toEqual(['connecting', 'syncing', 'live']);
});

test('a check reads one page from shortly before the newest message, not the history', async () => {
  const scene = await openLiveThread();
  const since: (string | null)[] = [];
  scene.respond = (request, pass, url) => {
    if (lists.test(request)) since.push(url.searchParams.get('startTime'));
    return pass();
  };
  const newestAt = scene.thread().rows.get(scene.thread().messageKeys.at(-1) ?? '')?.createdAt ?? 0;
  await scene.clock.advance(72_000);
  await scene.advanceUntil(() => expect(since).toHaveLength(1), 0);
  expect(Date.parse(since[0] ?? '')).toBe(newestAt - 120_000);
});

test('nothing is checked while the page is hidden, and soon after it is seen again', async () => {
  const scene = await openLiveThread();
  scene.page.setVisible(false);
  await scene.clock.advance(600_000);
  expect(scene.takeRequests(lists)).toEqual([]);
  scene.page.setVisible(true);
  await scene.clock.advance(5_000);
  await scene.advanceUntil(() => expect(scene.takeRequests(lists)).toHaveLength(1), 0);
  scene.page.setOnline(false);
  scene.page.setOnline(true);
  await scene.clock.advance(5_000);
  await scene.advanceUntil(() => expect(scene.takeRequests(lists)).toHaveLength(1), 0);
});

test('threads that nobody looks at are not checked', async () => {
  const scene = await createSyncScene();
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  scene.takeRequests();
  await scene.clock.advance(600_000);
  expect(scene.takeRequests(lists)).toEqual([]);
});

test('two to five seconds after a message without a sequence number its thread is read, to learn it', async () => {
  const scene = await openLiveThread({ serve: { behaviours: { eventSequenceIds: false } } });
  await scene.say('Without a number');
  await scene.advanceUntil(() => expect(scene.texts()).toHaveLength(2), 10);
  const row = (): unknown => scene.thread().rows.get(scene.thread().messageKeys.at(-1) ?? '');
  expect(row()).not.toHaveProperty('sequenceId');
  await scene.clock.advance(3_500);
  await scene.advanceUntil(() => expect(row()).toHaveProperty('sequenceId'), 0);
});

test('a single message with a sequence number causes no list', async () => {
  const scene = await openLiveThread();
  await scene.say('One');
  await scene.clock.advance(10_000);
  expect(scene.takeRequests(lists)).toEqual([]);
});

test('after a sleep of eight hours come the token, the connection and the lists, in this order and without a flood', async () => {
  const order: string[] = [];
  const scene = await createSyncScene({
    credential: (token, clock) => ({
      async getToken() {
        order.push('token');
        return { token, expiresOnTimestamp: clock.now() + 3_600_000 };
      },
      dispose() {},
    }),
  });
  scene.sync.acquire(scene.threadId);
  await scene.sync.loadMessages(scene.threadId);
  for (let count = 0; count < 19; count += 1) {
    await scene.sync.loadMessages(await scene.createThread(`${count}`));
  }
  await scene.goLive();
  await scene.clock.advance(60_000);
  order.length = 0;
  scene.respond = (request, pass) => {
    order.push(request.endsWith('realTimeNotifications') ? 'connection' : 'list');
    return pass();
  };
  scene.service.setFaults({ rules: [{ where: 'realtime', fault: 'half-open' }] });
  scene.sleep(8 * 3_600_000);
  await scene.say('While you slept');
  scene.service.setFaults({ rules: [] });
  await scene.clock.advance(10_000);
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['While you slept']));
  expect(order.slice(0, 3)).toEqual(['token', 'connection', 'list']);
  expect(order.filter((step) => step === 'list').length).toBeLessThanOrEqual(30);
});

test('people whose coming no event told of are there after the next check', async () => {
  const scene = await openLiveThread();
  await scene.sync.loadParticipants(scene.threadId);
  loseEvents(scene);
  await addPerson(scene, 'Linus');
  const names = (): unknown => scene.thread().participants?.map((one) => one.displayName);
  await scene.clock.advance(72_000);
  await scene.advanceUntil(() => expect(names()).toContain('Linus'), 0);
});

test('clients that are woken by the same thing do not list at the same moment', async () => {
  const waits: number[] = [];
  for (const chance of [0.1, 0.9]) {
    const random = { next: () => chance, createUuid: () => crypto.randomUUID() };
    const scene = await openLiveThread({ ports: { random } });
    scene.page.setVisible(false);
    await scene.clock.advance(1_000);
    const before = scene.clock.now();
    scene.page.setVisible(true);
    const isListed = (): void => expect(scene.takeRequests(lists)).toHaveLength(1);
    await scene.advanceUntil(isListed, 100);
    waits.push(scene.clock.now() - before);
  }
  expect(waits[0]).toBeLessThan(1_000);
  expect(waits[1]).toBeGreaterThan(4_000);
  expect(waits[1]).toBeLessThan(5_500);
});

test('a user who is taken back into a thread that she looks at sees it filled again, though no event told of it', async () => {
  const scene = await openLiveThread();
  const self = { communicationUserId: scene.userId };
  await scene.grace.removeParticipant(self);
  await scene.advanceUntil(() => expect(scene.state().threadIds).toEqual([]));
  loseEvents(scene);
  await scene.grace.addParticipants({
    participants: [{ id: self, shareHistoryTime: new Date(0) }],
  });
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['First']), 10_000);
});

test('a new thread of which no event told is in the list after the check of the whole window', async () => {
  const scene = await openLiveThread();
  loseEvents(scene);
  await scene.graceClient.createChatThread(
    { topic: 'Second' },
    { participants: [{ id: { communicationUserId: scene.userId } }] },
  );
  await scene.clock.advance(200_000);
  expect(scene.state().threadIds).toHaveLength(1);
  await scene.advanceUntil(() => expect(scene.state().threadIds).toHaveLength(2), 10_000);
});

async function join(scene: SyncScene, displayName: string): Promise<void> {
  const { userId } = await scene.service.createUser(displayName);
  const participants = [{ id: { communicationUserId: userId }, displayName }];
  await scene.grace.addParticipants({ participants });
  await scene.clock.advance(2_000);
}

test('people, topic and receipts whose events were lost are right after the check of the whole window, though later events had the messages read', async () => {
  const scene = await openLiveThread();
  const { sync, threadId, client } = scene;
  await sync.loadParticipants(threadId);
  await sync.loadReceipts(threadId);
  const { id } = await client.getChatThreadClient(threadId).sendMessage({ content: 'Mine' });
  await scene.clock.advance(1_000);
  loseEvents(scene);
  await join(scene, 'Linus');
  await scene.grace.updateTopic('Landing');
  await scene.grace.sendReadReceipt({ chatMessageId: id });
  await scene.clock.settle();
  scene.service.setFaults({ rules: [] });
  await join(scene, 'Maya');
  const names = (): unknown => scene.thread().participants?.map((one) => one.displayName);
  expect(names()).toContain('Maya');
  expect(names()).not.toContain('Linus');
  await scene.clock.advance(380_000);
  await scene.advanceUntil(() => expect(names()).toContain('Linus'), 0);
  await scene.advanceUntil(() => expect(scene.thread().topic).toBe('Landing'), 0);
  const read = (): unknown => scene.thread().receipts.get(scene.graceId)?.messageId;
  await scene.advanceUntil(() => expect(read()).toBe(id), 0);
});

test('a check of the whole window that failed is made again with the next check', async () => {
  const scene = await openLiveThread({ serve: { behaviours: { startTimeBy: 'created' } } });
  const [old = ''] = await scene.say('Old', 'New');
  await scene.clock.advance(150_000);
  await scene.say('Newest');
  await scene.clock.advance(72_000);
  loseEvents(scene);
  await scene.grace.updateMessage(old, { content: 'Edited' });
  let failures = 0;
  scene.respond = async (request, pass, url) => {
    if (!lists.test(request) || url.searchParams.has('startTime')) return pass();
    failures += 1;
    return failures === 1 ? createErrorAnswer(503) : pass();
  };
  await scene.advanceUntil(() => expect(failures).toBe(1), 1_000);
  await scene.clock.advance(72_000);
  await scene.advanceUntil(() => expect(scene.texts()).toContain('Edited'), 0);
});

test('what comes while the page is hidden has nothing listed', async () => {
  const scene = await openLiveThread({ serve: { behaviours: { eventSequenceIds: false } } });
  await scene.say('While it is seen');
  scene.page.setVisible(false);
  for (let count = 0; count < 10; count += 1) {
    await scene.say(`${count}`);
    await scene.clock.advance(6_000);
  }
  expect(scene.takeRequests(lists)).toEqual([]);
});

test('clients that have heard the same message do not list at the same moment', async () => {
  const waits: number[] = [];
  for (const chance of [0.1, 0.9]) {
    const random = { next: () => chance, createUuid: () => crypto.randomUUID() };
    const scene = await openLiveThread({
      ports: { random },
      serve: { behaviours: { eventSequenceIds: false } },
    });
    await scene.say('Without a number');
    const before = scene.clock.now();
    await scene.advanceUntil(() => expect(scene.takeRequests(lists)).toHaveLength(1), 100);
    waits.push(scene.clock.now() - before);
  }
  expect((waits[1] ?? 0) - (waits[0] ?? 0)).toBeGreaterThan(2_000);
  expect(waits[1]).toBeLessThan(5_500);
});
