import { expect, test } from 'vitest';

import { collect } from '../test-support/collect.ts';
import { setContractScene } from './contract-scene.ts';

const scene = setContractScene();

async function startPair() {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const mine = await scene.startThread(ada, grace);
  return { ada, grace, mine, theirs: grace.client.getChatThreadClient(mine.threadId) };
}

test('a message is text unless it says otherwise, and is read as it was sent', async () => {
  const { ada, mine, theirs } = await startPair();
  const { id } = await mine.sendMessage({ content: 'Hello 👋\n둘째 줄' });
  await scene.eventually(async () =>
    expect(await theirs.getMessage(id)).toMatchObject({
      id,
      type: 'text',
      content: { message: 'Hello 👋\n둘째 줄' },
      sender: { kind: 'communicationUser', ...ada.id },
      sequenceId: expect.stringMatching(/^\d+$/),
      version: expect.any(String),
      createdOn: expect.any(Date),
    }),
  );
});

test('html, a name and metadata are kept', async () => {
  const { mine, theirs } = await startPair();
  const { id } = await mine.sendMessage(
    { content: '<b>Hello</b>' },
    { type: 'html', senderDisplayName: 'Ada', metadata: { mood: 'cheerful' } },
  );
  await scene.eventually(async () =>
    expect(await theirs.getMessage(id)).toMatchObject({
      type: 'html',
      content: { message: expect.stringContaining('Hello') },
      senderDisplayName: 'Ada',
      metadata: { mood: 'cheerful' },
    }),
  );
});

test('messages are listed the newest first, one by one, by page and from a start time', async () => {
  const { mine } = await startPair();
  const sent: string[] = [];
  for (const content of ['one', 'two', 'three']) {
    sent.unshift((await mine.sendMessage({ content })).id);
  }
  await scene.eventually(async () => {
    const items = await collect(mine.listMessages());
    const written = items.filter(({ type }) => type === 'text');
    expect(written.map(({ id }) => id)).toEqual(sent);
  });

  const paged: string[] = [];
  for await (const page of mine.listMessages({ maxPageSize: 2 }).byPage()) {
    expect(page.length).toBeLessThanOrEqual(2);
    paged.push(...page.map(({ id }) => id));
  }
  expect(paged.filter((id) => sent.includes(id))).toEqual(sent);

  const { createdOn } = await mine.getMessage(sent[0] ?? '');
  const later = await collect(mine.listMessages({ startTime: createdOn }));
  const laterIds = later.map(({ id }) => id);
  expect(laterIds).toContain(sent[0]);
  expect(laterIds).not.toContain(sent.at(-1));
});

test('who asks from time to time finds what is new', async () => {
  const { mine, theirs } = await startPair();
  const first = await mine.sendMessage({ content: 'known' });
  const { createdOn } = await mine.getMessage(first.id);
  const { id } = await theirs.sendMessage({ content: 'new' });
  await scene.eventually(async () => {
    const found = await collect(mine.listMessages({ startTime: createdOn }));
    expect(found.map((message) => message.id)).toContain(id);
  });
});

test('an edited message shows its new text and metadata, and when it was edited', async () => {
  const { mine, theirs } = await startPair();
  const { id } = await mine.sendMessage({ content: 'Helo' });
  await mine.updateMessage(id, { content: 'Hello', metadata: { edited: 'yes' } });
  await scene.eventually(async () =>
    expect(await theirs.getMessage(id)).toMatchObject({
      content: { message: 'Hello' },
      metadata: { edited: 'yes' },
      editedOn: expect.any(Date),
    }),
  );
});

test('a deleted message shows when it was deleted, and its text no more', async () => {
  const { mine, theirs } = await startPair();
  const { id } = await mine.sendMessage({ content: 'Regretted' });
  await mine.deleteMessage(id);
  await scene.eventually(async () => {
    const items = await collect(theirs.listMessages());
    const texts = items.map(({ content }) => content?.message);
    expect(texts).not.toContain('Regretted');
    const left = items.find((message) => message.id === id);
    // Azure's documents do not say whether it stays in the list.
    if (left !== undefined) expect(left.deletedOn).toEqual(expect.any(Date));
  });
});

test("somebody else's message cannot be edited", async () => {
  const { mine, theirs } = await startPair();
  const { id } = await mine.sendMessage({ content: 'Mine' });
  await expect(theirs.updateMessage(id, { content: 'Theirs' })).rejects.toMatchObject({
    name: 'RestError',
    statusCode: 403,
    operation: 'updateMessage',
    retryable: false,
  });
});
