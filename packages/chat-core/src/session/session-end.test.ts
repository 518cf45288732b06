import { createChatService, type ChatService } from '@confab/chat-server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { applyBatch, createChatState } from '../state/apply-batch.ts';
import { createLedger } from '../test-support/ledger.ts';
import { createTokenCredential } from '../token-credential.ts';
import type { ChatEvent } from './chat-event.ts';
import type { ChatSession } from './session-contract.ts';
import type { ChatSessionOptions } from './session-options.ts';
import { createMemoryStore } from './storage/memory-database.ts';

let service: ChatService;
let ada: { readonly userId: string; readonly token: string };
beforeEach(async () => {
  service = await createChatService();
  ada = await service.createUser('Ada');
});
afterEach(() => service.close());

interface Tab {
  readonly session: ChatSession;
  readonly heard: ChatEvent[];
}

/** A tab of Ada's. They share what is stored where `options` say so. */
function openTab(options: Partial<ChatSessionOptions> = {}): Tab {
  const ledger = createLedger();
  const client = ledger.createClient('http://localhost', createTokenCredential(ada.token), {
    fetch: service.fetch,
    webSocket: service.webSocket,
  });
  const session = ledger.createSession(client, { userId: ada.userId, ...options });
  ledger.endWithTest(session);
  const heard: ChatEvent[] = [];
  session.subscribe((batch) => heard.push(...batch));
  return { session, heard };
}

const stateOf = (events: readonly ChatEvent[]) => applyBatch(createChatState(ada.userId), events);

test.each([
  ['disposed', (session: ChatSession) => session.dispose()],
  ['signed-out', (session: ChatSession) => session.signOut()],
] as const)('the last that is heard of a session is that it is %s', async (reason, end) => {
  for (const isLive of [true, false]) {
    const { session, heard } = openTab();
    session.start();
    if (isLive) await vi.waitFor(() => expect(session.status.connection).toBe('live'));
    expect(stateOf(heard).ended).toBeUndefined();
    await end(session);
    expect(heard.at(-1)).toEqual({ type: 'session-ended', reason });
    expect(stateOf(heard)).toMatchObject({ ended: reason, connection: 'stopped' });
    const late: ChatEvent[] = [];
    session.subscribe((batch) => late.push(...batch));
    expect(stateOf(late)).toMatchObject({ ended: reason, connection: 'stopped' });
    await session.dispose();
    expect(heard.filter(({ type }) => type === 'session-ended')).toHaveLength(1);
  }
});

test('a user who signs out in one tab is signed out in the other ones', async () => {
  const store = createMemoryStore();
  const shared: Partial<ChatSessionOptions> = {
    openDatabase: async () => ({ ...store.open(), isPersisted: true }),
    createSendingLock: () => ({ request: ({ onHeld }) => onHeld(), release() {} }),
  };
  const [here, there] = [openTab(shared), openTab(shared)];
  for (const { session } of [here, there]) {
    session.start();
    await vi.waitFor(() => expect(session.status.connection).toBe('live'));
  }
  await here.session.signOut();
  await vi.waitFor(() => expect(stateOf(there.heard).ended).toBe('signed-out'));
  expect(stateOf(here.heard).ended).toBe('signed-out');
});

test('a session says when the stored drafts are there', async () => {
  const { session, heard } = openTab();
  expect(stateOf(heard).areDraftsRead).toBe(false);
  session.start();
  await vi.waitFor(() => expect(stateOf(heard).areDraftsRead).toBe(true));
  const late: ChatEvent[] = [];
  session.subscribe((batch) => late.push(...batch));
  expect(stateOf(late).areDraftsRead).toBe(true);
});

test('a session reads single messages for whoever asks, before it resolves', async () => {
  const { session, heard } = openTab();
  const { threadId } = await session.createThread({ topic: 'Looms' });
  const id = await session.send(threadId, { content: 'Hello' }).settled;
  await session.loadMessage(threadId, id);
  const fetched = heard.flatMap((event) =>
    event.type === 'message-fetched' ? [event.message] : [],
  );
  expect(fetched).toMatchObject([{ id }]);
});

test('what is read of a session that was used and has ended is refused because it has ended', async () => {
  const { session } = openTab();
  session.start();
  await vi.waitFor(() => expect(session.status.connection).toBe('live'));
  const underWay = session.loadThreads();
  const refused = expect(underWay).rejects.toMatchObject({ code: 'disposed' });
  await session.dispose();
  await refused;
  await expect(session.loadThreads()).rejects.toMatchObject({ code: 'disposed' });
});
