import { createChatService } from '@confab/chat-server';
import { expect, test, vi } from 'vitest';
import { ChatClient } from '../chat-client.ts';
import type { FetchLike } from '../platform/fetch.ts';
import { createLedger } from '../test-support/ledger.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import { createTokenCredential } from '../token-credential.ts';

// Clients repeat calls by themselves unless they are told not to: a script in place of one would not show what leaves.
test.each(['edit', 'deletion'] as const)(
  'an %s whose answer was lost is looked for and not made again, whatever another device has done since',
  async (kind) => {
    const service = await createChatService();
    const { userId, token } = await service.createUser('Ada');
    const clock = createManualClock(Date.now());
    const ledger = createLedger();
    const device = new ChatClient('http://localhost', createTokenCredential(token), {
      fetch: service.fetch,
    });
    const { chatThread: { id: threadId } = { id: '' } } = await device.createChatThread({
      topic: 'Launch',
    });
    const thread = device.getChatThreadClient(threadId);
    const { id } = await thread.sendMessage({ content: 'First' });

    let changes = 0;
    const fetch: FetchLike = async (url, init) => {
      const answer = await service.fetch(url, init);
      if (!url.includes('/messages/') || init.method === 'GET') return answer;
      changes += 1;
      if (changes > 1) return answer;
      if (kind === 'edit') await thread.updateMessage(id, { content: 'From the other device' });
      throw new TypeError('fetch failed');
    };
    const client = ledger.createClient('http://localhost', createTokenCredential(token, clock), {
      fetch,
      webSocket: service.webSocket,
      clock,
    });
    const session = ledger.createSession(client, { userId, clock, persist: false });
    ledger.endWithTest(session, service.close);
    session.start();

    const made =
      kind === 'edit'
        ? session.edit(threadId, id, { content: 'From here' })
        : session.remove(threadId, id);
    let outcome: string | undefined;
    made.then(
      () => (outcome = 'made'),
      (error: { code: string }) => (outcome = error.code),
    );
    await vi.waitFor(async () => {
      await clock.advance(500);
      expect(outcome).toBeDefined();
    });
    await clock.advance(60_000);

    expect(changes).toBe(1);
    const stored = await thread.getMessage(id);
    if (kind === 'edit') {
      expect(outcome).toBe('overwritten');
      expect(stored.content?.message).toBe('From the other device');
    } else {
      expect(outcome).toBe('made');
      expect(stored.deletedOn).toBeInstanceOf(Date);
    }
  },
);
