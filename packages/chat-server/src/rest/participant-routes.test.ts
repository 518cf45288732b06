import { beforeEach, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import type { ManualTime } from '../test-support/manual-time.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene, ScenePerson } from '../test-support/scene.ts';

let time: ManualTime;
let scene: Scene;
let thread: string;
let alan: ScenePerson;
beforeEach(async () => {
  time = createManualTime();
  scene = await setScene(await createChatService({ clock: time.clock }));
  thread = `/chat/threads/${scene.threadId}`;
  alan = await scene.addPerson('alan');
  time.advance(1_000);
});

const send = async (content: string): Promise<string> => {
  time.advance(1_000);
  return (await scene.ada.call('POST', `${thread}/messages`, { content })).body.id;
};
const add = (person: ScenePerson, part: object = {}) =>
  scene.ada.call('POST', `${thread}/participants/:add`, {
    participants: [{ communicationIdentifier: { rawId: person.userId }, ...part }],
  });
const remove = (by: ScenePerson, person: ScenePerson) =>
  by.call('POST', `${thread}/participants/:remove`, {
    rawId: person.userId,
    communicationUser: { id: person.userId },
  });

test('an added person is listed and reported by a system message', async () => {
  const answer = await add(alan, { displayName: 'Alan', metadata: { role: 'guest' } });
  expect([answer.status, answer.body]).toEqual([201, {}]);
  const { body } = await alan.call('GET', `${thread}/participants`);
  expect(body.value.map((person) => person.displayName).toSorted()).toEqual([
    'Ada',
    'Alan',
    'Grace',
  ]);
  expect(body.value[2]).toMatchObject({ displayName: 'Alan', metadata: { role: 'guest' } });
  const [newest] = (await scene.ada.call('GET', `${thread}/messages`)).body.value;
  expect(newest).toMatchObject({
    type: 'participantAdded',
    content: {
      initiatorCommunicationIdentifier: { rawId: scene.ada.userId },
      participants: [{ displayName: 'Alan' }],
    },
  });
});

test('adding somebody twice changes nothing', async () => {
  await add(alan, { displayName: 'Alan' });
  expect((await add(alan, { displayName: 'Other' })).status).toBe(201);
  const { body } = await scene.ada.call('GET', `${thread}/messages`);
  expect(body.value).toHaveLength(3);
});

test('people who cannot be added are named, and the others are added', async () => {
  const { status, body } = await scene.ada.call('POST', `${thread}/participants/:add`, {
    participants: [
      { communicationIdentifier: { rawId: '8:orgid:1' } },
      { communicationIdentifier: { rawId: alan.userId } },
    ],
  });
  expect(status).toBe(201);
  expect(body.invalidParticipants).toMatchObject([{ target: '8:orgid:1', code: '403' }]);
  expect((await alan.call('GET', thread)).status).toBe(200);
});

test('shareHistoryTime hides what is older in lists, single reads and receipts; equal is visible', async () => {
  const [hidden, first] = [await send('hidden'), await send('first')];
  await scene.grace.call('POST', `${thread}/readReceipts`, { chatMessageId: hidden });
  await add(alan, { shareHistoryTime: new Date(Number(first)).toISOString() });
  const seen = await scene.listMessageIds(alan);
  expect(seen).toHaveLength(2);
  expect(seen).toContain(first);
  expect((await alan.call('GET', `${thread}/messages/${hidden}`)).status).toBe(404);
  const receipt = (chatMessageId: string) =>
    alan.call('POST', `${thread}/readReceipts`, { chatMessageId });
  expect((await receipt(hidden)).status).toBe(404);
  expect(
    (await alan.call('GET', `${thread}/messages?startTime=1970-01-01T00:00:00Z`)).body.value,
  ).toHaveLength(2);
  expect((await alan.call('GET', `${thread}/readReceipts`)).body.value).toEqual([]);
  expect((await scene.ada.call('GET', `${thread}/readReceipts`)).body.value).toHaveLength(1);
});

test('somebody added without shareHistoryTime sees the thread from then on', async () => {
  await send('before');
  await add(alan);
  const after = await send('after');
  expect(await scene.listMessageIds(alan)).toEqual([after, expect.any(String)]);
});

test('a removed person reads what was sent until then, and can do nothing more', async () => {
  const before = await send('before');
  expect((await remove(scene.ada, scene.grace)).status).toBe(204);
  const after = await send('after');

  const seen = await scene.listMessageIds(scene.grace);
  expect(seen).toContain(before);
  expect(seen).not.toContain(after);
  expect((await scene.grace.call('GET', `${thread}/messages/${after}`)).status).toBe(404);
  expect((await scene.grace.call('GET', '/chat/threads')).body.value).toEqual([]);
  const refused = [
    await scene.grace.call('POST', `${thread}/messages`, { content: 'Hi' }),
    await scene.grace.call('PATCH', thread, { topic: 'Mine' }),
    await scene.grace.call('GET', `${thread}/participants`),
    await scene.grace.call('POST', `${thread}/typing`, {}),
    await scene.grace.call('POST', `${thread}/readReceipts`, { chatMessageId: before }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
});

test('a person can leave, and removing somebody who is not there changes nothing', async () => {
  expect((await remove(scene.grace, scene.grace)).status).toBe(204);
  expect((await remove(scene.ada, scene.grace)).status).toBe(204);
  const { body } = await scene.ada.call('GET', `${thread}/messages`);
  expect(body.value[0]?.type).toBe('participantRemoved');
  expect(body.value).toHaveLength(3);
});

test('participants come in pages', async () => {
  await add(alan);
  const first = await scene.ada.call('GET', `${thread}/participants?maxPageSize=2`);
  const second = await scene.ada.call('GET', first.body.nextLink);
  expect([first.body.value.length, second.body.value.length]).toEqual([2, 1]);
  expect(second.body).not.toHaveProperty('nextLink');
  const skipped = await scene.ada.call('GET', `${thread}/participants?skip=2`);
  expect(skipped.body.value).toEqual(second.body.value);
});

test('somebody who leaves between two pages hides nobody else', async () => {
  await add(alan);
  await add(await scene.addPerson('linus'));
  const ids = async (path: string) => {
    const { body } = await scene.ada.call('GET', path);
    const people = body.value.map(({ communicationIdentifier }) => communicationIdentifier.rawId);
    return { people, next: body.nextLink };
  };
  const everybody = (await ids(`${thread}/participants`)).people;
  const first = await ids(`${thread}/participants?maxPageSize=2`);
  expect(first.people).toEqual(everybody.slice(0, 2));
  await remove(scene.ada, scene.grace);
  expect((await ids(first.next)).people).toEqual(everybody.slice(2));
});
