import { expect, test } from 'vitest';
import type { ChatEvent } from './chat-event.ts';
import { createEventBatcher } from './event-batcher.ts';

const events: readonly ChatEvent[] = [
  { type: 'connection-changed', status: 'live' },
  { type: 'thread-unloaded', threadId: 'T' },
];

/** A batcher with what it hands out, and the next frame. */
function createScene() {
  const batches: (readonly ChatEvent[])[] = [];
  const frames: (() => void)[] = [];
  const batcher = createEventBatcher(
    (flush) => {
      frames.push(flush);
      return () => {};
    },
    (error) => {
      throw error;
    },
  );
  batcher.subscribe((batch) => batches.push(batch));
  return { batcher, batches, showFrame: () => frames.splice(0).forEach((flush) => flush()) };
}

test('what is emitted for each item of a list are the items, and nothing beside them', () => {
  const { batcher, batches, showFrame } = createScene();
  events.forEach(batcher.emit);
  showFrame();
  expect(batches).toEqual([events]);
  events.forEach(batcher.emitNow);
  expect(batches).toEqual([events, [events[0]], [events[1]]]);
});

test('what the user does is handed out at once, after what waits for the frame', () => {
  const { batcher, batches, showFrame } = createScene();
  const [first, second] = events;
  if (first === undefined || second === undefined) throw new Error('There are two.');
  batcher.emit(first);
  expect(batches).toEqual([]);
  batcher.emitNow(second);
  expect(batches).toEqual([[first, second]]);
  showFrame();
  expect(batches).toHaveLength(1);
});

test('of twenty acknowledgements in one frame, those that come together are one batch, and one that comes alone waits for none', async () => {
  const { batcher, batches, showFrame } = createScene();
  const [event] = events;
  if (event === undefined) throw new Error('There are two.');
  const seen: number[] = [];
  const acknowledge = (): Promise<unknown> => {
    batcher.emit(event);
    return batcher.flushedBefore(Promise.resolve()).then(() => seen.push(batches.flat().length));
  };
  await Promise.all(Array.from({ length: 19 }, acknowledge));
  expect(batches.map(({ length }) => length)).toEqual([19]);
  await acknowledge();
  expect(batches.map(({ length }) => length)).toEqual([19, 1]);
  expect(seen).toEqual([...Array.from({ length: 19 }, () => 19), 20]);
  showFrame();
  expect(batches).toHaveLength(2);
});

test('a listener that throws is reported once for each batch, and the others hear it all the same', () => {
  const reported: unknown[] = [];
  const batcher = createEventBatcher(
    () => () => {},
    (error) => reported.push(error),
  );
  const broken = new Error('A broken listener.');
  batcher.subscribe(() => {
    throw broken;
  });
  const heard: ChatEvent[] = [];
  batcher.subscribe((batch) => heard.push(...batch));
  events.forEach(batcher.emit);
  batcher.flush();
  expect(reported).toEqual([broken]);
  expect(heard).toEqual(events);
});
