import { createChatService } from '@confab/chat-server';
import { expect, test, vi } from 'vitest';
import { createLedger } from '../test-support/ledger.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import { createSwitchableNetwork } from '../test-support/switchable-network.ts';
import { createTokenCredential } from '../token-credential.ts';

test('whoever types on and on tells it in a thread once in 8 s, whatever happens in other threads', async () => {
  const clock = createManualClock(Date.now());
  const service = await createChatService();
  const { userId, token } = await service.createUser('Ada');
  const network = createSwitchableNetwork(service);
  const ledger = createLedger();
  const credential = createTokenCredential(token, clock);
  const client = ledger.createClient('http://localhost', credential, { ...network.options, clock });
  const session = ledger.createSession(client, { userId, clock, persist: false });
  ledger.endWithTest(session, service.close);
  const { threadId } = await session.createThread({ topic: 'Launch' });
  const { threadId: other } = await session.createThread({ topic: 'Looms' });
  const told = (): number => network.requests.filter((path) => path.includes('/typing')).length;

  session.notifyTyping(threadId);
  session.notifyTyping(threadId);
  session.notifyTyping(other);
  await vi.waitFor(() => expect(told()).toBe(2));
  await clock.advance(7_900);
  session.notifyTyping(threadId);
  await clock.settle();
  expect(told()).toBe(2);
  await clock.advance(200);
  session.notifyTyping(threadId);
  await vi.waitFor(() => expect(told()).toBe(3));
});
