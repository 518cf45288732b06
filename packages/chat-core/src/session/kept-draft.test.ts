import { createChatService } from '@confab/chat-server';
import { expect, test, vi } from 'vitest';
import { createLedger } from '../test-support/ledger.ts';
import { createTokenCredential } from '../token-credential.ts';
import type { ChatEvent } from './chat-event.ts';
import type { ChatSession } from './session-contract.ts';
import { createMemoryStore } from './storage/memory-database.ts';

const threadId = '19:t@thread.v2';
const draft = { text: 'Half a sentence' };

/** A session without a network whose outbox holds one message, with a draft that is stored. */
async function openWithDraft() {
  const service = await createChatService();
  const { userId, token } = await service.createUser('Ada');
  const store = createMemoryStore();
  const ledger = createLedger();
  const client = ledger.createClient('http://localhost', createTokenCredential(token), {
    fetch: () => Promise.reject(new TypeError('Failed to fetch')),
  });
  const session = ledger.createSession(client, {
    userId,
    reliability: { maxOutboxItems: 1 },
    openDatabase: async () => ({ ...store.open(), isPersisted: true }),
    createSendingLock: () => ({ request() {}, release() {} }),
  });
  ledger.endWithTest(session, service.close);
  const events: ChatEvent[] = [];
  session.subscribe((batch) => events.push(...batch));
  const stored = async (): Promise<string[]> =>
    (await store.open().readAll('drafts')).map(({ text }) => text);
  session.setDraft(threadId, draft);
  await vi.waitFor(async () => expect(await stored()).toEqual([draft.text]));
  return { session, events, stored };
}

const none = async (): Promise<void> => {};
const fill = async (session: ChatSession): Promise<void> => {
  session.send('19:other@thread.v2', { content: 'First' }).settled.catch(() => {});
};
const end = (session: ChatSession): Promise<void> => session.dispose();

test.each([
  ['is too long', 'x'.repeat(28_001), none, 'too-large'],
  ['finds the outbox full', 'Hello', fill, 'outbox-full'],
  ['comes after the end of the session', 'Hello', end, 'disposed'],
])('a message that %s is not taken, and its draft stays', async (...row) => {
  const [, content, prepare, code] = row;
  const { session, events, stored } = await openWithDraft();
  await prepare(session);
  const send = (): unknown => session.send(threadId, { content });
  expect(send).toThrow(expect.objectContaining({ code }));
  await session.dispose();
  expect(await stored()).toEqual([draft.text]);
  const shown = events.flatMap((event) => (event.type === 'draft-changed' ? [event.draft] : []));
  expect(shown).not.toContain(undefined);
});

test('the draft of a message that is taken is gone', async () => {
  const { session, stored } = await openWithDraft();
  session.send(threadId, { content: 'Hello' }).settled.catch(() => {});
  await session.dispose();
  expect(await stored()).not.toContain(draft.text);
});
