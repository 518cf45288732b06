import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  createChatFixture,
  fixtureEndpoint,
  type ChatFixture,
} from '../../test-support/chat-fixture.ts';
import { collect } from '../../test-support/collect.ts';
import { createLedger } from '../../test-support/ledger.ts';
import { createSwitchableNetwork } from '../../test-support/switchable-network.ts';
import type { ChatEvent } from '../chat-event.ts';
import { createMemoryStore } from '../storage/memory-database.ts';
import { createTokenCredential } from '../../token-credential.ts';

let chat: ChatFixture;

beforeEach(async () => {
  chat = await createChatFixture();
});
afterEach(() => chat.close());

test('a thread whose page ended before the answer came appears on the next page, and there is one of it', async () => {
  const store = createMemoryStore();
  const ledger = createLedger();
  const network = createSwitchableNetwork(chat.service);

  function openPage() {
    const { userId, token } = chat.ada;
    const client = ledger.createClient(
      fixtureEndpoint,
      createTokenCredential(token),
      network.options,
    );
    const session = ledger.createSession(client, {
      userId,
      displayName: 'Ada',
      openDatabase: async () => ({ ...store.open(), isPersisted: true }),
      createSendingLock: () => ({ request: ({ onHeld }) => onHeld(), release() {} }),
    });
    const heard: ChatEvent[] = [];
    session.subscribe((batch) => heard.push(...batch));
    return { session, heard };
  }

  const first = openPage();
  const letAnswer = network.hold(/POST \/chat\/threads$/);
  const created = first.session.createThread({
    topic: 'Looms',
    participants: [{ userId: chat.grace.userId }],
  });
  const rejection = expect(created).rejects.toMatchObject({ code: 'aborted' });
  const listThreads = () => collect(chat.grace.client.listChatThreads());
  await vi.waitFor(async () => expect(await listThreads()).toHaveLength(1));
  await first.session.dispose();
  await rejection;
  ledger.requireNothingOpen();
  letAnswer();

  const next = openPage();
  next.session.setDraft('another thread', { text: 'Hello' });
  const [thread] = await listThreads();
  await vi.waitFor(() =>
    expect(next.heard).toContainEqual(
      expect.objectContaining({
        type: 'thread-upserted',
        thread: expect.objectContaining({ id: thread?.id, topic: 'Looms' }),
      }),
    ),
  );
  expect(await listThreads()).toHaveLength(1);
  await vi.waitFor(async () => expect(await store.open().readAll('creations')).toEqual([]));
  await next.session.dispose();
  ledger.requireNothingOpen();
});
