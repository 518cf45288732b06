import { createChatService } from '@confab/chat-server';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createMemoryStore } from '../session/storage/memory-database.ts';
import { createTokenCredential } from '../token-credential.ts';
import { createLedger } from './ledger.ts';
import { createManualClock } from './manual-clock.ts';

test('names everything that a session in use holds open, and nothing after its end', async () => {
  const service = await createChatService();
  onTestFinished(() => service.close());
  const { userId, token } = await service.createUser('Ada');
  const ledger = createLedger();
  const client = ledger.createClient('http://localhost', createTokenCredential(token), {
    fetch: (url, init) =>
      url.includes('/chat/threads?') ? new Promise(() => {}) : service.fetch(url, init),
    webSocket: service.webSocket,
  });
  const session = ledger.createSession(client, {
    userId,
    openDatabase: async () => createMemoryStore().open(),
    createSendingLock: () => ({ request: ({ onHeld }) => onHeld(), release() {} }),
  });
  session.start();
  void session.loadThreads().catch(() => {});
  await vi.waitFor(() => {
    const open = ledger.open.join();
    for (const kind of ['timer', 'request', 'socket', 'client', 'page', 'database', 'lock'])
      expect(open).toContain(kind);
    expect(open).toContain('channel');
  });
  expect(ledger.requireNothingOpen).toThrow(/left open: .*request \(GET \/chat\/threads\)/);
  await session.dispose();
  ledger.requireNothingOpen();
});

test('a timer that fires or is cancelled is no longer open', async () => {
  const ledger = createLedger();
  const manual = createManualClock();
  const clock = ledger.watchClock(manual);
  clock.setTimeout(() => {}, 100);
  const cancelled = clock.setTimeout(() => {}, 200);
  clock.setTimeout(() => {}, 300);
  await manual.advance(100);
  clock.clearTimeout(cancelled);
  expect(ledger.open).toEqual(['1 × timer (300 ms)']);
});
