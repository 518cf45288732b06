import { expect, test } from 'vitest';
import { collect, setOfficialScene } from '../test-support/official-clients.ts';

const scene = setOfficialScene();
const unknownUser = (userId: string): string => `${userId.slice(0, -12)}000000000000`;

test('a thread is created with everything that the client can give it, and read back', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const shareHistoryTime = new Date('2026-01-02T03:04:05.678Z');
  const created = await ada.chat.createChatThread(
    { topic: 'Lunch 점심 🍜' },
    {
      participants: [
        { id: ada.id, displayName: 'Ada' },
        { id: grace.id, displayName: 'Grace', shareHistoryTime, metadata: { role: 'guest' } },
      ],
      metadata: { project: 'A' },
      retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 60 },
    },
  );
  expect(created.invalidParticipants).toBeUndefined();
  const properties = {
    id: expect.stringMatching(/^19:.+@thread\.v2$/),
    topic: 'Lunch 점심 🍜',
    createdOn: expect.any(Date),
    createdBy: { kind: 'communicationUser', communicationUserId: ada.userId },
    metadata: { project: 'A' },
    retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 60 },
  };
  expect(created.chatThread).toEqual(properties);
  const thread = grace.chat.getChatThreadClient(created.chatThread?.id ?? '');
  expect(await thread.getProperties()).toEqual(properties);
  const people = await collect(thread.listParticipants());
  expect(people).toHaveLength(2);
  expect(people).toEqual(
    expect.arrayContaining([
      {
        id: { kind: 'communicationUser', communicationUserId: grace.userId },
        displayName: 'Grace',
        shareHistoryTime,
        metadata: { role: 'guest' },
      },
      expect.objectContaining({ displayName: 'Ada' }),
    ]),
  );
});

test('people who cannot be added are named with the reason, and the others are in', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const missing = unknownUser(grace.userId);
  const foreign = '8:acs:00000000-0000-4000-8000-000000000000_00000000-0000-4000-8000-000000000001';
  const { chatThread, invalidParticipants } = await ada.chat.createChatThread(
    { topic: 'Lunch' },
    {
      participants: [
        { id: grace.id },
        { id: { communicationUserId: missing } },
        { id: { communicationUserId: foreign } },
        { id: { phoneNumber: '+15550100' } },
        { id: { microsoftTeamsUserId: '00000000-0000-4000-8000-000000000002' } },
      ],
    },
  );
  expect(invalidParticipants?.map(({ target, code }) => [target, code])).toEqual(
    expect.arrayContaining([
      [missing, '404'],
      [foreign, '403'],
      ['4:+15550100', '403'],
      ['8:orgid:00000000-0000-4000-8000-000000000002', '403'],
    ]),
  );
  expect(invalidParticipants).toHaveLength(4);
  expect(invalidParticipants?.[0]?.message).toEqual(expect.any(String));
  const thread = ada.chat.getChatThreadClient(chatThread?.id ?? '');
  expect(await collect(thread.listParticipants())).toHaveLength(2);
});

test('the same idempotency token gives the same thread, another one another', async () => {
  const ada = await scene.addPerson();
  const create = async (idempotencyToken: string) =>
    (await ada.chat.createChatThread({ topic: 'Lunch' }, { idempotencyToken })).chatThread?.id;
  const first = await create('8f1ee1f2-8e4c-4f56-a1d5-0a3f8b1d2c3e');
  expect(await create('8f1ee1f2-8e4c-4f56-a1d5-0a3f8b1d2c3e')).toBe(first);
  expect(await create('9a2ff203-9f5d-4a67-b2e6-1b4a9c2e3d4f')).not.toBe(first);
  expect(await collect(ada.chat.listChatThreads())).toHaveLength(2);
});

test('topic, metadata and retention are changed one by one and together', async () => {
  const ada = await scene.addPerson();
  const thread = ada.chat.getChatThreadClient(await scene.startThread(ada));
  await thread.updateTopic('Dinner');
  await thread.updateProperties({ metadata: { a: '1' } });
  expect(await thread.getProperties()).toMatchObject({ topic: 'Dinner', metadata: { a: '1' } });
  await thread.updateProperties({
    topic: 'Supper',
    metadata: { a: '2' },
    retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 30 },
  });
  expect(await thread.getProperties()).toMatchObject({
    topic: 'Supper',
    metadata: { a: '2' },
    retentionPolicy: { kind: 'threadCreationDate', deleteThreadAfterDays: 30 },
  });
  await thread.updateProperties({ retentionPolicy: { kind: 'none' } });
  expect(await thread.getProperties()).toMatchObject({ retentionPolicy: { kind: 'none' } });
});

test('threads are listed through all pages, newest first, and from a start time', async () => {
  const ada = await scene.addPerson();
  const ids: string[] = [];
  for (let count = 0; count < 5; count++) ids.unshift(await scene.startThread(ada));
  const threads = await collect(ada.chat.listChatThreads({ maxPageSize: 2 }));
  expect(threads.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(threads[0]).toEqual({
    id: expect.any(String),
    topic: 'Lunch',
    lastMessageReceivedOn: expect.any(Date),
  });
  const later = new Date(Date.now() + 60_000);
  expect(await collect(ada.chat.listChatThreads({ startTime: later }))).toEqual([]);
  const earlier = new Date(Date.now() - 60_000);
  expect(await collect(ada.chat.listChatThreads({ startTime: earlier }))).toHaveLength(5);
});

test('a deleted thread is gone for everybody', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const threadId = await scene.startThread(ada, grace);
  await ada.chat.deleteChatThread(threadId);
  for (const { chat } of [ada, grace]) {
    expect(await collect(chat.listChatThreads())).toEqual([]);
    await expect(chat.getChatThreadClient(threadId).getProperties()).rejects.toMatchObject({
      statusCode: 404,
    });
  }
});
