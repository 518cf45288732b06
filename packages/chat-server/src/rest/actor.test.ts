import { describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatStorage, WriteTransaction } from '../storage/chat-storage.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { setScene } from '../test-support/scene.ts';

/** A scene in whose storage something else gets in just before the next work. */
async function setInterruptedScene() {
  const storage = createMemoryStorage();
  let interruption: ((tx: WriteTransaction) => Promise<void>) | undefined;
  const interrupt = async (): Promise<void> => {
    const once = interruption;
    interruption = undefined;
    if (once !== undefined) await storage.transaction(once);
  };
  const interrupted: ChatStorage = {
    ...storage,
    read: async (work) => {
      await interrupt();
      return await storage.read(work);
    },
    transaction: async (work) => {
      await interrupt();
      return await storage.transaction(work);
    },
  };
  const service = await createChatService({ storage: interrupted });
  const scene = await setScene(service);
  const revoke = async (tx: WriteTransaction): Promise<void> => {
    const user = await tx.getUser(scene.ada.userId);
    if (user === undefined) throw new Error('Ada is missing, so her tokens cannot be revoked.');
    await tx.putUser({ ...user, tokenGeneration: user.tokenGeneration + 1 });
  };
  return {
    ...scene,
    revoke: () => storage.transaction(revoke),
    /** Revokes ada's tokens when the service next turns to its storage. */
    revokeFirst: (): void => {
      interruption = revoke;
    },
  };
}

test('a change that waited while the token was revoked is refused and leaves nothing behind', async () => {
  const { ada, grace, threadId, listMessageIds, revokeFirst } = await setInterruptedScene();
  const before = await listMessageIds(grace);
  revokeFirst();
  const sent = await ada.call('POST', `/chat/threads/${threadId}/messages`, { content: 'Hi' });
  expect(sent.status).toBe(401);
  expect(await listMessageIds(grace)).toEqual(before);
});

test('a list that waited while the token was revoked is refused', async () => {
  const { ada, threadId, revokeFirst } = await setInterruptedScene();
  revokeFirst();
  expect((await ada.call('GET', `/chat/threads/${threadId}/messages`)).status).toBe(401);
});

describe('a revoked token is answered 401, whatever else is wrong with the request', () => {
  test.each([
    ['GET', '/chat/threads/none', undefined],
    ['GET', '/chat/threads?maxPageSize=0', undefined],
    ['GET', '{thread}/messages?syncState=abc', undefined],
    ['GET', '{thread}/messages/none', undefined],
    ['POST', '{thread}/messages', '{'],
    ['POST', '{thread}/readReceipts', { chatMessageId: 'x' }],
    ['POST', '{thread}/participants/:add', { participants: [] }],
    ['GET', '/chat/config/realTimeNotifications', undefined],
  ])('%s %s', async (method, path, body) => {
    const { ada, threadId, revoke } = await setInterruptedScene();
    await revoke();
    const thread = `/chat/threads/${threadId}`;
    expect((await ada.call(method, path.replace('{thread}', thread), body)).status).toBe(401);
  });
});
