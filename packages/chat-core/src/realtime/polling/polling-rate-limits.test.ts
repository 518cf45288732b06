import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { PageLifecycle } from '../../platform/page-lifecycle.ts';
import { record } from '../contract/contract-scene.ts';
import {
  createPollingScene,
  passAll,
  refuse,
  type PollingScene,
} from '../../test-support/polling-scene.ts';

let scene: PollingScene;

beforeEach(async () => {
  scene = await createPollingScene();
});
afterEach(() => scene.close());

function countRequests(end: string): number {
  return scene.requests.filter((path) => path.endsWith(end)).length;
}

/** A page that a test makes visible. */
function createPage(): { readonly pageLifecycle: PageLifecycle; becomeVisible(): void } {
  let listen = (): void => {};
  return {
    pageLifecycle: {
      isOnline: () => true,
      isVisible: () => true,
      onOnlineChange: () => () => {},
      onVisibilityChange(listener) {
        listen = listener;
        return () => {};
      },
    },
    becomeVisible: () => listen(),
  };
}

describe('when the service asks to wait', () => {
  test('a page that becomes visible again and again does not ask before', async () => {
    const { clock, createGrace, poll, requests, start } = scene;
    const { becomeVisible, pageLifecycle } = createPage();
    const grace = createGrace({ pageLifecycle });
    await start(grace);
    scene.respond = () => refuse(429, { 'retry-after': '60' });
    await poll();
    scene.respond = passAll;
    const count = requests.length;
    for (let second = 0; second < 59; second += 1) {
      becomeVisible();
      await clock.advance(1_000);
    }
    expect(requests).toHaveLength(count);
    await poll();
    expect(requests.length).toBeGreaterThan(count);
    // Without such a wish it asks at once.
    const passed = requests.length;
    becomeVisible();
    await clock.settle();
    expect(requests.length).toBeGreaterThan(passed);
  });
});

describe('with an interval of a second', () => {
  test('receipts of a thread are listed less than five times in ten seconds, and all are heard', async () => {
    const { createGrace, poll, start, thread } = scene;
    const grace = createGrace({
      realtime: { transport: 'polling', polling: { intervalMs: 1_000 } },
    });
    const received = record(grace, 'chatMessageReceived');
    const receipts = record(grace, 'readReceiptReceived');
    await start(grace);
    let last = '';
    for (let second = 0; second < 10; second += 1) {
      last = (await thread.sendMessage({ content: 'More' })).id;
      await thread.sendReadReceipt({ chatMessageId: last });
      await poll(1_000);
    }
    expect(received).toHaveLength(10);
    // The start has listed them once.
    expect(countRequests('/readReceipts')).toBeLessThan(4);
    for (let second = 0; second < 3; second += 1) await poll(1_000);
    expect(receipts.at(-1)?.chatMessageId).toBe(last);
  });

  test('participants of a new thread are listed less than five times in ten seconds, whatever makes it ask again', async () => {
    const { chat, clock, createGrace, poll, start } = scene;
    const { becomeVisible, pageLifecycle } = createPage();
    const realtime = { transport: 'polling', polling: { intervalMs: 1_000 } } as const;
    const grace = createGrace({ pageLifecycle, realtime });
    const created = record(grace, 'chatThreadCreated');
    await start(grace);
    const { threadId } = await chat.createThread('Looms');
    scene.respond = (path, pass) => (path.endsWith('/participants') ? refuse(503) : pass());
    await poll(1_000);
    for (let wake = 0; wake < 18; wake += 1) {
      becomeVisible();
      await clock.advance(500);
    }
    expect(countRequests('/participants')).toBeGreaterThan(0);
    expect(countRequests('/participants')).toBeLessThan(5);
    scene.respond = passAll;
    await clock.advance(60_000);
    expect(created.map((event) => event.threadId)).toEqual([threadId]);
  });

  test('lists of messages stay below 200 in a minute, in a long thread that is always swept', async () => {
    const { createGrace, poll, start, thread } = scene;
    for (let index = 0; index < 120; index += 1) await thread.sendMessage({ content: 'More' });
    const grace = createGrace({
      realtime: { transport: 'polling', polling: { intervalMs: 1_000 } },
    });
    await start(grace);
    for (let second = 0; second < 60; second += 1) await poll(1_000);
    expect(countRequests('/messages')).toBeLessThan(200);
  });
});
