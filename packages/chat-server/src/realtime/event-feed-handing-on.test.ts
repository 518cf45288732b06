import { beforeEach, expect, test, vi } from 'vitest';
import { createSubscriber, memberOfScene, setFeedScene } from '../test-support/feed-scene.ts';
import type { FeedScene } from '../test-support/feed-scene.ts';

let scene: FeedScene;
beforeEach(async () => {
  scene = await setFeedScene();
});

test('what a change in this process adds is delivered without being read back, once the members are known', async () => {
  const { feed, reading, announce } = scene;
  const { subscriber, seen } = createSubscriber();
  await feed.subscribe(subscriber);
  await announce();
  await vi.waitFor(() => expect(seen).toEqual([1]));
  const before = reading.count;
  for (let count = 0; count < 10; count++) await announce();
  expect(seen).toHaveLength(11);
  expect(reading.count).toBe(before);
});

test('who is removed gets nothing from then on, and who is added gets what comes then', async () => {
  const { feed, announce } = scene;
  const [ada, grace] = [createSubscriber('ada'), createSubscriber('grace')];
  await feed.subscribe(ada.subscriber);
  await feed.subscribe(grace.subscriber);
  const expected: number[] = [];
  let isIn = true;
  for (let offset = 1; offset <= 60; offset++) {
    if (offset % 7 === 0) {
      isIn = !isIn;
      const row = { ...memberOfScene('ada'), eventsAfter: offset - 1, removedAt: isIn ? null : 1 };
      const event = isIn ? 'participantsAdded' : 'participantsRemoved';
      await announce({ event, alsoTo: isIn ? [] : ['ada'] }, (tx) => tx.putParticipant(row));
      expected.push(offset);
    } else {
      await announce();
      if (isIn) expected.push(offset);
    }
    await vi.waitFor(() => expect(grace.seen).toHaveLength(offset), { interval: 1 });
  }
  expect(ada.seen).toEqual(expected);
});

test('what others added in between is read, so that nothing is passed over or comes twice', async () => {
  const { feed, append, announce } = scene;
  const { subscriber, seen } = createSubscriber();
  await feed.subscribe(subscriber);
  for (let round = 0; round < 30; round++) {
    await announce();
    // As another process does, whose notice comes later.
    if (round % 3 === 0) await append();
    await announce();
    if (round % 5 === 0) await Promise.resolve();
  }
  await vi.waitFor(() => expect(seen).toHaveLength(70));
  expect(seen).toEqual(seen.map((_, index) => index + 1));
});

test('somebody who was removed by another process gets nothing that comes after it', async () => {
  const { feed, storage, append, announce } = scene;
  const [ada, grace] = [createSubscriber('ada'), createSubscriber('grace')];
  await feed.subscribe(ada.subscriber);
  await feed.subscribe(grace.subscriber);
  await announce();
  await vi.waitFor(() => expect(grace.seen).toEqual([1]));
  await storage.transaction((tx) => tx.putParticipant({ ...memberOfScene('ada'), removedAt: 1 }));
  await append(1, { event: 'participantsRemoved', alsoTo: ['ada'] });
  await announce();
  await vi.waitFor(() => expect(grace.seen).toEqual([1, 2, 3]));
  expect(ada.seen).toEqual([1, 2]);
});

test('a feed that everybody has left starts anew with whoever comes', async () => {
  const { feed, announce } = scene;
  const first = createSubscriber();
  const end = await feed.subscribe(first.subscriber);
  first.subscriber.deliver.mockImplementation(end);
  await announce();
  await vi.waitFor(() => expect(first.subscriber.deliver).toHaveBeenCalledTimes(1));
  await announce();
  const next = createSubscriber('grace');
  await feed.subscribe(next.subscriber, 0);
  await announce();
  await vi.waitFor(() => expect(next.seen).toEqual([1, 2, 3]));
  expect(first.subscriber.deliver).toHaveBeenCalledTimes(1);
});
