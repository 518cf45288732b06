import { expect, test, vi } from 'vitest';
import type { ChatContext } from '../domain/work-unit.ts';
import { systemClock, systemRandom } from '../runtime.ts';
import type { ChatStorage } from '../storage/chat-storage.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { createEventPump } from './event-pump.ts';
import { createLocalFanOut } from './fan-out.ts';

const user = { userId: 'ada', name: null, tokenGeneration: 1, createdAt: 0, deletedAt: null };
const event = { event: 'chatThreadDeleted', threadId: 't', data: '{}', expiresAt: null };

async function start() {
  const storage: ChatStorage = createMemoryStorage();
  await storage.transaction((tx) => tx.putUser(user));
  const context: ChatContext = {
    storage,
    fanOut: createLocalFanOut(),
    clock: systemClock,
    random: systemRandom,
    resourceId: 'r',
    epoch: 'e',
  };
  const written: number[] = [];
  const outlet = {
    userId: 'ada',
    generation: 1,
    write: vi.fn(({ offset }: { offset: number }) => void written.push(offset)),
    onRevoked: vi.fn<() => void>(),
    onTrimmed: vi.fn<() => void>(),
    onFailed: vi.fn<() => void>(),
  };
  const append = (count = 1, keep = 1_000) =>
    storage.transaction(async (tx) => {
      for (let index = 0; index < count; index++)
        await tx.appendEvent('ada', event, { now: 0, keep });
    });
  return { storage, outlet, written, append, pump: createEventPump(context, 0, outlet) };
}

test('no wake is lost, at whatever moment of the pump’s run it comes', async () => {
  const { pump, written, append } = await start();
  for (let delay = 0; delay < 60; delay++) {
    await append();
    pump.wake();
    for (let turn = 0; turn < delay; turn++) await Promise.resolve();
    await append();
    pump.wake();
    await vi.waitFor(() => expect(written).toHaveLength(2 * (delay + 1)), { interval: 1 });
  }
  expect(written).toEqual(written.map((_, index) => index + 1));
});

test('more events than fit one read come in order, each once', async () => {
  const { pump, written, append } = await start();
  await append(250);
  pump.wake();
  pump.wake();
  await vi.waitFor(() => expect(written).toHaveLength(250));
  expect(written).toEqual(written.map((_, index) => index + 1));
});

test('a log that was cut ahead of the pump ends it instead of leaving a hole', async () => {
  const { pump, outlet, append } = await start();
  await append(5, 2);
  pump.wake();
  await vi.waitFor(() => expect(outlet.onTrimmed).toHaveBeenCalledTimes(1));
  expect(outlet.write).not.toHaveBeenCalled();
});

test('revoked tokens end it before another event is written', async () => {
  const { storage, pump, outlet, append } = await start();
  await append();
  await storage.transaction((tx) => tx.putUser({ ...user, tokenGeneration: 2 }));
  pump.wake();
  await vi.waitFor(() => expect(outlet.onRevoked).toHaveBeenCalledTimes(1));
  expect(outlet.write).not.toHaveBeenCalled();
});

test('a storage that fails is reported, and nothing comes after stop', async () => {
  const { storage, pump, outlet } = await start();
  await storage.close();
  pump.wake();
  await vi.waitFor(() => expect(outlet.onFailed).toHaveBeenCalledTimes(1));
  pump.stop();
  pump.wake();
  expect(outlet.onFailed).toHaveBeenCalledTimes(1);
});
