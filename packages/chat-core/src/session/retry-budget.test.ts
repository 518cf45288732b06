import { createChatService, type ChatService } from '@confab/chat-server';
import { expect, test, vi } from 'vitest';
import { ChatClient } from '../chat-client.ts';
import { systemRandom } from '../platform/random.ts';
import { createLedger } from '../test-support/ledger.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import { createErrorAnswer } from '../test-support/recording-fetch.ts';
import { createTokenCredential } from '../token-credential.ts';
import type { ChatSession } from './session-contract.ts';

/** What takes real time, code that is loaded and tokens that are read, may take this much of it, in ms, on a busy machine. */
const patience = { timeout: 10_000, interval: 20 };

/** The session's sockets, which a test ends. */
interface Sockets {
  areOpen: boolean;
  cut(): void;
}

/**
 * A session over a client with its usual options, at a service in trouble: it answers 503 to requests like these, at first to all. Requests
 * are counted as they leave.
 */
async function createTroubledScene(troubled = /./): Promise<{
  session: ChatSession;
  clock: ReturnType<typeof createManualClock>;
  requests: string[];
  sockets: Sockets;
  createThread: () => Promise<string>;
}> {
  const service = await createChatService();
  const { userId, token } = await service.createUser('Ada');
  const clock = createManualClock(Date.now());
  const ledger = createLedger();
  const requests: string[] = [];
  const open = new Set<ReturnType<ChatService['webSocket']>>();
  const sockets: Sockets = {
    areOpen: true,
    cut() {
      for (const socket of open) socket.close();
      open.clear();
    },
  };
  const credential = createTokenCredential(token, clock);
  const client = ledger.createClient('http://localhost', credential, {
    async fetch(url, options) {
      const request = `${options.method} ${new URL(url).pathname}`;
      requests.push(request);
      return troubled.test(request) ? createErrorAnswer(503) : service.fetch(url, options);
    },
    // Sockets come back soon.
    random: { ...systemRandom, next: () => 0.1 },
    webSocket(url) {
      const socket = service.webSocket(sockets.areOpen ? url : 'ws://localhost/nowhere');
      open.add(socket);
      return socket;
    },
    clock,
  });
  const session = ledger.createSession(client, { userId, clock, persist: false });
  ledger.endWithTest(session, service.close);
  return {
    session,
    clock,
    requests,
    sockets,
    async createThread() {
      const well = new ChatClient('http://localhost', credential, { fetch: service.fetch });
      const { chatThread } = await well.createChatThread({ topic: 'Launch' });
      return chatThread?.id ?? '';
    },
  };
}

/** Most requests in a minute of which so many are first ones: the others are ten, and a fifth of all. */
const mostRequests = (firsts: number): number => Math.ceil((firsts + 10) / 0.8) + 1;

test('however much waits for a service in trouble, retries are a fifth of all requests and ten more', async () => {
  const { session, clock, requests } = await createTroubledScene();
  const threads = Array.from({ length: 20 }, (_, index) => `19:thread-${index}@thread.v2`);
  session.start();
  for (const threadId of threads) {
    session.loadMessages(threadId).catch(() => {});
    session.send(threadId, { content: 'Anybody there?' }).settled.catch(() => {});
    session.markRead(threadId, '1763000000000');
  }
  const participants = [{ userId: '8:acs:res_grace' }];
  session.addParticipants(threads[0] ?? '', participants).catch(() => {});
  await vi.waitFor(async () => {
    await clock.advance(0);
    expect(requests.length).toBeGreaterThan(40);
  }, patience);
  // Asked for first are a load, a send and a receipt of each thread, the start, people, and now and then the list of threads.
  let before = 0;
  for (let minute = 0; minute < 5; minute += 1) {
    await clock.advance(60_000);
    const count = requests.length - before;
    before = requests.length;
    expect(count).toBeGreaterThan(5);
    expect(count).toBeLessThanOrEqual(mostRequests(minute === 0 ? 3 * threads.length + 4 : 3));
  }
});

test.each<[string, boolean]>([
  ['whose sockets are lost, while lists can be read', false],
  ['whose connection comes and goes', true],
])(
  'messages that are refused for the moment do not leave more often in a session %s',
  async (_what, isFlapping) => {
    const { session, clock, requests, sockets, createThread } =
      await createTroubledScene(/POST .*messages$/);
    const until = async (status: string): Promise<void> => {
      while (session.status.connection !== status) await clock.advance(500);
    };
    const open = await createThread();
    session.acquire(open);
    await Promise.all([session.loadMessages(open), clock.advance(1_000)]);
    session.start();
    await until('live');
    sockets.areOpen = false;
    sockets.cut();
    await until('degraded');
    for (let index = 0; index < 20; index += 1)
      session.send(`19:thread-${index}@thread.v2`, { content: 'Hello?' }).settled.catch(() => {});
    await clock.advance(60_000);
    for (let minute = 0; minute < 5; minute += 1) {
      requests.length = 0;
      // Until the session is connected on a busy machine, more time than the minute passes on its clock.
      let beyond = 0;
      for (let passed = 0; passed < 60_000; passed += 10_000) {
        sockets.areOpen = isFlapping && !sockets.areOpen;
        sockets.cut();
        await clock.advance(10_000);
        if (!sockets.areOpen) continue;
        await vi.waitFor(async () => {
          if (session.status.connection !== 'live') {
            beyond += 100;
            await clock.advance(100);
          }
          expect(session.status.connection).toBe('live');
        }, patience);
      }
      const sends = requests.filter((request) => request.startsWith('POST')).length;
      expect(sends).toBeGreaterThan(5);
      const most = mostRequests(requests.length - sends) * (1 + beyond / 60_000);
      expect(requests.length).toBeLessThanOrEqual(most);
    }
  },
);

test.each<[string, number, (session: ChatSession) => Promise<unknown>]>([
  ['a load', 5, (session) => session.loadMessages('19:t@thread.v2')],
  [
    'people who are added, and then looked for',
    10,
    (session) => session.addParticipants('19:t@thread.v2', [{ userId: '8:acs:res_grace' }]),
  ],
])('the client repeats nothing of what the session repeats: %s', async (_what, tries, ask) => {
  const { session, clock, requests } = await createTroubledScene();
  let isOver = false;
  ask(session).catch(() => (isOver = true));
  while (!isOver) await clock.advance(1_000);
  expect(requests.length).toBe(tries);
});
