import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import { createHttpListener } from './http-listener.ts';
import { listen } from './listen.ts';
import { createRequestBound } from './request-bound.ts';

const far = '192.0.2.7';

test('who asks too often from one address has to wait, and others need not', () => {
  const { clock, advance } = createManualTime();
  const bound = createRequestBound({ perAddress: 10, inAll: 100 }, clock);
  for (let count = 0; count < 10; count++) expect(bound.take(far)).toBe(0);
  expect(bound.take(far)).toBe(1_000);
  expect(bound.take('192.0.2.8')).toBe(0);
  advance(1_000);
  expect(bound.take(far)).toBe(0);
  expect(bound.take(far)).toBeGreaterThan(0);
});

test('many addresses together have a bound too, and who is over his own does not use it up', () => {
  const { clock } = createManualTime();
  const bound = createRequestBound({ perAddress: 2, inAll: 5 }, clock);
  const waits = [1, 1, 1, 1, 1, 2, 2, 3, 4].map((host) => bound.take(`192.0.2.${host}`) > 0);
  expect(waits).toEqual([false, false, true, true, true, false, false, false, true]);
});

test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', undefined])('%s is not bounded', (address) => {
  const bound = createRequestBound({ perAddress: 1, inAll: 1 }, createManualTime().clock);
  for (let count = 0; count < 5; count++) expect(bound.take(address)).toBe(0);
});

test('a bound that is off lets everything pass', () => {
  const none = { perAddress: Number.POSITIVE_INFINITY, inAll: Number.POSITIVE_INFINITY };
  const bound = createRequestBound(none, createManualTime().clock);
  for (let count = 0; count < 5; count++) expect(bound.take(far)).toBe(0);
});

test('what is too much is answered 429 in the envelope, with the time to wait, and not carried out', async () => {
  const { clock, advance } = createManualTime();
  const service = await createChatService();
  const bound = createRequestBound({ perAddress: 2, inAll: 20 }, clock, () => false);
  const server = createServer(
    createHttpListener(Promise.resolve(service), () => false, { bound, ownsProcess: false }),
  );
  onTestFinished(async () => {
    server.close();
    await service.close();
  });
  const port = await listen(server, 0, '127.0.0.1');
  const ask = () => fetch(`http://127.0.0.1:${port}/ready`);
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
  const refused = await ask();
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '5']);
  expect(await refused.json()).toMatchObject({ error: { code: 'TooManyRequests' } });
  advance(5_000);
  expect((await ask()).status).toBe(200);
});
