import { expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';

const ask = async (path: string) => {
  const service = await createChatService();
  const answer = await service.fetch(`http://localhost${path}`);
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
};

test.each(['/health', '/ready'])(
  '%s needs no token and no version, and says only "ok"',
  async (path) => {
    const { status, headers, body } = await ask(path);
    expect([status, body]).toEqual([200, { status: 'ok' }]);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  },
);

test('a service whose storage fails lives and is not ready, and does not say why', async () => {
  const storage = createMemoryStorage();
  let isBroken = false;
  const failing = {
    ...storage,
    read: (work: Parameters<typeof storage.read>[0]) =>
      isBroken ? Promise.reject(new Error('/srv/data: disk gone')) : storage.read(work),
  };
  const failures: unknown[] = [];
  const service = await createChatService({
    // The same storage but for its troubles; the type of what a read returns is the caller's.
    storage: failing as typeof storage,
    onError: (error) => failures.push(error),
  });
  isBroken = true;
  expect((await service.fetch('http://localhost/health')).status).toBe(200);
  const answer = await service.fetch('http://localhost/ready');
  expect(answer.status).toBe(503);
  const text = await answer.text();
  expect(text).toContain('"ServiceUnavailable"');
  expect(text).not.toContain('disk gone');
  expect(failures).toEqual([new Error('/srv/data: disk gone')]);
});

test('health follows the list of host names as every other path does', async () => {
  const service = await createChatService();
  expect((await service.fetch('http://rebound.example/health')).status).toBe(403);
  expect((await service.fetch('http://rebound.example/ready')).status).toBe(403);
  const open = await createChatService({ allowedHosts: 'any' });
  expect((await open.fetch('http://10.1.2.3:4830/ready')).status).toBe(200);
});
