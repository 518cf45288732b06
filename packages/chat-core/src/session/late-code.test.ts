import { createChatService, type ChatService } from '@confab/chat-server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { partsAtHand } from '../test-support/parts-at-hand.ts';
import { createLedger } from '../test-support/ledger.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import { createSendingPlace } from '../test-support/sending-place.ts';
import { createTokenCredential } from '../token-credential.ts';
import type { ChatEvent } from './chat-event.ts';
import { createServiceSide } from './service-side.ts';
import { composeChatSession } from './compose-session.ts';
import { createGate } from './gate.ts';
import type { ChatSessionOptions } from './session-options.ts';
import type { SessionParts } from './session-parts.ts';
import { createMemoryStore } from './storage/memory-database.ts';

type ServiceSideCode = Awaited<ReturnType<SessionParts['loadServiceSide']>>;

let service: ChatService;
beforeEach(async () => {
  service = await createChatService();
});
afterEach(() => service.close());

/** A session whose code for the service comes as the test says. */
async function openSession(
  loadServiceSide: () => Promise<ServiceSideCode>,
  options: Partial<ChatSessionOptions> = {},
  user = service.createUser('Ada'),
) {
  const clock = createManualClock(Date.now());
  const errors: unknown[] = [];
  const { userId, token } = await user;
  const ledger = createLedger();
  const client = ledger.createClient('http://localhost', createTokenCredential(token), {
    fetch: (url, init) => service.fetch(url, init),
    webSocket: (url) => service.webSocket(url),
  });
  const { chatThread } = await client.createChatThread({ topic: 'Launch' });
  const session = composeChatSession(
    client,
    ledger.watchOptions({ userId, clock, onError: (error) => errors.push(error), ...options }),
    { ...partsAtHand, loadServiceSide },
  );
  ledger.endWithTest(session);
  const events: ChatEvent[] = [];
  session.subscribe((batch) => events.push(...batch));
  return { session, clock, errors, events, ledger, threadId: chatThread?.id ?? '' };
}

test('a message shows at once while the code that sends it is on its way', async () => {
  const code = createGate<ServiceSideCode>();
  const { session, events, threadId } = await openSession(() => code.promise);
  session.start();
  const { settled } = session.send(threadId, { content: 'Hello' });
  expect(session.status.connection).toBe('connecting');
  expect(events).toContainEqual(expect.objectContaining({ type: 'outgoing-added' }));
  code.open(createServiceSide);
  await expect(settled).resolves.toMatch(/^\d+$/);
});

test('code that does not come is told, is tried again, and nothing is lost meanwhile', async () => {
  let failures = 0;
  const load = async (): Promise<ServiceSideCode> => {
    failures += 1;
    if (failures <= 6) throw new TypeError('Failed to fetch dynamically imported module');
    return createServiceSide;
  };
  const { session, clock, errors, threadId } = await openSession(load);
  session.start();
  const { settled } = session.send(threadId, { content: 'Hello' });
  await expect(session.loadThreads()).rejects.toMatchObject({
    code: 'not-loaded',
    retryable: true,
  });
  expect(errors).toContainEqual(expect.objectContaining({ code: 'not-loaded' }));
  await vi.waitFor(async () => {
    await clock.advance(30_000);
    expect(session.status.connection).toBe('live');
  });
  await expect(settled).resolves.toMatch(/^\d+$/);
});

test('a thread that was acquired before the code came is held once it is there, unless it was let go', async () => {
  const code = createGate<ServiceSideCode>();
  const { session, events, threadId } = await openSession(() => code.promise);
  session.acquire(threadId);
  session.acquire('19:other@thread.v2')();
  const loaded = session.loadMessages(threadId);
  code.open(createServiceSide);
  await loaded;
  expect(events.filter(({ type }) => type === 'thread-held')).toEqual([
    { type: 'thread-held', threadId, isHeld: true },
  ]);
});

test('a session that ends before its code came asks nothing of the service', async () => {
  const code = createGate<ServiceSideCode>();
  const { session, clock, threadId } = await openSession(() => code.promise);
  session.start();
  const loaded = session.loadMessages(threadId);
  const told = expect(loaded).rejects.toMatchObject({ code: 'disposed' });
  await session.dispose();
  code.open(createServiceSide);
  await told;
  expect(clock.pendingTimers).toBe(0);
});

test('a session that ends in the moment in which its code comes leaves nothing open', async () => {
  for (let moments = 0; moments < 20; moments += 1) {
    const code = createGate<ServiceSideCode>();
    const { session, ledger } = await openSession(() => code.promise);
    session.start();
    code.open(createServiceSide);
    for (let moment = 0; moment < moments; moment += 1) await undefined;
    await session.dispose();
    expect(ledger.open).toEqual([]);
  }
});

test('a tab whose code does not come leaves the sending to another one, until it comes', async () => {
  const store = createMemoryStore();
  const options: Partial<ChatSessionOptions> = {
    openDatabase: async () => ({ ...store.open(), isPersisted: true }),
    createSendingLock: createSendingPlace(),
  };
  const user = service.createUser('Ada');
  const code = createGate<ServiceSideCode>();
  const late = await openSession(() => code.promise, options, user);
  late.session.start();
  await late.clock.settle();
  const well = await openSession(async () => createServiceSide, options, user);
  well.session.start();
  const first = well.session.send(well.threadId, { content: 'Hello' });
  await expect(first.settled).resolves.toMatch(/^\d+$/);
  await well.session.dispose();
  const second = late.session.send(well.threadId, { content: 'Hello again' });
  code.open(createServiceSide);
  await expect(second.settled).resolves.toMatch(/^\d+$/);
});
