import { expect, test } from 'vitest';
import { ChatClientError } from '../../errors.ts';
import { createErrorAnswer } from '../../test-support/recording-fetch.ts';
import { createSyncScene, endScenes } from '../../test-support/sync-scene.ts';
import { createTokenCredential } from '../../token-credential.ts';

endScenes();
const config = /\/chat\/config\//;

test('a start connects, reads what there is, and is live', async () => {
  const scene = await createSyncScene();
  await scene.goLive();
  expect(scene.statuses).toEqual(['connecting', 'syncing', 'live']);
  expect(scene.state().threadIds).toEqual([scene.threadId]);
  expect(scene.lives).toBe(1);
  expect(scene.lastSyncedAt).toBeGreaterThan(scene.clock.now() - 1_000);
});

test('several starts make one connection, and a stop ends it', async () => {
  const scene = await createSyncScene();
  scene.sync.start();
  scene.sync.start();
  await scene.goLive();
  expect(scene.takeRequests(config)).toHaveLength(1);
  await scene.sync.stop();
  expect(scene.statuses.at(-1)).toBe('stopped');
  expect(scene.clock.pendingTimers).toBe(0);
  expect(scene.page.listeners).toBe(0);
  await scene.goLive();
});

test('a stop during the start leaves nothing behind, and the next start works', async () => {
  const scene = await createSyncScene();
  scene.sync.start();
  const stopped = scene.sync.stop();
  scene.sync.start();
  await stopped;
  await scene.until('live');
  expect(scene.statuses).toEqual(['connecting', 'stopped', 'connecting', 'syncing', 'live']);
});

test('a start that fails is tried again with growing waits, and works when the service is back', async () => {
  const scene = await createSyncScene();
  let tries = 0;
  scene.respond = (request, pass) => {
    if (!config.test(request)) return pass();
    tries += 1;
    return Promise.reject(new TypeError('Failed to fetch'));
  };
  scene.sync.start();
  await scene.advanceUntil(() => expect(tries).toBe(3), 100);
  const before = scene.clock.now();
  await scene.advanceUntil(() => expect(tries).toBe(5), 100);
  expect(scene.clock.now() - before).toBeGreaterThan(4_000);
  expect(scene.statuses).toEqual(['connecting', 'reconnecting']);
  scene.respond = (_request, pass) => pass();
  await scene.until('live');
});

test('a start that failed does not wait any longer when the network comes back', async () => {
  const scene = await createSyncScene();
  scene.network.cut();
  scene.page.setOnline(false);
  scene.sync.start();
  await scene.until('offline');
  await scene.clock.advance(3_000);
  scene.network.heal();
  const before = scene.clock.now();
  scene.page.setOnline(true);
  await scene.until('live');
  expect(scene.clock.now() - before).toBeLessThan(2_000);
});

test('a page of a hotel network in place of an answer is tried again, and nothing of it is learned', async () => {
  const scene = await createSyncScene();
  scene.respond = async () => new Response('<h1>Welcome to the hotel</h1>');
  scene.sync.start();
  await scene.until('reconnecting');
  await scene.clock.advance(60_000);
  expect(scene.events).toEqual([]);
  scene.respond = (_request, pass) => pass();
  await scene.until('live');
});

test('a refused token is told once, and everything waits for the next start', async () => {
  const scene = await createSyncScene();
  let requests = 0;
  scene.respond = async () => {
    requests += 1;
    return createErrorAnswer(401);
  };
  scene.sync.start();
  await scene.until('auth-blocked');
  expect(scene.authErrors).toHaveLength(1);
  const before = requests;
  await scene.clock.advance(600_000);
  expect(requests).toBe(before);
  expect(scene.clock.pendingTimers).toBe(0);
  scene.respond = (_request, pass) => pass();
  await scene.goLive();
  expect(scene.authErrors).toHaveLength(1);
});

test('a token that is refused while lists are read blocks the session, too', async () => {
  const scene = await createSyncScene();
  await scene.goLive();
  scene.respond = async () => createErrorAnswer(401);
  await expect(scene.sync.loadThreads()).rejects.toMatchObject({ statusCode: 401 });
  expect(scene.statuses.at(-1)).toBe('auth-blocked');
  scene.sync.block(new Error('seen by somebody else'));
  expect(scene.authErrors).toHaveLength(1);
});

test('a credential that fails for a while is asked again, at last once a minute', async () => {
  let isWell = false;
  const asked: number[] = [];
  const scene = await createSyncScene({
    credential: (token, clock) => ({
      async getToken() {
        asked.push(clock.now());
        if (!isWell) throw new Error('The session server is down.');
        return { token, expiresOnTimestamp: clock.now() + 86_400_000 };
      },
      dispose() {},
    }),
  });
  scene.sync.start();
  await scene.advanceUntil(() => expect(asked.length).toBeGreaterThan(10), 1_000);
  expect(scene.statuses).toEqual(['connecting', 'reconnecting']);
  const waits = asked.map((at, index) => at - (asked[index - 1] ?? at)).slice(1);
  expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
  expect(waits.at(-1)).toBeGreaterThan(20_000);
  expect(scene.errors).toMatchObject([{ code: 'token', retryable: true }]);
  isWell = true;
  await scene.advanceUntil(() => expect(scene.statuses.at(-1)).toBe('live'), 1_000);
});

test('a credential that says for good that there is no token is told once, and not asked again', async () => {
  let asked = 0;
  const scene = await createSyncScene({
    credential: () => ({
      async getToken() {
        asked += 1;
        throw new ChatClientError({
          code: 'token',
          operation: 'getToken',
          message: 'The user has signed out on the server.',
        });
      },
      dispose() {},
    }),
  });
  scene.sync.start();
  await scene.until('auth-blocked');
  await scene.clock.advance(600_000);
  expect(asked).toBe(1);
  expect(scene.authErrors).toMatchObject([{ code: 'token', retryable: false }]);
});

test('a credential that hangs is given up after 30 seconds, told, and asked again', async () => {
  let asked = 0;
  const scene = await createSyncScene({
    credential: (token, clock) => ({
      getToken() {
        asked += 1;
        const answer = { token, expiresOnTimestamp: clock.now() + 86_400_000 };
        return asked === 1 ? new Promise(() => {}) : Promise.resolve(answer);
      },
      dispose() {},
    }),
  });
  const before = scene.clock.now();
  scene.sync.start();
  await scene.advanceUntil(() => expect(scene.statuses.at(-1)).toBe('live'), 500);
  expect(scene.clock.now() - before).toBeGreaterThan(30_000);
  expect(scene.errors).toMatchObject([{ code: 'timeout', operation: 'getToken' }]);
});

test('a token of another user that comes later stops everything, too', async () => {
  let isOther = false;
  let other = '';
  const scene = await createSyncScene({
    credential: (token, clock) => ({
      async getToken() {
        return { token: isOther ? other : token, expiresOnTimestamp: clock.now() + 180_000 };
      },
      dispose() {},
    }),
  });
  other = (await scene.service.createUser('Mallory')).token;
  scene.sync.acquire(scene.threadId);
  await scene.sync.loadMessages(scene.threadId);
  await scene.goLive();
  isOther = true;
  await scene.advanceUntil(() => expect(scene.statuses.at(-1)).toBe('auth-blocked'), 1_000);
  expect(scene.authErrors).toMatchObject([{ code: 'identity-changed' }]);
});

test('a token of another user stops everything before anything is asked with it', async () => {
  let token = '';
  const scene = await createSyncScene({ credential: () => createTokenCredential(token) });
  token = (await scene.service.createUser('Mallory')).token;
  let requests = 0;
  scene.respond = (_request, pass) => {
    requests += 1;
    return pass();
  };
  scene.sync.start();
  await scene.until('auth-blocked');
  expect(scene.authErrors).toMatchObject([{ code: 'identity-changed' }]);
  expect(requests).toBe(0);
  await expect(scene.sync.checkIdentity()).rejects.toMatchObject({ code: 'identity-changed' });
});

test('a connection that flaps twice a second for a minute causes at most 12 catch-ups', async () => {
  // The client itself is as fast as it can be.
  const random = { next: () => 0, createUuid: () => crypto.randomUUID() };
  const scene = await createSyncScene({ client: { random } });
  await scene.goLive();
  scene.takeRequests();
  for (let count = 0; count < 120; count += 1) {
    await scene.loseLog();
    scene.network.cutSockets();
    await scene.clock.advance(500);
  }
  expect(scene.takeRequests(/GET \/chat\/threads$/).length).toBeLessThanOrEqual(12);
  await scene.until('live');
});

test('after the end nothing is left: no timer, no listener, no request', async () => {
  const scene = await createSyncScene();
  await scene.goLive();
  const release = scene.network.hold(/messages$/);
  const load = scene.sync.loadMessages(scene.threadId);
  const outcome = expect(load).rejects.toMatchObject({ code: 'disposed' });
  await scene.clock.settle();
  const heard = scene.events.length;
  scene.sync.dispose();
  release();
  await outcome;
  await scene.say('Nobody hears');
  await scene.clock.settle();
  expect(scene.events.length).toBe(heard);
  expect(scene.clock.pendingTimers).toBe(0);
  expect(scene.page.listeners).toBe(0);
  await expect(scene.sync.loadThreads()).rejects.toMatchObject({ code: 'disposed' });
});
