import { createChatService, type ChatService } from '@confab/chat-server';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { ChatClient } from '../chat-client.ts';
import { partsAtHand } from '../test-support/parts-at-hand.ts';
import { createLedger } from '../test-support/ledger.ts';
import { createTokenCredential } from '../token-credential.ts';
import type { ChatSession } from './session-contract.ts';
import { composeChatSession } from './compose-session.ts';
import { createMemoryStore, type MemoryStore } from './storage/memory-database.ts';

let service: ChatService;
let store: MemoryStore;
let ada: { readonly userId: string; readonly token: string };
let threadId: string;

beforeEach(async () => {
  service = await createChatService();
  onTestFinished(() => service.close());
  store = createMemoryStore();
  ada = await service.createUser('Ada');
  threadId = (await createClient().createChatThread({ topic: 'Launch' })).chatThread?.id ?? '';
});

function createClient(ledger = createLedger()): ChatClient {
  return ledger.createClient('http://localhost', createTokenCredential(ada.token), {
    fetch: (url, init) => service.fetch(url, init),
    webSocket: (url) => service.webSocket(url),
  });
}

/** A page of Ada's on one device; the code that talks to the service never comes, unless it is at hand. */
function openPage({ isAtHand = false } = {}): ChatSession {
  const ledger = createLedger();
  const session = composeChatSession(
    createClient(ledger),
    ledger.watchOptions({
      userId: ada.userId,
      openDatabase: async () => ({ ...store.open(), isPersisted: true }),
      createSendingLock: () => ({ request: ({ onHeld }) => onHeld(), release() {} }),
    }),
    isAtHand ? partsAtHand : { ...partsAtHand, loadServiceSide: () => new Promise(() => {}) },
  );
  ledger.endWithTest(session);
  return session;
}

const storedContents = async (): Promise<readonly string[]> =>
  (await store.open().readAll('outbox'))
    .filter(({ state }) => state === 'queued')
    .map(({ content }) => content);

/** What the next page of the same user sends. */
async function sentByNextPage(): Promise<readonly string[]> {
  const page = openPage({ isAtHand: true });
  page.start();
  await vi.waitFor(() => expect(page.status.connection).toBe('live'));
  await page.send(threadId, { content: 'Last' }).settled;
  const contents: string[] = [];
  for await (const { content } of createClient().getChatThreadClient(threadId).listMessages())
    if (content?.message !== undefined) contents.unshift(content.message);
  return contents;
}

test('a message that is deleted before the code came is not sent, by this page or the next', async () => {
  const page = openPage();
  const { clientMessageId, settled } = page.send(threadId, { content: 'Oops' });
  settled.catch(() => {});
  await vi.waitFor(async () => expect(await storedContents()).toEqual(['Oops']));
  await page.remove(threadId, clientMessageId);
  expect(await storedContents()).toEqual([]);
  await page.dispose();
  expect(await sentByNextPage()).toEqual(['Last']);
});

test('a message that is edited before the code came is sent as it was edited', async () => {
  const page = openPage();
  const { clientMessageId, settled } = page.send(threadId, { content: 'Helo' });
  const told = expect(settled).rejects.toThrow('still stored on this device');
  const edited = page.edit(threadId, clientMessageId, { content: 'Hello' });
  const refused = expect(edited).rejects.toMatchObject({ code: 'disposed' });
  await vi.waitFor(async () => expect(await storedContents()).toEqual(['Hello']));
  await page.dispose();
  await Promise.all([told, refused]);
  expect(await sentByNextPage()).toEqual(['Hello', 'Last']);
});

test('a session that ends before its code came refuses what waits for it, and is stopped', async () => {
  const page = openPage();
  page.start();
  const loaded = expect(page.loadThreads()).rejects.toMatchObject({ code: 'disposed' });
  const created = expect(page.createThread({ topic: 'New' })).rejects.toMatchObject({
    code: 'disposed',
  });
  await page.dispose();
  await Promise.all([loaded, created]);
  expect(page.status.connection).toBe('stopped');
});

test('who stops a session in the moment in which it starts to connect has the last word', async () => {
  const page = openPage({ isAtHand: true });
  let stops = 0;
  page.subscribe((batch) => {
    const isConnecting = batch.some(
      (event) => event.type === 'connection-changed' && event.status !== 'stopped',
    );
    if (isConnecting) {
      stops += 1;
      void page.stop();
    }
  });
  page.start();
  await page.loadThreads();
  await vi.waitFor(() => expect(page.status.connection).toBe('stopped'));
  expect(stops).toBeGreaterThan(0);
});
