import { expect, test, vi } from 'vitest';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import { createPollingFanOut } from './fan-out.ts';
import { event } from '../test-support/storage-rows.ts';

test('a log that several processes share is looked at once in each interval, whoever comes and goes', async () => {
  const time = createManualTime();
  const storage = createMemoryStorage();
  let looks = 0;
  const read: typeof storage.read = (work) => {
    looks += 1;
    return storage.read(work);
  };
  const fanOut = createPollingFanOut({ ...storage, read }, time.schedule, 50);
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  let end = fanOut.subscribe(() => undefined);
  for (let round = 0; round < 5; round++) {
    time.advance(50);
    // While the look is under way the last one leaves and the next one comes.
    end();
    end = fanOut.subscribe(() => undefined);
    await settle();
  }
  looks = 0;
  time.advance(50);
  await settle();
  expect(looks).toBe(1);

  end();
  time.advance(50);
  await settle();
  looks = 0;
  time.advance(500);
  expect(looks).toBe(0);
});

test('a log that has grown is noticed, and one that has not disturbs nobody', async () => {
  const time = createManualTime();
  const storage = createMemoryStorage();
  const fanOut = createPollingFanOut(storage, time.schedule, 50);
  const onNews = vi.fn<() => void>();
  const end = fanOut.subscribe(onNews);
  const pass = async (): Promise<void> => {
    time.advance(50);
    await new Promise((resolve) => setImmediate(resolve));
  };
  await pass();
  expect(onNews).not.toHaveBeenCalled();
  await storage.transaction((tx) => tx.appendEvent(event('e'), { now: 0, keep: 10 }));
  await pass();
  await pass();
  expect(onNews).toHaveBeenCalledTimes(1);
  end();
});
