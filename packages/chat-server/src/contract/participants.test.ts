import { expect, test } from 'vitest';
import { collect, listTexts, setOfficialScene } from '../test-support/official-clients.ts';

const scene = setOfficialScene();

test('people are added with a name and metadata, and those who cannot be are named', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const threadId = await scene.startThread(ada);
  const thread = ada.chat.getChatThreadClient(threadId);
  const missing = `${grace.userId.slice(0, -12)}000000000000`;
  const { invalidParticipants } = await thread.addParticipants({
    participants: [
      { id: grace.id, displayName: 'Grace', metadata: { role: 'guest' } },
      { id: { communicationUserId: missing } },
    ],
  });
  expect(invalidParticipants).toEqual([
    { target: missing, code: '404', message: expect.any(String) },
  ]);
  const people = await collect(grace.chat.getChatThreadClient(threadId).listParticipants());
  expect(people).toContainEqual(
    expect.objectContaining({ displayName: 'Grace', metadata: { role: 'guest' } }),
  );
  expect(await thread.addParticipants({ participants: [{ id: grace.id }] })).toEqual({});
});

test('somebody who is added later reads what the share history time allows', async () => {
  const [ada, grace, alan] = await Promise.all([0, 1, 2].map(() => scene.addPerson()));
  if (!ada || !grace || !alan) throw new Error('All three are there.');
  const threadId = await scene.startThread(ada);
  const thread = ada.chat.getChatThreadClient(threadId);
  await thread.sendMessage({ content: 'one' });
  const { id } = await thread.sendMessage({ content: 'two' });
  const { createdOn } = await thread.getMessage(id);
  await thread.addParticipants({
    participants: [{ id: grace.id, shareHistoryTime: createdOn }, { id: alan.id }],
  });
  await thread.sendMessage({ content: 'three' });
  const textsOf = (person: typeof ada) => listTexts(person.chat.getChatThreadClient(threadId));
  expect(await textsOf(grace)).toEqual(['three', 'two']);
  expect(await textsOf(alan)).toEqual(['three']);
  await expect(alan.chat.getChatThreadClient(threadId).getMessage(id)).rejects.toMatchObject({
    statusCode: 404,
  });
});

test('somebody who was removed keeps what he could read and may do nothing more', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const threadId = await scene.startThread(ada, grace);
  const [mine, theirs] = [
    ada.chat.getChatThreadClient(threadId),
    grace.chat.getChatThreadClient(threadId),
  ];
  await mine.sendMessage({ content: 'before' });
  await mine.removeParticipant(grace.id);
  await mine.sendMessage({ content: 'after' });
  expect(await listTexts(theirs)).toEqual(['before']);
  for (const attempt of [
    () => theirs.sendMessage({ content: 'Hi' }),
    () => theirs.updateTopic('Mine'),
    () => theirs.addParticipants({ participants: [{ id: grace.id }] }),
    () => theirs.sendTypingNotification(),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ statusCode: 403, code: 'Forbidden' });
  }
});

test('a participant may leave', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const threadId = await scene.startThread(ada, grace);
  await grace.chat.getChatThreadClient(threadId).removeParticipant(grace.id);
  const people = await collect(ada.chat.getChatThreadClient(threadId).listParticipants());
  expect(people.map(({ id }) => id)).toEqual([
    { kind: 'communicationUser', communicationUserId: ada.userId },
  ]);
});
