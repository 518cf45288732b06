import { createChatService, type ChatService } from '@confab/chat-server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLedger } from '../test-support/ledger.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import { createSwitchableNetwork } from '../test-support/switchable-network.ts';
import { createTokenCredential } from '../token-credential.ts';
import type { ChatSession } from './session-contract.ts';

let service: ChatService;
beforeEach(async () => {
  service = await createChatService();
});
afterEach(() => service.close());

const threadId = '19:t@thread.v2';

const uses: readonly (readonly [string, (session: ChatSession) => unknown])[] = [
  ['loads threads', (session) => session.loadThreads()],
  ['loads a thread', (session) => session.loadThread(threadId)],
  ['loads messages', (session) => session.loadMessages(threadId)],
  ['loads people', (session) => session.loadParticipants(threadId)],
  ['loads receipts', (session) => session.loadReceipts(threadId)],
  ['looks for a message', (session) => session.loadAround(threadId, '1')],
  ['sends', (session) => session.send(threadId, { content: 'Hello' })],
  ['edits', (session) => session.edit(threadId, '1', { content: 'Hello' })],
  ['deletes', (session) => session.remove(threadId, '1')],
  ['marks as read', (session) => session.markRead(threadId, '1')],
  [
    'types',
    async (session) => {
      await session.loadThreads().catch(() => {});
      session.notifyTyping(threadId);
    },
  ],
  ['creates a thread', (session) => session.createThread({ topic: 'Looms' })],
  ['adds people', (session) => session.addParticipants(threadId, [{ userId: '8:acs:a_b' }])],
  ['removes somebody', (session) => session.removeParticipant(threadId, '8:acs:a_b')],
  ['sets a topic', (session) => session.updateTopic(threadId, 'Looms')],
  ['leaves', (session) => session.leave(threadId)],
  ['deletes a thread', (session) => session.deleteThread(threadId)],
];

test.each(uses)(
  'a session that was never started and %s with the token of another user sends nothing, and says so once',
  async (_what, use) => {
    const clock = createManualClock(Date.now());
    const network = createSwitchableNetwork(service);
    const { userId } = await service.createUser('Ada');
    const { token } = await service.createUser('Mallory');
    const onAuthRequired = vi.fn();
    const ledger = createLedger();
    const session = ledger.createSession(
      ledger.createClient('http://localhost', createTokenCredential(token, clock), {
        ...network.options,
        clock,
      }),
      { userId, clock, onAuthRequired, persist: false },
    );
    const outcome = Promise.allSettled([use(session)]);
    await vi.waitFor(async () => {
      await clock.advance(100);
      expect(onAuthRequired).toHaveBeenCalledTimes(1);
    });
    expect(onAuthRequired.mock.lastCall).toMatchObject([{ code: 'identity-changed' }]);
    expect(session.status.connection).toBe('auth-blocked');
    expect(network.requests).toEqual([]);
    await session.dispose();
    await outcome;
    ledger.requireNothingOpen();
  },
);
