import { createChatService } from '@confab/chat-server';
import { expect, test, vi } from 'vitest';
import type { FetchLike } from '../platform/fetch.ts';
import { createLedger } from '../test-support/ledger.ts';
import { createManualClock } from '../test-support/manual-clock.ts';

const dayMs = 86_400_000;
const isSend = (url: string, method: string): boolean =>
  method === 'POST' && new URL(url).pathname.endsWith('/messages');

test.each([
  ['ahead', dayMs],
  ['behind', -dayMs],
])(
  'a service that names the time from which it takes messages again is asked at that time by a client whose clock is a day %s',
  async (_how, skewMs) => {
    const clock = createManualClock();
    const skewed = { ...clock, now: () => clock.now() + skewMs };
    const service = await createChatService({ clock });
    const { userId, token } = await service.createUser('Ada');
    const httpDate = (ms: number): string => new Date(ms).toUTCString();
    const sentAt: number[] = [];
    const fetch: FetchLike = async (url, init) => {
      if (!isSend(url, init.method)) return service.fetch(url, init);
      sentAt.push(clock.now());
      if (sentAt.length > 1) return service.fetch(url, init);
      const headers = { date: httpDate(clock.now()), 'retry-after': httpDate(clock.now() + 7_000) };
      return Response.json({ error: { code: 'TooManyRequests' } }, { status: 429, headers });
    };
    const ledger = createLedger();
    const credential = {
      getToken: async () => ({ token, expiresOnTimestamp: skewed.now() + dayMs }),
      dispose() {},
    };
    const client = ledger.createClient('http://localhost', credential, {
      fetch,
      webSocket: service.webSocket,
      clock: skewed,
    });
    const session = ledger.createSession(client, { userId, clock: skewed });
    ledger.endWithTest(session, service.close);
    const { threadId } = await session.createThread({ topic: 'Launch' });
    const { settled } = session.send(threadId, { content: 'Patience' });
    await vi.waitFor(async () => {
      await clock.advance(100);
      expect(sentAt).toHaveLength(1);
    });
    await clock.advance(20_000);
    await settled;
    const [first = 0, second = 0] = sentAt;
    expect(sentAt).toHaveLength(2);
    expect(second - first).toBeGreaterThanOrEqual(7_000);
    expect(second - first).toBeLessThan(9_000);
  },
);
