import { beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultBehaviours } from '../behaviours.ts';
import type { ChatContext } from '../domain/work-unit.ts';
import { tokensRevokedEvent } from '../domain/events.ts';
import { systemClock, systemRandom, systemSchedule } from '../runtime.ts';
import type { ChatStorage } from '../storage/chat-storage.ts';
import type { NewEvent } from '../storage/rows.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { createEventFeed } from './event-feed.ts';
import type { EventFeed, FeedSubscriber } from './event-feed.ts';
import { createLocalFanOut } from './fan-out.ts';
import type { FanOut } from './fan-out.ts';

let storage: ChatStorage;
/** Reads of the feed that wait for the test to let them go; `undefined`: none does. */
let held: (() => void)[] | undefined;
let reads: number;
let fanOut: FanOut;
let feed: EventFeed;
let onError: ReturnType<typeof vi.fn<() => void>>;
beforeEach(async () => {
  storage = createMemoryStorage();
  fanOut = createLocalFanOut();
  held = undefined;
  reads = 0;
  const read: ChatStorage['read'] = async (work) => {
    reads += 1;
    const result = await storage.read(work);
    if (held !== undefined) await new Promise<void>((resolve) => held?.push(resolve));
    return result;
  };
  const context: ChatContext = {
    storage: { ...storage, read },
    fanOut,
    clock: systemClock,
    random: systemRandom,
    resourceId: 'r',
    epoch: 'e',
    behaviours: defaultBehaviours,
  };
  onError = vi.fn<() => void>();
  feed = createEventFeed(context, onError, systemSchedule);
  await storage.transaction(async (tx) => {
    await tx.putThread({
      threadId: 't',
      topic: 'T',
      createdAt: 0,
      createdBy: 'ada',
      metadata: {},
      retentionPolicy: { kind: 'none' },
      deleteAt: null,
      deletedAt: null,
      lastSequence: 0,
      lastVersion: 0,
      lastMessageAt: 0,
    });
    for (const userId of ['ada', 'grace']) {
      await tx.putUser({ userId, name: null, tokenGeneration: 1, createdAt: 0, deletedAt: null });
      await tx.putParticipant(participant(userId));
    }
  });
});

const participant = (userId: string) => ({
  threadId: 't',
  userId,
  displayName: null,
  shareHistoryTime: null,
  metadata: {},
  addedAt: 0,
  removedAt: null as number | null,
  eventsAfter: 0,
});

/** Appends events to the log without a notice of them. */
const append = (count = 1, part: Partial<NewEvent> = {}, keep = 10_000) =>
  storage.transaction(async (tx) => {
    for (let index = 0; index < count; index++) {
      await tx.appendEvent(
        {
          event: 'e',
          threadId: 't',
          data: '{}',
          expiresAt: null,
          messageId: null,
          exceptUserId: null,
          alsoTo: [],
          ...part,
        },
        { now: 0, keep },
      );
    }
  });

function createSubscriber(userId = 'ada') {
  const seen: number[] = [];
  const subscriber = {
    userId,
    generation: 1,
    isGone: () => false,
    deliver: vi.fn<FeedSubscriber['deliver']>(({ offset }) => void seen.push(offset)),
    onRevoked: vi.fn<() => void>(),
    onTrimmed: vi.fn<() => void>(),
    onFailed: vi.fn<() => void>(),
  };
  return { subscriber, seen };
}

const isRising = (offsets: readonly number[]): boolean =>
  offsets.every((offset, index) => offset === index + 1);

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

describe('a storage that answers several readers at once', () => {
  /** Lets the reads that are under way end. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const hold = async (count: number): Promise<(() => void)[]> => {
    await vi.waitFor(() => expect(held).toHaveLength(count));
    return held ?? [];
  };

  test('costs a newcomer nothing that the others got just before he joined them', async () => {
    await feed.subscribe(createSubscriber().subscriber, 0);
    await settle();
    held = [];
    const { subscriber, seen } = createSubscriber('grace');
    const joining = feed.subscribe(subscriber, 0);
    await hold(1);
    await append();
    void fanOut.publish();
    const [own, shared] = await hold(2);
    held = undefined;
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
    held = [];
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
    held = undefined;
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
    expect(reads).toBe(1);
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
    await storage.transaction((tx) => tx.putParticipant({ ...participant('ada'), removedAt: 5 }));
    void fanOut.publish();
    await vi.waitFor(() => expect(grace.seen).toEqual([1]));
    expect(ada.seen).toEqual([]);
  });

  test('not who may not read the message that it is about, and not from before he was added', async () => {
    await storage.transaction((tx) =>
      tx.putParticipant({ ...participant('ada'), shareHistoryTime: 100, eventsAfter: 1 }),
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
