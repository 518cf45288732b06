import { createChatService } from '@confab/chat-server';
import { expect, onTestFinished, test, vi } from 'vitest';
import { signIn } from '../test-support/two-people.ts';
import { eraseLocalData } from './erase-local-data.ts';

/** What is stored of somebody, by the names of the databases. */
async function storedOf(userId: string): Promise<readonly string[]> {
  const databases = await indexedDB.databases();
  return databases.flatMap(({ name = '' }) => (name.includes(userId) ? [name] : []));
}

test('nothing of a user is left on the device, and nobody has to sign in for that', async () => {
  const service = await createChatService();
  onTestFinished(() => service.close());
  const { session } = await signIn(service, 'Ada');
  const other = await signIn(service, 'Grace');
  const { threadId } = await session.createThread({ topic: 'Launch' });
  session.setDraft(threadId, { text: 'Not for other eyes' });
  other.session.setDraft(threadId, { text: 'Stays' });
  await Promise.all([session.dispose(), other.session.dispose()]);
  expect(await storedOf(session.userId)).toHaveLength(1);

  await eraseLocalData({ endpoint: 'http://localhost', userId: session.userId });
  expect(await storedOf(session.userId)).toEqual([]);
  expect(await storedOf(other.session.userId)).toHaveLength(1);
  await eraseLocalData({ endpoint: 'http://localhost', userId: other.session.userId });
});

test('the sessions of the user in other tabs end with it', async () => {
  const service = await createChatService();
  onTestFinished(() => service.close());
  const { session, state } = await signIn(service, 'Ada');
  session.start();
  const { threadId } = await session.createThread({ topic: 'Launch' });
  session.setDraft(threadId, { text: 'Not for other eyes' });
  await vi.waitFor(() => expect(state().connection).toBe('live'));
  await eraseLocalData({ endpoint: 'http://localhost', userId: session.userId });
  await vi.waitFor(() => expect(() => session.start()).toThrow(/ended|disposed|signed out/i));
  await vi.waitFor(async () => expect(await storedOf(session.userId)).toEqual([]));
});
