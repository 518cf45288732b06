import { createChatService } from '@confab/chat-server';
import { expect, test, vi } from 'vitest';
import { applyBatch, createChatState } from '../state/apply-batch.ts';
import { hasUnread } from '../state/read-position.ts';
import { createLedger } from '../test-support/ledger.ts';
import { createTokenCredential } from '../token-credential.ts';
import { createMemoryStore } from './storage/memory-database.ts';

test('a thread in which this user wrote last has nothing unread after a reload, and no receipt is sent for that', async () => {
  const service = await createChatService();
  const { userId, token } = await service.createUser('Ada');
  const store = createMemoryStore();
  const requests: string[] = [];

  function openPage() {
    const ledger = createLedger();
    const client = ledger.createClient('http://localhost', createTokenCredential(token), {
      fetch(url, options) {
        requests.push(`${options.method} ${new URL(url).pathname}`);
        return service.fetch(url, options);
      },
      webSocket: service.webSocket,
    });
    const session = ledger.createSession(client, {
      userId,
      openDatabase: async () => ({ ...store.open(), isPersisted: true }),
    });
    ledger.endWithTest(session);
    let state = createChatState(userId);
    session.subscribe((batch) => (state = applyBatch(state, batch)));
    const requireRead = async (threadId: string): Promise<void> => {
      await session.loadThreads();
      await vi.waitFor(() => {
        const thread = state.threads.get(threadId);
        expect(thread?.lastMessageAt).toBeGreaterThan(0);
        expect(thread && hasUnread(thread, userId)).toBe(false);
      });
    };
    return { session, state: () => state, requireRead };
  }

  const before = openPage();
  before.session.start();
  await vi.waitFor(() => expect(before.state().connection).toBe('live'));
  const { threadId } = await before.session.createThread({ topic: 'Launch' });
  const messageId = await before.session.send(threadId, { content: 'Mine' }).settled;
  await vi.waitFor(() =>
    expect(before.state().threads.get(threadId)?.receipts.get(userId)).toMatchObject({ messageId }),
  );
  await before.session.dispose();
  const after = openPage();
  after.session.start();
  await after.requireRead(threadId);
  expect(requests.filter((request) => request.endsWith('/readReceipts'))).toEqual([]);
  await after.session.dispose();
  await service.close();
});
