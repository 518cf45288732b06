import { expect, test } from 'vitest';

import { collect } from '../test-support/collect.ts';
import { setContractScene } from './contract-scene.ts';

const scene = setContractScene();

test('a typing notification is sent with or without a name, and the next one is held back', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const thread = await scene.startThread(ada, grace);
  const theirs = grace.client.getChatThreadClient(thread.threadId);
  expect(await thread.sendTypingNotification({ senderDisplayName: 'Ada' })).toBe(true);
  expect(await thread.sendTypingNotification({ senderDisplayName: 'Ada' })).toBe(false);
  expect(await theirs.sendTypingNotification()).toBe(true);
});

test('read receipts say who read what and when, one by one and by page', async () => {
  const [ada, grace, alan] = [
    await scene.addPerson(),
    await scene.addPerson(),
    await scene.addPerson(),
  ];
  const thread = await scene.startThread(ada, grace, alan);
  const { id } = await thread.sendMessage({ content: 'Read me' });
  for (const { client } of [grace, alan]) {
    await client.getChatThreadClient(thread.threadId).sendReadReceipt({ chatMessageId: id });
  }
  await scene.eventually(async () => {
    const receipts = await collect(thread.listReadReceipts());
    for (const reader of [grace, alan]) {
      expect(receipts).toContainEqual({
        sender: { kind: 'communicationUser', ...reader.id },
        chatMessageId: id,
        readOn: expect.any(Date),
      });
    }
  });
  const all = await collect(thread.listReadReceipts());
  const paged = [];
  for await (const page of thread.listReadReceipts({ maxPageSize: 1 }).byPage()) {
    expect(page.length).toBeLessThanOrEqual(1);
    paged.push(...page);
  }
  expect(paged).toEqual(all);
  expect(await collect(thread.listReadReceipts({ skip: 1 }))).toHaveLength(all.length - 1);
});
