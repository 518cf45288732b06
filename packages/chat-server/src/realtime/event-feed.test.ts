import { beforeEach, describe, expect, test, vi } from 'vitest';
import { tokensRevokedEvent } from '../domain/events.ts';
import type { NewEvent } from '../storage/rows.ts';
import {
  createSubscriber,
  isRising,
  memberOfScene,
  setFeedScene,
} from '../test-support/feed-scene.ts';
import type { FeedScene } from '../test-support/feed-scene.ts';

let storage: FeedScene['storage'];
let fanOut: FeedScene['fanOut'];
let feed: FeedScene['feed'];
let onError: FeedScene['onError'];
let append: FeedScene['append'];
beforeEach(async () => {
  ({ storage, fanOut, feed, onError, append } = await setFeedScene());
});

describe('a subscriber', () => {
  test('gets every event once and in order, at whatever moment of the reading the notice comes', async () => {
    const { subscriber, seen } = createSubscriber();
    await feed.subscribe(subscriber);
    for (let delay = 0; delay < 60; delay++) {
      await append();
      void fanOut.publish();
      for (let turn = 0; turn < delay; turn++) await Promise.resolve();
      await append();
      void fanOut.publish();
      await vi.waitFor(() => expect(seen).toHaveLength(2 * (delay + 1)), { interval: 1 });
    }
    expect(isRising(seen)).toBe(true);
  });

  test('misses and doubles nothing while he catches up and events keep coming', async () => {
    const first = createSubscriber();
    await feed.subscribe(first.subscriber, 0);
    const later: ReturnType<typeof createSubscriber>[] = [];
    for (let round = 0; round < 40; round++) {
      await append(13);
      void fanOut.publish();
      const next = createSubscriber(round % 2 === 0 ? 'ada' : 'grace');
      later.push(next);
      const attaching = feed.subscribe(next.subscriber, 0);
      await append(13);
      void fanOut.publish();
      if (round % 3 === 0) await attaching;
    }
    for (const { seen } of [first, ...later]) {
      await vi.waitFor(() => expect(seen).toHaveLength(40 * 26));
      expect(isRising(seen)).toBe(true);
    }
  });

  test('who does not say where he stopped gets only what comes from now on', async () => {
    await append(3);
    const { subscriber, seen } = createSubscriber();
    await feed.subscribe(subscriber);
    await append();
    void fanOut.publish();
    await vi.waitFor(() => expect(seen).toEqual([4]));
  });

  test('gets nothing any more after he has ended it, and one who comes then gets all that is his', async () => {
    const { subscriber, seen } = createSubscriber();
    const end = await feed.subscribe(subscriber);
    end();
    end();
    await append(2);
    void fanOut.publish();
    const next = createSubscriber();
    await feed.subscribe(next.subscriber, 1);
    await append();
    void fanOut.publish();
    await vi.waitFor(() => expect(next.seen).toEqual([2, 3]));
    expect(seen).toEqual([]);
  });
});

describe('who gets an event', () => {
  const listen = async () => {
    const [ada, grace] = [createSubscriber('ada'), createSubscriber('grace')];
    await feed.subscribe(ada.subscriber, 0);
    await feed.subscribe(grace.subscriber, 0);
    return { ada, grace };
  };
  const settle = async (part: Partial<NewEvent>) => {
    const { ada, grace } = await listen();
    await append(1, part);
    await append(1, { alsoTo: ['ada', 'grace'] });
    void fanOut.publish();
    await vi.waitFor(() => expect(grace.seen).toContain(2));
    return { ada: ada.seen, grace: grace.seen };
  };

  test.each<[string, Partial<NewEvent>, number[], number[]]>([
    ['everybody in the thread', {}, [1, 2], [1, 2]],
    ['not the participant whom it excepts', { exceptUserId: 'ada' }, [2], [1, 2]],
    ['nobody of another thread', { threadId: 'other' }, [2], [2]],
    ['whom it names, in whatever thread', { threadId: 'other', alsoTo: ['ada'] }, [1, 2], [2]],
    ['nobody after its time', { expiresAt: 1 }, [2], [2]],
  ])('%s', async (_title, part, ada, grace) => {
    expect(await settle(part)).toEqual({ ada, grace });
  });

  test('not who was removed before it was delivered', async () => {
    const { ada, grace } = await listen();
    await append();
    await storage.transaction((tx) => tx.putParticipant({ ...memberOfScene('ada'), removedAt: 5 }));
    void fanOut.publish();
    await vi.waitFor(() => expect(grace.seen).toEqual([1]));
    expect(ada.seen).toEqual([]);
  });

  test('not who may not read the message that it is about, and not from before he was added', async () => {
    await storage.transaction((tx) =>
      tx.putParticipant({ ...memberOfScene('ada'), shareHistoryTime: 100, eventsAfter: 1 }),
    );
    const { ada, grace } = await listen();
    await append(1, { messageId: 200 });
    await append(1, { messageId: 99 });
    await append(1, { messageId: 100 });
    void fanOut.publish();
    await vi.waitFor(() => expect(grace.seen).toEqual([1, 2, 3]));
    expect(ada.seen).toEqual([3]);
    const late = createSubscriber('ada');
    await feed.subscribe(late.subscriber, 0);
    expect(late.seen).toEqual([3]);
  });
});

describe('an ending', () => {
  test('comes when the log was cut ahead of the reader, instead of a hole', async () => {
    const { subscriber, seen } = createSubscriber();
    await feed.subscribe(subscriber);
    await append(5, {}, 2);
    void fanOut.publish();
    await vi.waitFor(() => expect(subscriber.onTrimmed).toHaveBeenCalledTimes(1));
    expect(seen).toEqual([]);
    const late = createSubscriber();
    await feed.subscribe(late.subscriber, 1);
    expect(late.subscriber.onTrimmed).toHaveBeenCalledTimes(1);
  });

  test('comes when the user’s tokens are revoked, before another event', async () => {
    const { subscriber, seen } = createSubscriber();
    const end = await feed.subscribe(subscriber);
    subscriber.onRevoked.mockImplementation(end);
    const user = { userId: 'ada', name: null, tokenGeneration: 2, createdAt: 0, deletedAt: null };
    await storage.transaction((tx) => tx.putUser(user));
    await append(1, { event: tokensRevokedEvent, threadId: '', alsoTo: ['ada'] });
    await append();
    void fanOut.publish();
    await vi.waitFor(() => expect(subscriber.onRevoked).toHaveBeenCalledTimes(1));
    expect(seen).toEqual([]);

    const old = createSubscriber();
    await feed.subscribe(old.subscriber, 0);
    expect(old.subscriber.onRevoked).toHaveBeenCalledTimes(1);
    const renewed = createSubscriber();
    await feed.subscribe({ ...renewed.subscriber, generation: 2 }, 0);
    expect(renewed.subscriber.onRevoked).not.toHaveBeenCalled();
    expect(renewed.seen).toEqual([2]);
  });

  test('comes for the one whose socket cannot take an event, and for nobody else', async () => {
    const [ada, grace] = [createSubscriber('ada'), createSubscriber('grace')];
    const end = await feed.subscribe(ada.subscriber, 0);
    await feed.subscribe(grace.subscriber, 0);
    ada.subscriber.onFailed.mockImplementation(end);
    ada.subscriber.deliver.mockImplementation(() => {
      throw new Error('broken');
    });
    await append(2);
    void fanOut.publish();
    await vi.waitFor(() => expect(grace.seen).toEqual([1, 2]));
    expect(ada.subscriber.onFailed).toHaveBeenCalledTimes(1);
    expect(grace.subscriber.onFailed).not.toHaveBeenCalled();
    expect(onError).toHaveBeenCalledTimes(1);
  });

  test('comes when the storage fails, for those who are there and those who come', async () => {
    const { subscriber } = createSubscriber();
    await feed.subscribe(subscriber);
    await storage.close();
    feed.wake();
    await vi.waitFor(() => expect(subscriber.onFailed).toHaveBeenCalledTimes(1));
    expect(onError).toHaveBeenCalledTimes(1);
    await expect(feed.subscribe(createSubscriber().subscriber)).rejects.toThrow('closed');
  });
});
