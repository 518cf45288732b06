import { expect, test, vi } from 'vitest';
import { createErrorAnswer } from '../../test-support/recording-fetch.ts';
import { addPerson } from '../../test-support/open-thread.ts';
import { createSyncScene, endScenes, type SyncScene } from '../../test-support/sync-scene.ts';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 30_000 });
endScenes();
const lists = /GET .*\/messages$/;

async function createLiveScene(init?: Parameters<typeof createSyncScene>[0]): Promise<SyncScene> {
  const scene = await createSyncScene(init);
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  scene.takeRequests();
  return scene;
}

test.each(['created', 'version'] as const)(
  'after a cut of 5 seconds new, edited and deleted messages are right 2 seconds after the connection is back (startTime by %s)',
  async (startTimeBy) => {
    const scene = await createSyncScene({ serve: { behaviours: { startTimeBy } } });
    const [edited = '', deleted = ''] = await scene.say('Old', 'Older news');
    await scene.sync.loadMessages(scene.threadId);
    await scene.goLive();
    await scene.cut();
    await scene.clock.advance(5_000);
    await scene.say('One', 'Two', 'Three');
    await scene.grace.updateMessage(edited, { content: 'Edited' });
    await scene.grace.deleteMessage(deleted);
    let connectedAt = 0;
    const note = (): void => void (connectedAt = scene.clock.now());
    scene.client.on('realTimeNotificationConnected', note);
    await scene.heal();
    await scene.until('live');
    scene.client.off('realTimeNotificationConnected', note);
    expect(scene.clock.now() - connectedAt).toBeLessThan(2_000);
    expect(scene.texts()).toEqual(['Edited', '', 'One', 'Two', 'Three']);
  },
);

test('what happened while the connection was resumed comes as events, without a list', async () => {
  const scene = await createLiveScene();
  scene.network.cut();
  await scene.until('reconnecting');
  await scene.say('One', 'Two');
  scene.network.heal();
  await scene.until('live');
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['One', 'Two']));
  expect(scene.takeRequests(lists)).toEqual([]);
});

test('a screen that opens while the session connects has each list read at most twice', async () => {
  const { sync, threadId, until, clock, takeRequests } = await createSyncScene();
  sync.start();
  const loads = [
    sync.loadMessages(threadId),
    sync.loadParticipants(threadId),
    sync.loadReceipts(threadId),
  ];
  await until('live');
  await clock.settle();
  await Promise.all(loads);
  const requests = takeRequests();
  for (const list of [/\/messages/, /\/participants/, /\/readReceipts/])
    expect(requests.filter((request) => list.test(request)).length).toBeLessThanOrEqual(2);
});

test('a message that comes between the list and the connection is there', async () => {
  const scene = await createSyncScene();
  await scene.sync.loadMessages(scene.threadId);
  const release = scene.network.hold(/GET .*realTimeNotifications/, 1);
  scene.sync.start();
  await scene.clock.advance(10);
  await scene.say('In between');
  release();
  await scene.until('live');
  expect(scene.texts()).toEqual(['In between']);
});

test('a message that comes while its thread is listed is shown once, after those that were missed before it', async () => {
  const scene = await createLiveScene();
  await scene.cut();
  await scene.say('Missed');
  await scene.heal();
  const release = scene.network.hold(lists, 1);
  await scene.advanceUntil(() => expect(scene.takeRequests(lists)).toHaveLength(1));
  await scene.say('Meanwhile');
  await scene.clock.advance(100);
  expect(scene.texts()).toEqual([]);
  release();
  await scene.until('live');
  expect(scene.texts()).toEqual(['Missed', 'Meanwhile']);
  const shown = scene.events.filter(
    (event) => event.type === 'message-upserted' && event.message.content === 'Meanwhile',
  );
  expect(shown).toHaveLength(1);
});

test('when more events come than are held back, the thread is read once more and nothing is lost', async () => {
  const scene = await createLiveScene({ config: { maxHeldEvents: 3 } });
  await scene.cut();
  await scene.heal();
  const release = scene.network.hold(lists, 1);
  await scene.advanceUntil(() => expect(scene.takeRequests(lists)).toHaveLength(1));
  await scene.say('1', '2', '3', '4', '5');
  await scene.clock.advance(100);
  release();
  await scene.until('live');
  expect(scene.takeRequests(lists).length).toBeGreaterThan(0);
  expect(scene.texts()).toEqual(['1', '2', '3', '4', '5']);
});

test('when the second page fails the first is not taken either, and both are read again', async () => {
  const scene = await createLiveScene();
  await scene.cut();
  await scene.say(...Array.from({ length: 250 }, (_, index) => `Missed ${index}`));
  await scene.heal();
  let pages = 0;
  scene.respond = (request, pass) => {
    if (!lists.test(request)) return pass();
    pages += 1;
    return pages % 2 === 0 ? Promise.reject(new TypeError('Failed to fetch')) : pass();
  };
  await scene.advanceUntil(() => expect(pages).toBeGreaterThan(3));
  expect(scene.texts()).toEqual([]);
  scene.respond = (_request, pass) => pass();
  await scene.advanceUntil(() => expect(scene.texts()).toHaveLength(250));
});

test('one thread that cannot be read does not keep the others from being live, and comes later', async () => {
  const scene = await createLiveScene();
  const other = await scene.createThread('Other');
  await scene.sync.loadMessages(other);
  await scene.cut();
  await scene.say('Missed');
  await scene.graceClient.getChatThreadClient(other).sendMessage({ content: 'Missed, too' });
  await scene.heal();
  scene.respond = (request, pass) =>
    request.includes(encodeURIComponent(other)) && lists.test(request)
      ? Promise.reject(new TypeError('Failed to fetch'))
      : pass();
  await scene.until('live');
  expect(scene.texts()).toEqual(['Missed']);
  expect(scene.texts(other)).toEqual([]);
  await scene.clock.advance(60_000);
  scene.respond = (_request, pass) => pass();
  await scene.advanceUntil(() => expect(scene.texts(other)).toEqual(['Missed, too']), 1_000);
});

test('edits and deletions far back in what is loaded are repaired within the background', async () => {
  const scene = await createSyncScene();
  const ids = await scene.say(...Array.from({ length: 450 }, (_, index) => `${index}`));
  const release = scene.sync.acquire(scene.threadId);
  let { olderCursor } = await scene.sync.loadMessages(scene.threadId, { pageSize: 200 });
  while (olderCursor !== null) {
    const page = { cursor: olderCursor, pageSize: 200 };
    ({ olderCursor } = await scene.sync.loadMessages(scene.threadId, page));
  }
  await scene.goLive();
  await scene.cut();
  await scene.grace.updateMessage(ids[0] ?? '', { content: 'Edited' });
  await scene.grace.deleteMessage(ids[225] ?? '');
  await scene.heal();
  await scene.until('live');
  await scene.advanceUntil(() => expect(scene.texts()[0]).toBe('Edited'));
  expect(scene.texts()[225]).toBe('');
  expect(scene.texts()).toHaveLength(450);
  release();
});

test('people and receipts that changed in the meantime are read again', async () => {
  const scene = await createSyncScene();
  const release = scene.sync.acquire(scene.threadId);
  const [id = ''] = await scene.say('Read me');
  await scene.sync.loadMessages(scene.threadId);
  await scene.sync.loadParticipants(scene.threadId);
  await scene.sync.loadReceipts(scene.threadId);
  await scene.goLive();
  await scene.cut();
  await addPerson(scene, 'Linus');
  await scene.grace.sendReadReceipt({ chatMessageId: id });
  await scene.heal();
  await scene.until('live');
  expect(scene.thread().participants?.map((one) => one.displayName)).toContain('Linus');
  expect(scene.thread().receipts.get(scene.graceId)?.messageId).toBe(id);
  release();
});

test('a socket that the service ends comes back by itself, and nothing is missed', async () => {
  const scene = await createLiveScene();
  scene.network.cutSockets();
  await scene.say('In between');
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['In between']));
  await scene.until('live');
});

test('what was missed is read although the connection is lost again before it could be', async () => {
  const scene = await createLiveScene();
  await scene.cut();
  await scene.say('Missed');
  const allow = scene.network.refuse(/GET \/chat\/threads$/);
  await scene.heal();
  await scene.until('syncing');
  await scene.advanceUntil(() => expect(scene.errors.length).toBeGreaterThan(0));
  // From here on the client can resume: nothing is missing since the socket that is cut now.
  scene.network.cutSockets();
  allow();
  await scene.until('live');
  expect(scene.texts()).toEqual(['Missed']);
});

test('rows from before a thread was opened are not joined to a page that does not reach them', async () => {
  const scene = await createSyncScene();
  await scene.goLive();
  await scene.say('Before');
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['Before']));
  await scene.cut();
  await scene.say('1', '2', '3', '4', '5', '6', '7');
  await scene.heal();
  await scene.until('live');
  await scene.sync.loadMessages(scene.threadId, { pageSize: 5 });
  expect(scene.texts()).toEqual(['3', '4', '5', '6', '7']);
});

test('an open thread that is throttled does not keep the session from being live', async () => {
  const scene = await createSyncScene();
  scene.sync.acquire(scene.threadId);
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  await scene.cut();
  await scene.say('Missed');
  let refusals = 0;
  scene.respond = async (request, pass) => {
    if (!lists.test(request) || refusals > 0) return pass();
    refusals += 1;
    return createErrorAnswer(429, { 'Retry-After': '60' });
  };
  const before = scene.clock.now();
  await scene.heal();
  await scene.until('live');
  expect(scene.clock.now() - before).toBeLessThan(10_000);
  expect(scene.texts()).toEqual([]);
  await scene.clock.advance(61_500);
  await scene.advanceUntil(() => expect(scene.texts()).toEqual(['Missed']), 0);
});

test('people of threads that nobody looks at are read again one after the other, or when somebody opens the thread', async () => {
  const scene = await createSyncScene();
  const ids = [scene.threadId];
  for (let count = 0; count < 40; count += 1) ids.push(await scene.createThread(`${count}`));
  for (const id of ids) await scene.sync.loadParticipants(id);
  await scene.goLive();
  await scene.clock.advance(120_000);
  await scene.cut();
  const { userId } = await scene.service.createUser('Linus');
  const participants = [{ id: { communicationUserId: userId } }];
  const last = ids.at(-1) ?? '';
  for (const id of ids)
    await scene.graceClient.getChatThreadClient(id).addParticipants({ participants });
  scene.takeRequests();
  await scene.heal();
  await scene.until('live');
  await scene.clock.advance(5_000);
  expect(scene.takeRequests(/participants$/).length).toBeLessThanOrEqual(6);
  scene.sync.acquire(last);
  const people = (id: string): unknown => scene.thread(id).participants;
  await scene.advanceUntil(() => expect(people(last)).toHaveLength(3));
  await scene.clock.advance(80_000);
  for (const id of ids) expect(people(id)).toHaveLength(3);
});
