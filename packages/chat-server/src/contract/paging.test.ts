import type { ChatMessage, ChatThreadClient } from '@azure/communication-chat';
import { expect, test } from 'vitest';
import { collect, setOfficialScene } from '../test-support/official-clients.ts';

const scene = setOfficialScene();

async function startWithMessages(count: number) {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const threadId = await scene.startThread(ada, grace);
  const thread = ada.chat.getChatThreadClient(threadId);
  for (let index = 0; index < count; index++) await thread.sendMessage({ content: String(index) });
  return { ada, grace, threadId, thread };
}

const textsOf = (messages: readonly ChatMessage[]): string[] =>
  messages.flatMap(({ type, content }) => (type === 'text' ? [content?.message ?? ''] : []));

/** The texts of all pages. Between two pages, `meanwhile` happens. */
async function readByPage(thread: ChatThreadClient, meanwhile: () => Promise<unknown>) {
  const texts: string[] = [];
  const sizes: number[] = [];
  for await (const page of thread.listMessages({ maxPageSize: 5 }).byPage()) {
    sizes.push(page.length);
    texts.push(...textsOf(page));
    await meanwhile();
  }
  return { texts, sizes };
}

/** The client says where the next page begins by changing the settings that it was given. */
async function readFirstPage(thread: ChatThreadClient) {
  const settings: { continuationToken?: string } = {};
  const { value } = await thread.listMessages({ maxPageSize: 4 }).byPage(settings).next();
  const first: readonly ChatMessage[] = value;
  return { first, continuationToken: settings.continuationToken ?? '' };
}

const newestFirst = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(count - 1 - index));

test('messages that arrive between two pages neither hide nor repeat one that was there', async () => {
  const { thread } = await startWithMessages(18);
  const { texts, sizes } = await readByPage(thread, async () => {
    for (const name of ['x', 'y', 'z']) await thread.sendMessage({ content: name });
  });
  expect(texts).toEqual(newestFirst(18));
  // 18 texts and the two messages of the service.
  expect(sizes).toEqual([5, 5, 5, 5]);
});

test('edits and deletes between two pages move nothing', async () => {
  const { thread } = await startWithMessages(12);
  const all = await collect(thread.listMessages());
  const [newest, second] = all;
  let step = 0;
  const { texts } = await readByPage(thread, async () => {
    step += 1;
    if (step === 1) await thread.updateMessage(newest?.id ?? '', { content: 'edited' });
    if (step === 2) await thread.deleteMessage(second?.id ?? '');
  });
  expect(texts).toEqual(newestFirst(12));
});

test('a reading goes on from its continuation token, also after a new sign-in', async () => {
  const { ada, threadId, thread } = await startWithMessages(8);
  const { first, continuationToken } = await readFirstPage(thread);
  expect(continuationToken).toMatch(/^https:/);
  const again = scene.signIn(ada.token).getChatThreadClient(threadId);
  const rest: string[] = [];
  for await (const page of again.listMessages().byPage({ continuationToken }))
    rest.push(...textsOf(page));
  expect([...textsOf(first), ...rest]).toEqual(newestFirst(8));
});

test('a continuation token is good for its own user, thread and list only', async () => {
  const { grace, threadId, thread } = await startWithMessages(8);
  const { continuationToken } = await readFirstPage(thread);
  const theirs = grace.chat.getChatThreadClient(threadId);
  await expect(theirs.listMessages().byPage({ continuationToken }).next()).rejects.toMatchObject({
    statusCode: 400,
  });
  const tampered = continuationToken.replace(/syncState=./, (text) =>
    text.endsWith('A') ? 'syncState=B' : 'syncState=A',
  );
  await expect(
    thread.listMessages().byPage({ continuationToken: tampered }).next(),
  ).rejects.toMatchObject({ statusCode: 400 });
});

test('participants and receipts are paged with a page size and a skip', async () => {
  const ada = await scene.addPerson();
  const others = await Promise.all(Array.from({ length: 6 }, () => scene.addPerson()));
  const threadId = await scene.startThread(ada, ...others);
  const thread = ada.chat.getChatThreadClient(threadId);
  const all = await collect(thread.listParticipants({ maxPageSize: 3 }));
  expect(new Set(all.map(({ id }) => JSON.stringify(id))).size).toBe(7);
  expect(await collect(thread.listParticipants({ maxPageSize: 3, skip: 2 }))).toEqual(all.slice(2));

  const { id: chatMessageId } = await thread.sendMessage({ content: 'Read me' });
  for (const { chat } of others)
    await chat.getChatThreadClient(threadId).sendReadReceipt({ chatMessageId });
  const receipts = await collect(thread.listReadReceipts({ maxPageSize: 4 }));
  expect(receipts).toHaveLength(6);
  expect(await collect(thread.listReadReceipts({ maxPageSize: 4, skip: 5 }))).toEqual(
    receipts.slice(5),
  );
});
