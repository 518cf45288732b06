import { AzureCommunicationTokenCredential } from '@azure/communication-common';
import { expect, test } from 'vitest';

import { ChatClient } from '../chat-client.ts';
import { collect } from '../test-support/collect.ts';
import { setContractScene } from './contract-scene.ts';

const scene = setContractScene();

test('a client takes an endpoint, with or without a slash at its end, and a credential of Azure', async () => {
  const { token } = await scene.addPerson();
  for (const endpoint of [scene.endpoint, `${scene.endpoint}/`]) {
    const client = new ChatClient(endpoint, new AzureCommunicationTokenCredential(token));
    expect(await collect(client.listChatThreads())).toEqual([]);
  }
});

test('a thread has its topic, its creator as a participant, and the people that it was created with', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const { chatThread, invalidParticipants } = await ada.client.createChatThread(
    { topic: 'Lunch 점심 🍜' },
    {
      participants: [{ id: grace.id, displayName: 'Grace', shareHistoryTime: new Date(0) }],
      metadata: { project: 'A' },
    },
  );
  expect(invalidParticipants).toBeUndefined();
  expect(chatThread).toMatchObject({
    id: expect.any(String),
    topic: 'Lunch 점심 🍜',
    createdOn: expect.any(Date),
    createdBy: { kind: 'communicationUser', ...ada.id },
  });
  const thread = ada.client.getChatThreadClient(chatThread?.id ?? '');
  await scene.eventually(async () => {
    const people = await collect(thread.listParticipants());
    expect(people.map(({ id }) => id)).toHaveLength(2);
    expect(people).toContainEqual(
      expect.objectContaining({ id: { kind: 'communicationUser', ...ada.id } }),
    );
    expect(people).toContainEqual(
      expect.objectContaining({
        id: { kind: 'communicationUser', ...grace.id },
        displayName: 'Grace',
        shareHistoryTime: new Date(0),
      }),
    );
  });
  await ada.client.deleteChatThread(thread.threadId);
});

test('the same idempotency token creates one thread', async () => {
  const ada = await scene.addPerson();
  const idempotencyToken = crypto.randomUUID();
  const create = () => ada.client.createChatThread({ topic: 'Once' }, { idempotencyToken });
  const first = (await create()).chatThread?.id;
  expect((await create()).chatThread?.id).toBe(first);
  await scene.eventually(async () => {
    expect((await collect(ada.client.listChatThreads())).map(({ id }) => id)).toEqual([first]);
  });
  await ada.client.deleteChatThread(first ?? '');
});

test('who cannot be added is named with the reason, the thread exists, and just those can be tried again', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const former = await scene.addFormerPerson();
  const { chatThread, invalidParticipants } = await ada.client.createChatThread(
    { topic: 'Partly' },
    { participants: [{ id: grace.id }, { id: former }] },
  );
  expect(invalidParticipants).toMatchObject([
    {
      target: former.communicationUserId,
      code: expect.stringMatching(/^40[34]$/),
      message: expect.any(String),
    },
  ]);
  const thread = ada.client.getChatThreadClient(chatThread?.id ?? '');
  const retry = await thread.addParticipants({ participants: [{ id: former }] });
  expect(retry.invalidParticipants?.map(({ target }) => target)).toEqual([
    former.communicationUserId,
  ]);
  expect(await collect(thread.listParticipants())).toHaveLength(2);
  await ada.client.deleteChatThread(thread.threadId);
});

test("a client for a thread needs no request, and reads the thread's properties", async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const { threadId } = await scene.startThread(ada, grace);
  const thread = grace.client.getChatThreadClient(threadId);
  expect(thread.threadId).toBe(threadId);
  expect(await thread.getProperties()).toMatchObject({
    id: threadId,
    topic: 'Engines',
    createdOn: expect.any(Date),
    createdBy: { kind: 'communicationUser', ...ada.id },
  });
});

test('threads are listed one by one, by page, from a start time, and on from where a list was left', async () => {
  const ada = await scene.addPerson();
  const ids: string[] = [];
  for (let count = 0; count < 3; count++) ids.push((await scene.startThread(ada)).threadId);
  const earlier = new Date(Date.now() - 3_600_000);
  await scene.eventually(async () => {
    const items = await collect(ada.client.listChatThreads({ startTime: earlier }));
    expect(items.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(items[0]).toMatchObject({ topic: 'Engines' });
  });
  const later = new Date(Date.now() + 3_600_000);
  expect(await collect(ada.client.listChatThreads({ startTime: later }))).toEqual([]);

  const place: { continuationToken?: string } = {};
  const found: string[] = [];
  for await (const page of ada.client.listChatThreads({ maxPageSize: 2 }).byPage(place)) {
    expect(page.length).toBeLessThanOrEqual(2);
    found.push(...page.map(({ id }) => id));
    break;
  }
  expect(place.continuationToken).toEqual(expect.any(String));
  for await (const page of ada.client.listChatThreads().byPage(place)) {
    found.push(...page.map(({ id }) => id));
  }
  expect(found.toSorted()).toEqual(ids.toSorted());
});

test('a new topic and other properties show in a later read', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const thread = await scene.startThread(ada, grace);
  await thread.updateTopic('Analytical engines');
  const theirs = grace.client.getChatThreadClient(thread.threadId);
  await scene.eventually(async () =>
    expect(await theirs.getProperties()).toMatchObject({ topic: 'Analytical engines' }),
  );
  await thread.updateProperties({ topic: 'Looms', metadata: { project: 'B' } });
  await scene.eventually(async () =>
    expect(await theirs.getProperties()).toMatchObject({
      topic: 'Looms',
      metadata: { project: 'B' },
    }),
  );
});

test('a deleted thread is in nobody\u2019s list', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const { threadId } = await scene.startThread(ada, grace);
  await ada.client.deleteChatThread(threadId);
  for (const { client } of [ada, grace]) {
    await scene.eventually(async () => {
      const items = await collect(client.listChatThreads());
      expect(items.filter(({ deletedOn }) => deletedOn === undefined)).toEqual([]);
    });
  }
});

test('a refused token is an error that says so, and holds no token', async () => {
  const { token } = await scene.addPerson();
  const [header, payload] = token.split('.');
  const forged = scene.createClient({ token: `${header}.${payload}.Zm9yZ2Vk` });
  const error: unknown = await collect(forged.listChatThreads()).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'RestError', statusCode: 401, operation: 'listChatThreads' });
  expect(JSON.stringify(error) + String(error)).not.toContain(payload);
});
