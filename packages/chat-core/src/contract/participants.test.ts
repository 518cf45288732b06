import { createIdentifierFromRawId } from '@azure/communication-common';
import { expect, test } from 'vitest';

import type { ChatThreadClient } from '../chat-thread-client.ts';
import { collect } from '../test-support/collect.ts';
import { setContractScene, type ContractPerson } from './contract-scene.ts';

const scene = setContractScene();

async function expectPeople(
  thread: ChatThreadClient,
  people: readonly ContractPerson[],
): Promise<void> {
  const wanted = people.map(({ id }) => id.communicationUserId).toSorted();
  await scene.eventually(async () => {
    const found = await collect(thread.listParticipants());
    const ids = found.map(({ id }) => ('communicationUserId' in id ? id.communicationUserId : ''));
    expect(ids.toSorted()).toEqual(wanted);
  });
}

test('people are added with a name, and read the history that they are given', async () => {
  const [ada, grace, alan] = [
    await scene.addPerson(),
    await scene.addPerson(),
    await scene.addPerson(),
  ];
  const thread = await scene.startThread(ada);
  const { createdOn } = await thread.getProperties();
  const { id } = await thread.sendMessage({ content: 'Before they came' });
  const result = await thread.addParticipants({
    participants: [
      { id: grace.id, displayName: 'Grace', shareHistoryTime: createdOn },
      { id: alan.id, displayName: 'Alan' },
    ],
  });
  expect(result.invalidParticipants).toBeUndefined();
  await expectPeople(thread, [ada, grace, alan]);
  const hers = grace.client.getChatThreadClient(thread.threadId);
  await scene.eventually(async () =>
    expect(await hers.getMessage(id)).toMatchObject({ content: { message: 'Before they came' } }),
  );
  const people = await collect(thread.listParticipants());
  expect(people).toContainEqual(expect.objectContaining({ displayName: 'Grace' }));
});

test('who cannot be added is named with the reason, and the others are in', async () => {
  const [ada, grace] = [await scene.addPerson(), await scene.addPerson()];
  const former = await scene.addFormerPerson();
  const thread = await scene.startThread(ada);
  const { invalidParticipants } = await thread.addParticipants({
    participants: [{ id: grace.id }, { id: former }],
  });
  expect(invalidParticipants).toMatchObject([
    { target: former.communicationUserId, code: expect.any(String), message: expect.any(String) },
  ]);
  await expectPeople(thread, [ada, grace]);
});

test('participants are listed by page, and some can be passed over', async () => {
  const people = [await scene.addPerson(), await scene.addPerson(), await scene.addPerson()];
  const [ada, ...others] = people;
  const thread = await scene.startThread(ada!, ...others);
  await expectPeople(thread, people);
  const sizes: number[] = [];
  for await (const page of thread.listParticipants({ maxPageSize: 2 }).byPage()) {
    sizes.push(page.length);
  }
  expect(sizes.filter((size) => size > 0)).toEqual([2, 1]);
  expect(await collect(thread.listParticipants({ skip: 1 }))).toHaveLength(2);
});

test('people are removed by identifier, however it was made, and may write no more', async () => {
  const [ada, grace, alan] = [
    await scene.addPerson(),
    await scene.addPerson(),
    await scene.addPerson(),
  ];
  const thread = await scene.startThread(ada, grace, alan);
  await thread.removeParticipant(grace.id);
  await thread.removeParticipant(createIdentifierFromRawId(alan.id.communicationUserId));
  await expectPeople(thread, [ada]);
  const hers = grace.client.getChatThreadClient(thread.threadId);
  await expect(hers.sendMessage({ content: 'Still here?' })).rejects.toMatchObject({
    name: 'RestError',
    statusCode: expect.toBeOneOf([403, 404]),
    operation: 'sendMessage',
  });
});
