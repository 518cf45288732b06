import { createChatService } from '@confab/chat-server';
import { expect, test, vi } from 'vitest';
import { ChatClient } from '../chat-client.ts';
import { metadataKeys } from '../model/metadata-keys.ts';
import { createLedger } from '../test-support/ledger.ts';
import { createManualClock } from '../test-support/manual-clock.ts';
import { createTokenCredential } from '../token-credential.ts';

/** Ada has a thread. What the service answers to a list of messages can be changed. */
async function createScene() {
  const clock = createManualClock(Date.now());
  const service = await createChatService({ clock });
  const { userId, token } = await service.createUser('Ada');
  const credential = createTokenCredential(token, clock);
  const scene = { changeList: (list: string): string => list };
  const ledger = createLedger();
  const client = ledger.createClient('http://localhost', credential, {
    clock,
    webSocket: service.webSocket,
    async fetch(url, init) {
      const answer = await service.fetch(url, init);
      const isList = init.method === 'GET' && new URL(url).pathname.endsWith('/messages');
      return isList ? new Response(scene.changeList(await answer.text()), answer) : answer;
    },
  });
  const session = ledger.createSession(client, { userId, clock });
  const other = new ChatClient('http://localhost', credential, { fetch: service.fetch });
  ledger.endWithTest(session, service.close);
  const advanceUntil = (check: () => void): Promise<void> =>
    vi.waitFor(async () => {
      await clock.advance(50);
      check();
    }, 15_000);
  const { threadId } = await session.createThread({ topic: 'Launch' });
  return Object.assign(scene, {
    session,
    threadId,
    thread: other.getChatThreadClient(threadId),
    advanceUntil,
  });
}

test('ids and versions that are no numbers are counted, and shown all the same', async () => {
  const scene = await createScene();
  const { session, threadId, thread } = scene;
  expect(session.diagnostics).toEqual({ duplicatesRemoved: 0, unreadableIds: 0 });
  const { id } = await thread.sendMessage({ content: 'Hello' });
  scene.changeList = (list) => list.replace(`"id":"${id}"`, '"id":"seven"');
  await session.loadMessages(threadId);
  expect(session.diagnostics.unreadableIds).toBe(1);
  const second = await thread.sendMessage({ content: 'Again' });
  scene.changeList = (list) => list.replace(`"version":"${second.id}"`, '"version":"new"');
  await session.loadMessages(threadId);
  expect(session.diagnostics.unreadableIds).toBe(2);
});

test('second copies of own messages that were removed are counted', async () => {
  const { session, threadId, thread, advanceUntil } = await createScene();
  session.start();
  session.acquire(threadId);
  await session.loadMessages(threadId);
  await advanceUntil(() => expect(session.status.connection).toBe('live'));
  const { clientMessageId, settled } = session.send(threadId, { content: 'Twice' });
  await settled;
  const metadata = { [metadataKeys.clientMessageId]: clientMessageId };
  await thread.sendMessage({ content: 'Twice' }, { metadata });
  await advanceUntil(() => expect(session.diagnostics.duplicatesRemoved).toBe(1));
});
