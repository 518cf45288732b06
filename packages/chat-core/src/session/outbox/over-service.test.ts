import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Message } from '../../model/entities.ts';
import { createTwoPeople, type Person, type TwoPeople } from '../../test-support/two-people.ts';

let scene: TwoPeople;
beforeEach(async () => {
  scene = await createTwoPeople();
});
afterEach(() => scene.end());

function rowsOf(person: Person): readonly Message[] {
  const { messageKeys, rows } = person.thread(scene.threadId);
  return messageKeys.flatMap((key) => {
    const row = rows.get(key);
    return row?.kind === 'text' ? [row] : [];
  });
}

test('an edit shows here at once and there when the service has it, and leaves nothing pending', async () => {
  const { ada, grace, threadId } = scene;
  const id = await ada.session.send(threadId, { content: 'first' }).settled;
  const edited = ada.session.edit(threadId, id, { content: 'second' });
  expect(ada.texts(threadId)).toEqual(['second']);
  await edited;
  await vi.waitFor(() => expect(grace.texts(threadId)).toEqual(['second']));
  await vi.waitFor(() => expect(rowsOf(ada)[0]).not.toHaveProperty('pendingChange'));
  expect(rowsOf(ada)[0]?.metadata).toHaveProperty(['confab.clientMessageId']);
});

test('a message that is edited while it is on its way arrives once and says the last word', async () => {
  const { ada, grace, threadId } = scene;
  const { clientMessageId, settled } = ada.session.send(threadId, { content: 'draft' });
  const edited = ada.session.edit(threadId, clientMessageId, { content: 'final' });
  await Promise.all([settled, edited]);
  expect(ada.texts(threadId)).toEqual(['final']);
  await vi.waitFor(() => expect(grace.texts(threadId)).toEqual(['final']));
});

test('a message that is taken back while it is on its way is gone everywhere', async () => {
  const { ada, grace, threadId } = scene;
  const { clientMessageId, settled } = ada.session.send(threadId, { content: 'oops' });
  settled.catch(() => {});
  await ada.session.remove(threadId, clientMessageId);
  const isGone = (row: Message): boolean => row.content === '';
  await vi.waitFor(() => {
    expect(rowsOf(ada).every(isGone)).toBe(true);
    expect(rowsOf(grace).every(isGone)).toBe(true);
  });
});

test('a deletion shows here at once and there when the service has it', async () => {
  const { ada, grace, threadId } = scene;
  const id = await ada.session.send(threadId, { content: 'oops' }).settled;
  const removed = ada.session.remove(threadId, id);
  expect(rowsOf(ada)[0]?.deletedAt).toBeDefined();
  await removed;
  await vi.waitFor(() => expect(rowsOf(grace)[0]?.deletedAt).toBeDefined());
});
