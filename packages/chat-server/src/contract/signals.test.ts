import { expect, test } from 'vitest';
import { collect, setOfficialScene } from '../test-support/official-clients.ts';

const scene = setOfficialScene();

test('typing is taken with and without a name, and the client itself holds back the next', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const threadId = await scene.startThread(ada, grace);
  const named = ada.chat.getChatThreadClient(threadId);
  expect(await named.sendTypingNotification({ senderDisplayName: 'Ada' })).toBe(true);
  expect(await named.sendTypingNotification({ senderDisplayName: 'Ada' })).toBe(false);
  expect(await grace.chat.getChatThreadClient(threadId).sendTypingNotification()).toBe(true);
});

test('a receipt says who read what and when, and never moves back', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const threadId = await scene.startThread(ada, grace);
  const [mine, theirs] = [
    ada.chat.getChatThreadClient(threadId),
    grace.chat.getChatThreadClient(threadId),
  ];
  const first = await mine.sendMessage({ content: 'one' });
  const second = await mine.sendMessage({ content: 'two' });
  await theirs.sendReadReceipt({ chatMessageId: second.id });
  await theirs.sendReadReceipt({ chatMessageId: first.id });
  expect(await collect(mine.listReadReceipts())).toEqual([
    {
      chatMessageId: second.id,
      sender: { kind: 'communicationUser', communicationUserId: grace.userId },
      readOn: expect.any(Date),
    },
  ]);
});
