import type { ChatEvent } from '@confab/chat-core/session';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openScene, type Scene } from './scene.ts';

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.close());

test('both people are in the thread with the latest activity, and it ends as the seed says', async () => {
  for (const session of [scene.ada, scene.grace]) {
    const events: ChatEvent[] = [];
    session.subscribe((batch) => events.push(...batch));
    await session.loadMessages(scene.threadId);
    const newest = events.find((event) => event.type === 'messages-listed')?.messages[0];
    expect(newest?.content).toBe('Then we can go at ten 🎉');
  }
});

test('a closed scene has ended both sessions', async () => {
  const statuses = new Map<string, string>();
  for (const session of [scene.ada, scene.grace]) {
    session.subscribe((batch) => {
      for (const event of batch) {
        if (event.type === 'connection-changed') statuses.set(session.id, event.status);
      }
    });
    session.start();
  }
  await vi.waitFor(() => expect([...statuses.values()]).toEqual(['live', 'live']));
  await scene.close();
  expect([...statuses.values()]).toEqual(['stopped', 'stopped']);
});
