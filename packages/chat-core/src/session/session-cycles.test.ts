import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createChatService } from '@confab/chat-server';
import { expect, test } from 'vitest';
import { createLedger, type Ledger } from '../test-support/ledger.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import { createPageSwitch } from '../test-support/page-switch.ts';
import { createSwitchableNetwork } from '../test-support/switchable-network.ts';
import { createTokenCredential } from '../token-credential.ts';
import type { ChatSession } from './session-contract.ts';
import { createMemoryStore } from './storage/memory-database.ts';
import { createSystemSendingLock } from './tabs/system-sending-lock.ts';

/** A device of Ada's, whose pages follow each other: they share what is stored, and the place of the one that sends. */
async function createDevice() {
  const clock = createManualClock();
  const service = await createChatService({
    clock,
    schedule(callback, delayMs) {
      const timer = clock.setTimeout(callback, delayMs);
      return () => clock.clearTimeout(timer);
    },
  });
  const [ada, grace] = [await service.createUser('Ada'), await service.createUser('Grace')];
  const store = createMemoryStore();
  const network = createSwitchableNetwork(service);
  let uuids = 0;

  function openPage(): { ledger: Ledger; session: ChatSession } {
    const ledger = createLedger();
    const platform = {
      clock,
      pageLifecycle: createPageSwitch(),
      random: {
        next: () => 0.5,
        createUuid: () => `00000000-0000-4000-8000-${String((uuids += 1)).padStart(12, '0')}`,
      },
    };
    const credential = createTokenCredential(ada.token, clock);
    const client = ledger.createClient('http://localhost', credential, {
      ...network.options,
      ...platform,
    });
    const database = { ...store.open(), isPersisted: true };
    const session = ledger.createSession(client, {
      ...platform,
      userId: ada.userId,
      displayName: 'Ada',
      openDatabase: async () => database,
      createSendingLock: (name) =>
        createSystemSendingLock(name, {
          ...platform,
          clock: ledger.watchClock(clock),
          database,
          locks: undefined,
        }),
    });
    session.subscribe(() => {});
    return { ledger, session };
  }

  return { clock, service, network, graceId: grace.userId, openPage };
}

type Device = Awaited<ReturnType<typeof createDevice>>;

/** A thread in which Ada has said something. */
async function createThread({ openPage, clock }: Device) {
  const { session } = openPage();
  const { threadId } = await session.createThread({ topic: 'Launch' });
  const { settled } = session.send(threadId, { content: 'First' });
  await clock.settle();
  const messageId = await settled;
  await session.dispose();
  return { threadId, messageId };
}

type Deed = (session: ChatSession) => unknown;

/** What somebody does on a page, in order. */
function listDeeds(
  { threadId, messageId }: { threadId: string; messageId: string },
  { graceId }: Device,
): Deed[] {
  return [
    (session) => session.start(),
    (session) => session.acquire(threadId),
    (session) => session.loadThreads(),
    (session) => session.loadMessages(threadId),
    (session) => session.loadParticipants(threadId),
    (session) => session.loadReceipts(threadId),
    (session) => session.send(threadId, { content: 'Again' }).settled,
    (session) => session.edit(threadId, messageId, { content: 'First, edited' }),
    (session) => session.notifyTyping(threadId),
    (session) => session.markRead(threadId, messageId),
    (session) => session.setDraft(threadId, { text: 'Dra' }),
    (session) => session.updateTopic(threadId, 'Launch day'),
    (session) => session.addParticipants(threadId, [{ userId: graceId }]),
    (session) => session.removeParticipant(threadId, graceId),
  ];
}

/** Begins one deed after the other, with a moment in between in which some come to their end. Errors are theirs whose page has ended. */
async function live(session: ChatSession, deeds: readonly Deed[], device: Device): Promise<void> {
  for (const deed of deeds) {
    Promise.resolve(deed(session)).catch(() => {});
    await device.clock.settle();
  }
}

/** So many pages on a device of their own; each ends at another point. */
async function playPages(count: number): Promise<void> {
  const device = await createDevice();
  const deeds = listDeeds(await createThread(device), device);
  for (let page = 0; page < count; page += 1) {
    const { ledger, session } = device.openPage();
    // Every other page ends while all of its requests wait for their answers.
    const release = page % 2 === 0 ? () => {} : device.network.hold(/./);
    await live(session, deeds.slice(0, page % (deeds.length + 1)), device);
    await session.dispose();
    ledger.requireNothingOpen();
    release();
    await device.clock.settle();
    ledger.requireNothingOpen();
  }
  await device.service.close();
}

test(
  'a thousand sessions that do a little of everything, and end at any point, leave nothing open and no memory behind',
  { timeout: 120_000 },
  async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    /** What a thousand sessions leave behind, MB: ten times the middle of what one round adds, as any two rounds have it. */
    async function measureGrowth(): Promise<number> {
      const heapSizes: number[] = [];
      for (let round = 0; round < 10; round += 1) {
        await playPages(100);
        // What the last device still waits for comes to its end, so that it is collected, too.
        for (let collection = 0; collection < 2; collection += 1) {
          await new Promise((resolve) => setImmediate(resolve));
          collectGarbage();
        }
        heapSizes.push(process.memoryUsage().heapUsed);
      }
      const growths = heapSizes.flatMap((size, round) =>
        heapSizes.slice(0, round).map((earlier, index) => (size - earlier) / (round - index)),
      );
      const growth = growths.toSorted((a, b) => a - b)[Math.floor(growths.length / 2)] ?? Infinity;
      return (growth * heapSizes.length) / 2 ** 20;
    }
    // What is compiled and cached once is no growth. How long that goes on depends on the machine; what leaks grows every time.
    for (let warmUp = 0; warmUp < 2; warmUp += 1) await playPages(100);
    const measured: number[] = [];
    while (measured.length < 3 && !measured.some((growth) => growth < 2))
      measured.push(await measureGrowth());
    expect(Math.min(...measured)).toBeLessThan(2);
  },
);
