import { createChatService, type ChatService } from '@confab/chat-server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FetchLike } from '../platform/fetch.ts';
import { createLedger } from '../test-support/ledger.ts';
import { createErrorAnswer } from '../test-support/recording-fetch.ts';
import { createSendingPlace } from '../test-support/sending-place.ts';
import { createTokenCredential } from '../token-credential.ts';
import type { ChatEvent } from './chat-event.ts';
import type { ChatSession } from './session-contract.ts';
import type { ChatSessionOptions } from './session-options.ts';
import { createMemoryStore } from './storage/memory-database.ts';

let service: ChatService;
beforeEach(async () => {
  service = await createChatService();
});
afterEach(() => service.close());

/** Opens a session of Ada's. With the test it ends, and must leave nothing open. */
function openSession(
  token: string,
  fetch: FetchLike,
  options: Pick<ChatSessionOptions, 'userId'> & Partial<ChatSessionOptions>,
) {
  const ledger = createLedger();
  const client = ledger.createClient('http://localhost', createTokenCredential(token), {
    fetch,
    webSocket: (url) => service.webSocket(url),
  });
  const session = ledger.createSession(client, options);
  ledger.endWithTest(session);
  const events: ChatEvent[] = [];
  session.subscribe((batch) => events.push(...batch));
  session.start();
  return { session, events };
}

/** A device with two tabs of Ada's. The first one has the place, and its requests are answered as the test says. */
async function createTabs(
  answer: () => Response | undefined,
  beforeSecond = async (_first: ChatSession): Promise<void> => {},
) {
  const { userId, token } = await service.createUser('Ada');
  const store = createMemoryStore();
  const place = createSendingPlace();
  const openTab = (fetch: FetchLike) =>
    openSession(token, fetch, {
      userId,
      openDatabase: async () => ({ ...store.open(), isPersisted: true }),
      createSendingLock: place,
    });
  const refused = openTab(async (url, init) => answer() ?? service.fetch(url, init));
  await vi.waitFor(() => expect(refused.session.status.connection).not.toBe('connecting'));
  await beforeSecond(refused.session);
  const well = openTab((url, init) => service.fetch(url, init));
  await vi.waitFor(() => expect(well.session.status.connection).toBe('live'));
  const { threadId } = await well.session.createThread({ topic: 'Launch' });
  return { refused, well, threadId };
}

test('a tab whose token is refused leaves the sending to another one', async () => {
  const { refused, well, threadId } = await createTabs(() => createErrorAnswer(401));
  expect(refused.session.status.connection).toBe('auth-blocked');
  await expect(well.session.send(threadId, { content: 'Hello' }).settled).resolves.toMatch(/^\d+$/);
});

test('a tab whose token was refused does not take the sending back when it is stopped', async () => {
  const stop = (session: ChatSession): Promise<void> => session.stop();
  const { refused, well, threadId } = await createTabs(() => createErrorAnswer(401), stop);
  expect(refused.session.status.connection).toBe('stopped');
  const own = refused.session.send(threadId, { content: 'From here' });
  await expect(well.session.send(threadId, { content: 'Hello' }).settled).resolves.toMatch(/^\d+$/);
  await expect(own.settled).resolves.toMatch(/^\d+$/);
});

test('a tab that signs in again sends again', async () => {
  let isRefused = true;
  const answer = (): Response | undefined => (isRefused ? createErrorAnswer(401) : undefined);
  const { refused, well, threadId } = await createTabs(answer);
  const { settled } = refused.session.send(threadId, { content: 'Hello' });
  expect(refused.events.at(-1)).toMatchObject({ sendState: 'queued', waitsFor: 'sign-in' });
  await settled;
  await well.session.dispose();
  isRefused = false;
  refused.session.start();
  await refused.session.send(threadId, { content: 'Again' }).settled;
});

test.each([[true], [false]])(
  'a message that is refused with the only tab’s token waits for the sign-in, and then leaves at once (idempotent: %s)',
  async (idempotentSends) => {
    await service.close();
    service = await createChatService({ behaviours: { idempotentSends } });
    const { userId, token } = await service.createUser('Ada');
    let isRefused = false;
    const { session, events } = openSession(
      token,
      async (url, init) => (isRefused ? createErrorAnswer(401) : service.fetch(url, init)),
      { userId, persist: false },
    );
    const { threadId } = await session.createThread({ topic: 'Launch' });
    await vi.waitFor(() => expect(session.status.connection).toBe('live'));
    isRefused = true;
    const { settled } = session.send(threadId, { content: 'Hello' });
    await vi.waitFor(() => expect(session.status.connection).toBe('auth-blocked'));
    await vi.waitFor(() =>
      expect(events.findLast(({ type }) => type === 'outgoing-changed')).toMatchObject({
        sendState: 'queued',
        waitsFor: 'sign-in',
      }),
    );
    isRefused = false;
    session.start();
    await expect(settled).resolves.toMatch(/^\d+$/);
  },
);

test('an edit that is refused with the token is made after the sign-in, without a look at the message', async () => {
  const { userId, token } = await service.createUser('Ada');
  let isRefused = false;
  const requests: string[] = [];
  const { session } = openSession(
    token,
    async (url, init) => {
      if (isRefused) return createErrorAnswer(401);
      requests.push(`${init.method} ${new URL(url).pathname.split('/').at(-1)}`);
      return service.fetch(url, init);
    },
    { userId, persist: false },
  );
  const { threadId } = await session.createThread({ topic: 'Launch' });
  const id = await session.send(threadId, { content: 'Hello' }).settled;
  await session.loadMessages(threadId);
  isRefused = true;
  const edited = session.edit(threadId, id, { content: 'Hello there' });
  await vi.waitFor(() => expect(session.status.connection).toBe('auth-blocked'));
  requests.length = 0;
  isRefused = false;
  session.start();
  await edited;
  expect(requests.filter((request) => request.endsWith(id))).toEqual([`PATCH ${id}`]);
});
