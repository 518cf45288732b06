import { createChatService } from '@confab/chat-server';
import { expect, onTestFinished, test, vi } from 'vitest';
import { signIn } from '../test-support/two-people.ts';

/** How many of this user's tabs have the place to send, or wait for it. */
async function countPlaces(userId: string): Promise<number> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return [...held, ...pending].filter(({ name }) => name?.includes(userId)).length;
}

/** A database that was closed begins no transaction. */
function isOpen(database: IDBDatabase): boolean {
  try {
    database.transaction([...database.objectStoreNames]).abort();
    return true;
  } catch {
    return false;
  }
}

test('a session that has ended has let go of its database and of the place to send', async () => {
  const open = vi.spyOn(indexedDB, 'open');
  onTestFinished(() => open.mockRestore());
  const service = await createChatService();
  onTestFinished(() => service.close());
  const { session } = await signIn(service, 'Ada');
  const { userId } = session;
  const countDatabases = (): number =>
    open.mock.results.filter(({ value }) => isOpen(value.result)).length;
  session.start();
  const { threadId } = await session.createThread({ topic: 'Launch' });
  await session.send(threadId, { content: 'Hello' }).settled;
  expect([countDatabases(), await countPlaces(userId)]).toEqual([1, 1]);

  await session.dispose();
  await vi.waitFor(async () =>
    expect([countDatabases(), await countPlaces(userId)]).toEqual([0, 0]),
  );
  const [name = ''] = open.mock.calls[0] ?? [];
  indexedDB.deleteDatabase(name);
});
