import { createChatService } from '@confab/chat-server';
import { expect, test, vi } from 'vitest';
import { createLedger } from '../test-support/ledger.ts';
import { createTokenCredential } from '../token-credential.ts';
import type { ChatSession } from './session-contract.ts';

/** A session, and how to make something go wrong in it: a listener of its events throws. */
async function openSession(onError?: (error: unknown) => void) {
  const service = await createChatService();
  const { userId, token } = await service.createUser('Ada');
  const ledger = createLedger();
  const client = ledger.createClient('http://localhost', createTokenCredential(token), {
    fetch: service.fetch,
    webSocket: service.webSocket,
  });
  const session: ChatSession = ledger.createSession(client, {
    userId,
    ...(onError && { onError }),
  });
  ledger.endWithTest(session, service.close);
  const failure = new Error('A broken listener.');
  session.subscribe(() => {
    throw failure;
  });
  return { session, failure, fail: () => session.loadThreads() };
}

test('errors go to the handler and to every listener, until it is ended', async () => {
  const handler = vi.fn();
  const { session, failure, fail } = await openSession(handler);
  const [first, second] = [vi.fn(), vi.fn()];
  const endFirst = session.onError(first);
  const endAgain = session.onError(first);
  session.onError(second);
  await fail();
  expect(handler.mock.calls).toEqual([[failure]]);
  expect(first.mock.calls).toEqual([[failure], [failure]]);
  expect(second.mock.calls).toEqual([[failure]]);
  endFirst();
  endFirst();
  await fail();
  expect(first).toHaveBeenCalledTimes(3);
  endAgain();
  await fail();
  expect(first).toHaveBeenCalledTimes(3);
  expect(second).toHaveBeenCalledTimes(3);
});

test('a listener of errors that throws keeps them from nobody, and hears nothing of its own', async () => {
  const { session, failure, fail } = await openSession();
  const broken = vi.fn(() => {
    throw new Error('Broken, too.');
  });
  const listener = vi.fn();
  session.onError(broken);
  session.onError(listener);
  await fail();
  expect(broken).toHaveBeenCalledTimes(1);
  expect(listener.mock.calls).toEqual([[failure]]);
});
