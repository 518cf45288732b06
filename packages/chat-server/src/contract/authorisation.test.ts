import type { TokenScope } from '@azure/communication-identity';
import { describe, expect, test } from 'vitest';
import { collect, setOfficialScene } from '../test-support/official-clients.ts';
import type { OfficialPerson } from '../test-support/official-clients.ts';

const scene = setOfficialScene();
const refused = { name: 'RestError', statusCode: 403, code: 'Forbidden' };

/** The status and the text with which the service refuses this. */
async function refusalOf(attempt: () => Promise<unknown>): Promise<unknown[]> {
  return await attempt().then(
    () => [],
    (error: { statusCode: number; message: string }) => [error.statusCode, error.message],
  );
}

test('a stranger learns nothing of a thread, not even that there is one', async () => {
  const [ada, mallory] = [await scene.addPerson(), await scene.addPerson()];
  const threadId = await scene.startThread(ada);
  const { id } = await ada.chat.getChatThreadClient(threadId).sendMessage({ content: 'Secret' });
  const thread = mallory.chat.getChatThreadClient(threadId);
  const attempts: (() => Promise<unknown>)[] = [
    () => thread.getProperties(),
    () => thread.updateTopic('Mine'),
    () => thread.sendMessage({ content: 'Hi' }),
    () => thread.getMessage(id),
    () => collect(thread.listMessages()),
    () => thread.updateMessage(id, { content: 'Mine' }),
    () => thread.deleteMessage(id),
    () => collect(thread.listParticipants()),
    () => thread.addParticipants({ participants: [{ id: mallory.id }] }),
    () => thread.removeParticipant(ada.id),
    () => thread.sendTypingNotification(),
    () => thread.sendReadReceipt({ chatMessageId: id }),
    () => collect(thread.listReadReceipts()),
    () => mallory.chat.deleteChatThread(threadId),
  ];
  const missing = mallory.chat.getChatThreadClient('19:missing@thread.v2');
  const [status, said] = await refusalOf(() => missing.getProperties());
  expect([status, said]).toEqual([404, expect.stringContaining('no such thread')]);
  for (const attempt of attempts) expect(await refusalOf(attempt)).toEqual([404, said]);
});

test('only the author may edit or delete a message', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const threadId = await scene.startThread(ada, grace);
  const { id } = await ada.chat.getChatThreadClient(threadId).sendMessage({ content: 'Mine' });
  const theirs = grace.chat.getChatThreadClient(threadId);
  await expect(theirs.updateMessage(id, { content: 'Ours' })).rejects.toMatchObject(refused);
  await expect(theirs.deleteMessage(id)).rejects.toMatchObject(refused);
});

describe('scopes', () => {
  /** What each scope allows, and the first thing that it does not. */
  const table: readonly [TokenScope, (keyof ReturnType<typeof attemptsOf>)[]][] = [
    ['chat', ['read', 'send', 'add', 'create', 'update']],
    ['chat.join', ['read', 'send', 'add']],
    ['chat.join.limited', ['read', 'send']],
    ['voip', []],
  ];

  const attemptsOf = (person: OfficialPerson, threadId: string, newcomer: OfficialPerson) => {
    const thread = person.chat.getChatThreadClient(threadId);
    return {
      read: () => thread.getProperties(),
      send: () => thread.sendMessage({ content: 'Hi' }),
      add: () => thread.addParticipants({ participants: [{ id: newcomer.id }] }),
      create: () => person.chat.createChatThread({ topic: 'Mine' }),
      update: () => thread.updateTopic('Mine'),
    } satisfies Record<string, () => Promise<unknown>>;
  };

  test.each(table)('a token for %s allows %j and no more', async (scope, allowed) => {
    const [ada, newcomer] = [await scene.addPerson(), await scene.addPerson()];
    const person = await scene.addPerson([scope]);
    const threadId = await scene.startThread(ada, person);
    const attempts = attemptsOf(person, threadId, newcomer);
    const succeeded: string[] = [];
    for (const [name, attempt] of Object.entries(attempts)) {
      const error = await attempt().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error === undefined) succeeded.push(name);
      else expect(error).toMatchObject(refused);
    }
    expect(succeeded).toEqual(allowed);
  });
});
