import { createChatService } from '@confab/chat-server';
import { expect, test, vi } from 'vitest';
import type { Message } from '../model/entities.ts';
import { applyBatch, createChatState } from '../state/apply-batch.ts';
import { createLedger } from '../test-support/ledger.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import { createSwitchableNetwork } from '../test-support/switchable-network.ts';
import { createTokenCredential } from '../token-credential.ts';

/** Ada is live in a thread that she looks at. Her time and the service's are the same. */
async function createOpenThread() {
  const clock = createManualClock(Date.now());
  const service = await createChatService({
    clock,
    schedule(callback, delayMs) {
      const timer = clock.setTimeout(callback, delayMs);
      return () => clock.clearTimeout(timer);
    },
  });
  const { userId, token } = await service.createUser('Ada');
  const network = createSwitchableNetwork(service);
  const credential = createTokenCredential(token, clock);
  const ledger = createLedger();
  const client = ledger.createClient('http://localhost', credential, { ...network.options, clock });
  const session = ledger.createSession(client, { userId, clock });
  let state = createChatState(userId);
  session.subscribe((batch) => (state = applyBatch(state, batch)));
  ledger.endWithTest(session, service.close);
  const { threadId } = await session.createThread({ topic: 'Launch' });
  const release = session.acquire(threadId);
  await session.loadMessages(threadId);
  session.start();
  const advanceUntil = (check: () => void, stepMs = 50): Promise<void> =>
    vi.waitFor(async () => {
      await clock.advance(stepMs);
      check();
    }, 15_000);
  await advanceUntil(() => expect(state.connection).toBe('live'));
  const row = (key: string): Message | undefined => state.threads.get(threadId)?.rows.get(key);
  return { clock, service, network, session, threadId, release, row, advanceUntil };
}

test('a message whose event never comes is sent with its answer, and learns its number at the next check', async () => {
  const { clock, service, session, threadId, row, advanceUntil } = await createOpenThread();
  service.setFaults({ rules: [{ where: 'realtime', fault: 'drop' }] });
  const { clientMessageId, settled } = session.send(threadId, { content: 'Unheard' });
  await settled;
  expect(row(clientMessageId)).toMatchObject({ sendState: 'sent' });
  expect(row(clientMessageId)).not.toHaveProperty('sequenceId');
  await clock.advance(72_000);
  await advanceUntil(() => expect(row(clientMessageId)).toHaveProperty('sequenceId'), 0);
});

test('a message that is on its way is sent although nobody looks at its thread any more', async () => {
  const { clock, network, session, threadId, release, row, advanceUntil } =
    await createOpenThread();
  const answer = network.hold(/^POST .*messages$/);
  const { clientMessageId, settled } = session.send(threadId, { content: 'Left behind' });
  await advanceUntil(() => expect(network.requests.at(-1)).toMatch(/^POST .*messages$/));
  release();
  await clock.advance(1_000);
  answer();
  await expect(settled).resolves.toMatch(/^\d+$/);
  expect(row(clientMessageId)).toMatchObject({ content: 'Left behind', sendState: 'sent' });
});
