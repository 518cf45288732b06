import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createSubscriber, isRising, setFeedScene } from '../test-support/feed-scene.ts';
import type { FeedScene } from '../test-support/feed-scene.ts';

let feed: FeedScene['feed'];
let fanOut: FeedScene['fanOut'];
let reading: FeedScene['reading'];
let append: FeedScene['append'];
beforeEach(async () => {
  ({ feed, fanOut, reading, append } = await setFeedScene());
});

describe('a storage that answers several readers at once', () => {
  /** Lets the reads that are under way end. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const hold = async (count: number): Promise<(() => void)[]> => {
    await vi.waitFor(() => expect(reading.held).toHaveLength(count));
    return reading.held ?? [];
  };

  test('costs a newcomer nothing that the others got just before he joined them', async () => {
    await feed.subscribe(createSubscriber().subscriber, 0);
    await settle();
    reading.held = [];
    const { subscriber, seen } = createSubscriber('grace');
    const joining = feed.subscribe(subscriber, 0);
    await hold(1);
    await append();
    void fanOut.publish();
    const [own, shared] = await hold(2);
    reading.held = undefined;
    own?.();
    shared?.();
    await joining;
    await append();
    void fanOut.publish();
    await vi.waitFor(() => expect(seen).toEqual([1, 2]));
  });

  test('costs a newcomer nothing when the last of the others leaves meanwhile', async () => {
    const first = createSubscriber();
    const end = await feed.subscribe(first.subscriber, 0);
    await settle();
    reading.held = [];
    const { subscriber, seen } = createSubscriber('grace');
    const joining = feed.subscribe(subscriber, 0);
    const [own] = await hold(1);
    await append();
    void fanOut.publish();
    (await hold(2))[1]?.();
    await vi.waitFor(() => expect(first.seen).toEqual([1]));
    await append();
    void fanOut.publish();
    const shared = (await hold(3))[2];
    reading.held = undefined;
    end();
    own?.();
    await joining;
    shared?.();
    await append();
    void fanOut.publish();
    await vi.waitFor(() => expect(seen).toEqual([1, 2, 3]));
  });
});

describe('a subscriber who comes from far behind', () => {
  beforeEach(() => append(6_000));

  test('lets others have their turn in between', async () => {
    let turns = 0;
    let isDone = false;
    const takeTurns = (): void => {
      turns += 1;
      if (!isDone) setImmediate(takeTurns);
    };
    setImmediate(takeTurns);
    const { subscriber, seen } = createSubscriber();
    await feed.subscribe(subscriber, 0);
    isDone = true;
    expect(turns).toBeGreaterThan(1);
    expect(seen).toHaveLength(6_000);
    expect(isRising(seen)).toBe(true);
  });

  test('is read for no longer than he stays', async () => {
    const { subscriber, seen } = createSubscriber();
    await feed.subscribe({ ...subscriber, isGone: () => seen.length === 3 }, 0);
    expect(seen).toEqual([1, 2, 3]);
    expect(reading.count).toBe(1);
  });
});
