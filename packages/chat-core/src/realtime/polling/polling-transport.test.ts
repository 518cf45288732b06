import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { record } from '../contract/contract-scene.ts';
import {
  createPollingScene,
  passAll,
  refuse,
  type PollingScene,
} from '../../test-support/polling-scene.ts';

let scene: PollingScene;

/** The next requests are refused with these statuses. */
function refuseNext(...statuses: number[]): void {
  scene.respond = (_path, pass) => {
    const status = statuses.shift();
    return status === undefined ? pass() : refuse(status);
  };
}

beforeEach(async () => {
  scene = await createPollingScene();
});
afterEach(() => scene.close());

describe('a poll', () => {
  test('the first one gives out nothing of what was there', async () => {
    const { createGrace, poll, start, thread } = scene;
    await thread.sendMessage({ content: 'Old' });
    const grace = createGrace();
    const received = record(grace, 'chatMessageReceived');
    const created = record(grace, 'chatThreadCreated');
    await start(grace);
    await poll();
    expect([received, created]).toEqual([[], []]);
  });

  test('comes every five seconds by default, and as often as the option says', async () => {
    const { clock, createGrace, poll, requests, start } = scene;
    const grace = createGrace();
    await start(grace);
    await clock.advance(4_900);
    expect(requests).toHaveLength(0);
    await poll();
    const often = createGrace({
      realtime: { transport: 'polling', polling: { intervalMs: 1_000 } },
    });
    await start(often);
    await clock.advance(1_000);
    await vi.waitFor(() => expect(requests).toContain('/chat/threads'));
  });

  test.each([0, 999, Number.NaN, 3_600_001, Number.POSITIVE_INFINITY])(
    'an interval of %d milliseconds is refused',
    async (intervalMs) => {
      const { createGrace } = scene;
      const grace = createGrace({ realtime: { transport: 'polling', polling: { intervalMs } } });
      await expect(grace.startRealtimeNotifications()).rejects.toMatchObject({
        code: 'invalid-argument',
        message: expect.stringContaining('1000 to 3600000'),
      });
    },
  );

  test('makes as few requests after a long history as after a short one', async () => {
    const { createGrace, poll, requests, start, thread } = scene;
    const grace = createGrace();
    await start(grace);
    requests.length = 0;
    await poll();
    const short = requests.length;
    for (let index = 0; index < 150; index += 1) await thread.sendMessage({ content: 'More' });
    await poll();
    requests.length = 0;
    await poll();
    expect(requests).toHaveLength(short);
  });

  test('an edit and a deletion before the message was first seen are not lost', async () => {
    const { createGrace, poll, start, thread } = scene;
    const grace = createGrace();
    const received = record(grace, 'chatMessageReceived');
    const edited = record(grace, 'chatMessageEdited');
    const deleted = record(grace, 'chatMessageDeleted');
    await start(grace);
    const { id } = await thread.sendMessage({ content: 'Frist' });
    await thread.updateMessage(id, { content: 'First' });
    const second = await thread.sendMessage({ content: 'Second' });
    await thread.deleteMessage(second.id);
    await poll();
    expect(received).toMatchObject([{ id, message: 'First' }]);
    expect(edited).toMatchObject([{ id, message: 'First' }]);
    expect(deleted).toEqual([]);
  });

  test('new metadata of a thread is heard, though nothing in the list of threads tells it', async () => {
    const { createGrace, poll, start, thread } = scene;
    const grace = createGrace();
    const updated = record(grace, 'chatThreadPropertiesUpdated');
    await start(grace);
    await thread.updateProperties({ metadata: { plan: 'lunch' } });
    await poll();
    await poll();
    expect(updated).toMatchObject([
      { properties: { topic: 'Engines', metadata: { plan: 'lunch' } } },
    ]);
  });

  test('more than it reads at once is told as a gap, and the newest of it is heard', async () => {
    const { createGrace, poll, start, thread } = scene;
    const grace = createGrace();
    const received = record(grace, 'chatMessageReceived');
    const connected = record(grace, 'realTimeNotificationConnected');
    await start(grace);
    for (let index = 1; index <= 130; index += 1) {
      await thread.sendMessage({ content: String(index) });
    }
    await poll();
    expect(connected.map(({ recovered }) => recovered)).toEqual([false, false]);
    expect(received.map(({ message }) => message)).toEqual(
      Array.from({ length: 100 }, (_, index) => String(index + 31)),
    );
  });

  test('edits in more threads than one poll looks at are heard after a few polls', async () => {
    const { chat, createGrace, poll, start, thread } = scene;
    const threads = [thread];
    for (let index = 0; index < 7; index += 1) threads.push(await chat.createThread('More'));
    const ids: string[] = [];
    for (const one of threads) ids.push((await one.sendMessage({ content: 'Old' })).id);
    const grace = createGrace();
    const edited = record(grace, 'chatMessageEdited');
    await start(grace);
    await Promise.all(
      threads.map((one, index) => one.updateMessage(ids[index] ?? '', { content: 'New' })),
    );
    for (let round = 0; round < 4; round += 1) await poll();
    expect(new Set(edited.map(({ threadId }) => threadId)).size).toBe(8);
  });

  test('a message of an unknown type is given out as it is', async () => {
    const { createGrace, poll, start, thread } = scene;
    const grace = createGrace();
    const received = record(grace, 'chatMessageReceived');
    await start(grace);
    await thread.sendMessage({ content: 'Hello' });
    scene.respond = async (path, pass) => {
      const answer = await pass();
      if (!path.endsWith('/messages')) return answer;
      return new Response((await answer.text()).replace('"type":"text"', '"type":"hologram"'));
    };
    await poll();
    expect(received).toMatchObject([{ type: 'hologram', message: 'Hello' }]);
  });
});

describe('a poll that fails', () => {
  test('is told, is repeated with growing waits, and the next good one is told too', async () => {
    const { clock, createGrace, poll, requests, start, thread } = scene;
    const grace = createGrace();
    const connected = record(grace, 'realTimeNotificationConnected');
    const disconnected = record(grace, 'realTimeNotificationDisconnected');
    const received = record(grace, 'chatMessageReceived');
    await start(grace);
    refuseNext(500, 500, 500);
    await poll();
    expect(disconnected.map(({ reason }) => reason)).toEqual(['network']);
    await thread.sendMessage({ content: 'Meanwhile' });
    const at: number[] = [];
    for (let wait = 0; at.length < 3; wait += 500) {
      const count = requests.length;
      await clock.advance(500);
      if (requests.length > count) at.push(wait + 500);
    }
    await vi.waitFor(() => expect(received).toMatchObject([{ message: 'Meanwhile' }]));
    expect(at).toEqual([1_000, 3_000, 7_000]);
    expect(connected).toMatchObject([{ recovered: false }, { recovered: false }]);
    expect(disconnected).toHaveLength(1);
  });

  test('waits at least as long as the service asks', async () => {
    const { clock, createGrace, poll, requests, start } = scene;
    const grace = createGrace();
    await start(grace);
    scene.respond = () => refuse(429, { 'retry-after': '25' });
    await poll();
    scene.respond = passAll;
    const count = requests.length;
    await clock.advance(24_000);
    expect(requests).toHaveLength(count);
    await clock.advance(1_500);
    await vi.waitFor(() => expect(requests.length).toBeGreaterThan(count));
  });

  test('for a token that is refused ends everything', async () => {
    const { clock, createGrace, start } = scene;
    const grace = createGrace();
    const disconnected = record(grace, 'realTimeNotificationDisconnected');
    await start(grace);
    refuseNext(401, 401);
    await clock.advance(5_000);
    await vi.waitFor(() =>
      expect(disconnected.map(({ reason }) => reason)).toEqual(['network', 'unauthorized']),
    );
    expect(clock.pendingTimers).toBe(0);
  });

  test('the first time, with an answer that no repetition changes, rejects the start', async () => {
    const { createGrace } = scene;
    const grace = createGrace();
    refuseNext(403);
    await expect(grace.startRealtimeNotifications()).rejects.toMatchObject({ statusCode: 403 });
    await grace.startRealtimeNotifications();
  });

  test('the first time for the network is repeated until the start succeeds', async () => {
    const { clock, createGrace } = scene;
    const grace = createGrace();
    refuseNext(503);
    const started = grace.startRealtimeNotifications();
    await vi.waitFor(() => expect(scene.waits).toBe(1));
    await clock.advance(1_000);
    await started;
  });

  test('in one thread that the user may not see does not stop the others', async () => {
    const { chat, createGrace, poll, start, thread } = scene;
    const other = await chat.createThread('Looms');
    const grace = createGrace();
    const received = record(grace, 'chatMessageReceived');
    const disconnected = record(grace, 'realTimeNotificationDisconnected');
    await start(grace);
    await other.sendMessage({ content: 'Hidden' });
    await thread.sendMessage({ content: 'Seen' });
    const hidden = encodeURIComponent(other.threadId);
    scene.respond = (path, pass) => (path.includes(hidden) ? refuse(403) : pass());
    await poll();
    expect(received.map(({ message }) => message)).toEqual(['Seen']);
    expect(disconnected).toEqual([]);
  });
});
