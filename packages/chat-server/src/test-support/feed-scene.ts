import { vi } from 'vitest';
import type { Mock } from 'vitest';
import { defaultBehaviours } from '../behaviours.ts';
import type { ChatContext } from '../domain/work-unit.ts';
import { createEventFeed } from '../realtime/event-feed.ts';
import type { EventFeed, FeedSubscriber } from '../realtime/event-feed.ts';
import { createLocalFanOut } from '../realtime/fan-out.ts';
import type { FanOut } from '../realtime/fan-out.ts';
import { systemClock, systemRandom, systemSchedule } from '../runtime.ts';
import type { ChatStorage, WriteTransaction } from '../storage/chat-storage.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import type { NewEvent, ParticipantRow } from '../storage/rows.ts';
import { event } from './storage-rows.ts';

/** A feed, and Ada and Grace in the thread `t` of its storage. */
export interface FeedScene {
  readonly storage: ChatStorage;
  readonly fanOut: FanOut;
  readonly feed: EventFeed;
  readonly onError: Mock<() => void>;
  /** The feed's reads: how many there were, and those that wait to be let go while `held` is a list. */
  readonly reading: { count: number; held: (() => void)[] | undefined };
  /** Appends events to the log without a notice of them. */
  append(count?: number, part?: Partial<NewEvent>, keep?: number): Promise<void>;
  /** Appends one event as a change does, which hands it to the feed. `change` runs in its transaction. */
  announce(
    part?: Partial<NewEvent>,
    change?: (tx: WriteTransaction) => Promise<void>,
  ): Promise<void>;
}

const anEvent: NewEvent = event('e', { threadId: 't' });

/** Sets the scene on a memory of its own. */
export async function setFeedScene(): Promise<FeedScene> {
  const storage = createMemoryStorage();
  const fanOut = createLocalFanOut();
  const reading: FeedScene['reading'] = { count: 0, held: undefined };
  const read: ChatStorage['read'] = async (work) => {
    reading.count += 1;
    const result = await storage.read(work);
    if (reading.held !== undefined) {
      await new Promise<void>((resolve) => reading.held?.push(resolve));
    }
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
  const onError = vi.fn<() => void>();
  const feed = createEventFeed(context, onError, systemSchedule);
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
      await tx.putParticipant(memberOfScene(userId));
    }
  });
  const append: FeedScene['append'] = (count = 1, part = {}, keep = 10_000) =>
    storage.transaction(async (tx) => {
      for (let index = 0; index < count; index++) {
        await tx.appendEvent({ ...anEvent, ...part }, { now: 0, keep });
      }
    });
  const announce: FeedScene['announce'] = async (part = {}, change = async () => undefined) => {
    const news = { ...anEvent, ...part };
    const offset = await storage.transaction(async (tx) => {
      await change(tx);
      return await tx.appendEvent(news, { now: 0, keep: 10_000 });
    });
    void fanOut.publish([{ ...news, offset }]);
  };
  return { storage, fanOut, feed, onError, reading, append, announce };
}

/** The row of somebody who is in the scene's thread. */
export function memberOfScene(userId: string): ParticipantRow {
  return {
    threadId: 't',
    userId,
    displayName: null,
    shareHistoryTime: null,
    metadata: {},
    addedAt: 0,
    removedAt: null,
    eventsAfter: 0,
  };
}

/** A subscriber whose calls are noted. */
export type NotedSubscriber = {
  readonly [Name in keyof FeedSubscriber]: FeedSubscriber[Name] extends (
    ...args: infer Args
  ) => infer R
    ? Mock<(...args: Args) => R>
    : FeedSubscriber[Name];
};

/** Somebody who listens, and the offsets that he has seen. */
export function createSubscriber(userId = 'ada'): { subscriber: NotedSubscriber; seen: number[] } {
  const seen: number[] = [];
  const subscriber: NotedSubscriber = {
    userId,
    generation: 1,
    isGone: vi.fn<() => boolean>(() => false),
    deliver: vi.fn<FeedSubscriber['deliver']>(({ offset }) => void seen.push(offset)),
    onRevoked: vi.fn<() => void>(),
    onTrimmed: vi.fn<() => void>(),
    onFailed: vi.fn<() => void>(),
  };
  return { subscriber, seen };
}

/** Whether these are the first offsets, each once and in order. */
export const isRising = (offsets: readonly number[]): boolean =>
  offsets.every((offset, index) => offset === index + 1);
