import { createChatService, type ChatService } from '@confab/chat-server';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createLedger } from '../test-support/ledger.ts';
import { createTokenCredential } from '../token-credential.ts';
import type { ChatSession } from './session-contract.ts';
import { createMemoryStore, type MemoryStore } from './storage/memory-database.ts';

const threadId = '19:t@thread.v2';
let service: ChatService;
let store: MemoryStore;
let ada: { readonly userId: string; readonly token: string };

beforeEach(async () => {
  service = await createChatService();
  store = createMemoryStore();
  ada = await service.createUser('Ada');
});
afterEach(() => service.close());

/** A tab of Ada's on a network that swallows everything. All of her tabs share what is stored. */
function openTab(onSignedOut = (): void => {}): ChatSession {
  const { userId, token } = ada;
  const ledger = createLedger();
  const client = ledger.createClient('http://localhost', createTokenCredential(token), {
    fetch: () => new Promise(() => {}),
  });
  // Every tab ends within its test.
  onTestFinished(ledger.requireNothingOpen);
  return ledger.createSession(client, {
    userId,
    openDatabase: async () => ({ ...store.open(), isPersisted: true }),
    createSendingLock: () => ({ request: ({ onHeld }) => onHeld(), release() {} }),
    onSignedOut,
  });
}

/** Waits until the messages are stored, and the tabs know it: they send them. */
const areStored = (count: number) =>
  vi.waitFor(async () => {
    const states = (await store.open().readAll('outbox')).map(({ state }) => state);
    expect(states).toEqual(Array.from({ length: count }, () => 'sending'));
  });

test('a message that is unsent when the user signs out says in every tab that it is not kept', async () => {
  const onSignedOut = vi.fn();
  const [tab, other] = [openTab(), openTab(onSignedOut)];
  const sent = [tab, other].map(
    (session, index) => session.send(`${threadId}${index}`, { content: 'Hello' }).settled,
  );
  const outcomes = Promise.all(sent.map((settled) => settled.catch(({ message }) => message)));
  await areStored(2);
  await tab.signOut();
  await vi.waitFor(() => expect(onSignedOut).toHaveBeenCalledTimes(1));
  for (const message of await outcomes) {
    expect(message).toContain('disposed');
    expect(message).not.toContain('stored');
  }
  expect(await store.open().readAll('outbox')).toEqual([]);
});

test('a draft that the device takes for ever to store does not hold up a sign-out, which deletes it', async () => {
  const { userId, token } = ada;
  const ledger = createLedger();
  const client = ledger.createClient('http://localhost', createTokenCredential(token), {
    fetch: () => new Promise(() => {}),
  });
  const writes: string[] = [];
  const tab = ledger.createSession(client, {
    userId,
    reliability: { draftDelayMs: 1 },
    openDatabase: async () => ({
      ...store.open(),
      update(table) {
        writes.push(table);
        return new Promise(() => {});
      },
    }),
  });
  tab.setDraft(threadId, { text: 'Hello' });
  await vi.waitFor(() => expect(writes).toEqual(['drafts']));
  await tab.signOut();
  ledger.requireNothingOpen();
});

test('a message that is unsent when its session is disposed says that it is kept', async () => {
  const tab = openTab();
  const { settled } = tab.send(threadId, { content: 'Hello' });
  await areStored(1);
  await tab.dispose();
  await expect(settled).rejects.toThrow('still stored on this device');
});

test('signing out of a session that was disposed, or never used, deletes what is stored', async () => {
  for (const prepare of ['dispose', 'never use'] as const) {
    const before = openTab();
    before.send(threadId, { content: 'Hello' }).settled.catch(() => {});
    await areStored(1);
    await before.dispose();
    const tab = openTab();
    if (prepare === 'dispose') await tab.dispose();
    await tab.signOut();
    expect(await store.open().readAll('outbox')).toEqual([]);
  }
});
