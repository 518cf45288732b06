import { createChatService } from '@confab/chat-server';
import { expect, test, vi } from 'vitest';
import { createLedger } from '../test-support/ledger.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import { createErrorAnswer } from '../test-support/recording-fetch.ts';
import { createTokenCredential } from '../token-credential.ts';
import type { ChatSession } from './session-contract.ts';

/** A session over a client with its usual options, at a service in trouble. Requests are counted as they leave. */
async function createTroubledScene(): Promise<{
  session: ChatSession;
  clock: ReturnType<typeof createManualClock>;
  requests: string[];
}> {
  const service = await createChatService();
  const { userId, token } = await service.createUser('Ada');
  const clock = createManualClock(Date.now());
  const ledger = createLedger();
  const requests: string[] = [];
  const client = ledger.createClient('http://localhost', createTokenCredential(token, clock), {
    async fetch(url, { method }) {
      requests.push(`${method} ${new URL(url).pathname}`);
      return createErrorAnswer(503);
    },
    webSocket: service.webSocket,
    clock,
  });
  const session = ledger.createSession(client, { userId, clock, persist: false });
  ledger.endWithTest(session, service.close);
  return { session, clock, requests };
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
  });
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
