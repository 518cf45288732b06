import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChatThreadClient } from '../../chat-thread-client.ts';
import { createActionsScene, listPresent } from '../../test-support/actions-scene.ts';
import { createChatFixture, type ChatFixture } from '../../test-support/chat-fixture.ts';
import { collect } from '../../test-support/collect.ts';
import { createErrorAnswer, type RecordedRequest } from '../../test-support/recording-fetch.ts';
import type { NewParticipant } from '../session-contract.ts';

const nobody = '8:acs:none_none';
const foreigner = '8:orgid:1';
/** Of somebody whom the service does not know yet. */
const unknownUuid = '11111111-1111-4111-8111-111111111111';

let chat: ChatFixture;
let thread: ChatThreadClient;
let threadId: string;

beforeEach(async () => {
  chat = await createChatFixture();
  thread = await chat.createThread();
  ({ threadId } = thread);
});
afterEach(() => chat.close());

async function createPeople(count: number): Promise<NewParticipant[]> {
  const people: NewParticipant[] = [];
  for (let index = 0; index < count; index += 1) {
    const { userId } = await chat.service.createUser(`Person ${index}`);
    people.push({ userId, displayName: `Person ${index}` });
  }
  return people;
}

const isAddition = ({ url }: RecordedRequest): boolean => url.includes(':add');

test('people are added, the session hears of them, and nobody has failed', async () => {
  const [alan] = await createPeople(1);
  const { actions, events, refreshed, requests } = createActionsScene(chat);
  const { failed, retryFailed } = await actions.addParticipants(threadId, [alan!]);
  expect(failed).toEqual([]);
  expect(events).toEqual([{ type: 'participants-added', threadId, participants: [alan] }]);
  expect(refreshed).toEqual([threadId]);
  expect(await listPresent(thread)).toContain(alan!.userId);
  expect((await retryFailed()).failed).toEqual([]);
  expect(requests).toHaveLength(1);
});

test('of people who cannot all be added each who failed is named with the reason, and the others are added', async () => {
  const [alan] = await createPeople(1);
  const { actions, events } = createActionsScene(chat);
  const people = [{ userId: foreigner, displayName: 'Stranger' }, alan!, { userId: nobody }];
  const { failed } = await actions.addParticipants(threadId, people);
  expect(failed).toMatchObject([
    { participant: people[0], error: { code: '403', target: foreigner }, retryable: false },
    { participant: people[2], error: { target: nobody }, retryable: false },
  ]);
  expect(events).toEqual([{ type: 'participants-added', threadId, participants: [alan] }]);
  expect(await listPresent(thread)).toHaveLength(3);
});

test('trying again asks for those who failed and nobody else, until all are added', async () => {
  const [alan] = await createPeople(1);
  const resource = alan!.userId.slice(0, alan!.userId.indexOf('_'));
  const late = { userId: `${resource}_${unknownUuid}`, displayName: 'Late' };
  const { actions, events, requests } = createActionsScene(chat);
  const first = await actions.addParticipants(threadId, [alan!, late]);
  expect(first.failed).toMatchObject([{ participant: late, error: { code: '404' } }]);
  const second = await first.retryFailed();
  expect(second.failed).toMatchObject([{ participant: late }]);
  await chat.service.createUser('Late', { uuid: unknownUuid });
  const third = await second.retryFailed();
  expect(third.failed).toEqual([]);
  expect(requests[2]?.body).not.toContain(alan!.userId);
  expect(events.at(-1)).toEqual({ type: 'participants-added', threadId, participants: [late] });
  expect(await listPresent(thread)).toContain(late.userId);
});

test('somebody who is named twice is asked for once, as named last', async () => {
  const [alan] = await createPeople(1);
  const { actions, events, requests } = createActionsScene(chat);
  await actions.addParticipants(threadId, [alan!, { userId: alan!.userId, displayName: 'Turing' }]);
  expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({
    participants: [{ displayName: 'Turing' }],
  });
  expect(events).toMatchObject([
    { participants: [{ userId: alan!.userId, displayName: 'Turing' }] },
  ]);
});

test('somebody sees all messages, or those from a given time on', async () => {
  const { id } = await thread.sendMessage({ content: 'Before' });
  const sentAt = (await thread.getMessage(id)).createdOn.getTime();
  const { actions } = createActionsScene(chat);
  for (const [from, count] of [
    [undefined, 1],
    [sentAt, 1],
    [new Date(sentAt), 1],
    [sentAt + 1, 0],
    [new Date(sentAt + 1), 0],
  ] as const) {
    const user = await chat.service.createUser(`Reader from ${typeof from} ${Number(from)}`);
    const shared = from === undefined ? {} : { shareHistoryTime: from };
    await actions.addParticipants(threadId, [{ userId: user.userId, ...shared }]);
    const messages = await collect(
      chat.createClient(user, {}).getChatThreadClient(threadId).listMessages(),
    );
    expect(messages.filter((message) => message.id === id)).toHaveLength(count);
  }
});

test.each([
  ['an empty list', []],
  ['an empty id', [{ userId: ' ' }]],
])('%s is refused before anything is sent', async (_what, people) => {
  const { actions, requests } = createActionsScene(chat);
  await expect(actions.addParticipants(threadId, people)).rejects.toMatchObject({
    code: 'invalid-argument',
    operation: 'addParticipants',
    message: expect.stringMatching(/Nothing was sent\. Correct it/),
  });
  expect(requests).toEqual([]);
});

test.each([new Date('no date'), Number.NaN, Infinity, 8.64e15 + 1])(
  'somebody who is to see the history from %s on is not added, and the sentence says why',
  async (shareHistoryTime) => {
    const [alan] = await createPeople(1);
    const { actions, requests } = createActionsScene(chat);
    const people = [{ ...alan!, shareHistoryTime }];
    const refusal = {
      code: 'invalid-argument',
      message: expect.stringContaining('shareHistoryTime is no date. Nothing was sent.'),
    };
    await expect(actions.addParticipants(threadId, people)).rejects.toMatchObject(refusal);
    const request = { topic: 'Looms', participants: people };
    await expect(actions.createThread(request)).rejects.toMatchObject(refusal);
    expect(requests).toEqual([]);
  },
);

test('many people are added in several requests', async () => {
  const people = await createPeople(230);
  const { actions, events, requests } = createActionsScene(chat);
  const { failed } = await actions.addParticipants(threadId, people);
  expect(failed).toEqual([]);
  expect(requests).toHaveLength(3);
  expect(events).toHaveLength(3);
  expect(await listPresent(thread)).toHaveLength(232);
});

test('when a later request fails its people and those after it are the failed ones, to be tried again', async () => {
  const people = await createPeople(210);
  const script = ['pass', ...Array.from({ length: 5 }, () => createErrorAnswer(503))] as const;
  const { actions } = createActionsScene(chat, script, isAddition);
  const { failed, retryFailed } = await actions.addParticipants(threadId, people);
  expect(failed.map(({ participant }) => participant)).toEqual(people.slice(100));
  expect(failed[0]).toMatchObject({ retryable: true, error: { code: 'Code503' } });
  expect(await listPresent(thread)).toHaveLength(102);
  expect((await retryFailed()).failed).toEqual([]);
  expect(await listPresent(thread)).toHaveLength(212);
});

test('an addition whose answers are all lost has worked when the people are there', async () => {
  const people = await createPeople(2);
  const lost = Array.from({ length: 5 }, () => 'cut-after' as const);
  const { actions, events } = createActionsScene(chat, lost, isAddition);
  const { failed } = await actions.addParticipants(threadId, people);
  expect(failed).toEqual([]);
  expect(events).toMatchObject([{ type: 'participants-added', participants: people }]);
});

test.each([
  ['requests that never arrive', Array.from({ length: 8 }, () => 'cut-before' as const), 'network'],
  ['a refusal', [createErrorAnswer(403)], 'Code403'],
] as const)('an addition fails after %s, and nobody is added', async (_what, script, code) => {
  const people = await createPeople(1);
  const { actions, events, refreshed } = createActionsScene(chat, script);
  await expect(actions.addParticipants(threadId, people)).rejects.toMatchObject({ code });
  expect([events, refreshed]).toEqual([[], []]);
  expect(await listPresent(thread)).toHaveLength(2);
});

test('who is no longer in the thread is told so, and adds nobody', async () => {
  const people = await createPeople(1);
  await thread.removeParticipant(chat.ada.identifier);
  const { actions, requests } = createActionsScene(chat);
  await expect(actions.addParticipants(threadId, people)).rejects.toMatchObject({
    statusCode: 403,
    message: expect.stringMatching(/Nothing was changed/),
  });
  expect(requests).toHaveLength(1);
});
