import { afterEach, beforeEach, expect, test } from 'vitest';
import { createActionsScene, listPresent } from '../../test-support/actions-scene.ts';
import { createChatFixture, type ChatFixture } from '../../test-support/chat-fixture.ts';
import { collect } from '../../test-support/collect.ts';
import { createErrorAnswer } from '../../test-support/recording-fetch.ts';
import type { NewParticipant } from '../session-contract.ts';

let chat: ChatFixture;

beforeEach(async () => {
  chat = await createChatFixture();
});
afterEach(() => chat.close());

const lost = (count: number): 'cut-after'[] => Array.from({ length: count }, () => 'cut-after');
const listThreads = () => collect(chat.ada.client.listChatThreads());
const tokensOf = ({ requests }: ReturnType<typeof createActionsScene>) =>
  requests.map(({ headers }) => headers['repeatability-request-id']);

test('a thread is created with its creator named in it, and the session hears of it', async () => {
  const { actions, events } = createActionsScene(chat);
  const participants = [{ userId: chat.grace.userId, displayName: 'Grace' }];
  const { threadId, failed } = await actions.createThread({ topic: 'Looms', participants });
  expect(failed).toEqual([]);
  expect(events).toMatchObject([
    { type: 'thread-upserted', thread: { id: threadId, topic: 'Looms' } },
  ]);
  const people = await collect(chat.ada.client.getChatThreadClient(threadId).listParticipants());
  expect(people.map(({ displayName }) => displayName).toSorted()).toEqual(['Ada', 'Grace']);
});

test('when the answer to a creation is lost it is asked for again with the same id, and there is one thread', async () => {
  const scene = createActionsScene(chat, lost(4));
  const { threadId } = await scene.actions.createThread({ topic: 'Looms' });
  expect(scene.requests).toHaveLength(5);
  expect(new Set(tokensOf(scene)).size).toBe(1);
  expect(await listThreads()).toMatchObject([{ id: threadId }]);
});

test('when all answers are lost the user’s next try finds the same thread, and only that one does', async () => {
  const scene = createActionsScene(chat, lost(5));
  const request = { topic: 'Looms', participants: [{ userId: chat.grace.userId }] };
  await expect(scene.actions.createThread(request)).rejects.toMatchObject({ code: 'network' });
  const { threadId } = await scene.actions.createThread(request);
  expect(await listThreads()).toMatchObject([{ id: threadId }]);
  await scene.actions.createThread(request);
  expect(await listThreads()).toHaveLength(2);
});

test('the same request after a success, and another one after a failure, make threads of their own', async () => {
  const scene = createActionsScene(chat, ['pass', 'pass', ...lost(5)]);
  await scene.actions.createThread({ topic: 'Daily' });
  await scene.actions.createThread({ topic: 'Daily' });
  await expect(scene.actions.createThread({ topic: 'Looms' })).rejects.toMatchObject({
    code: 'network',
  });
  await scene.actions.createThread({ topic: 'Engines' });
  const topics = (await listThreads()).map(({ topic }) => topic);
  expect(topics.toSorted()).toEqual(['Daily', 'Daily', 'Engines', 'Looms']);
});

test('long after a failure the same request means another thread', async () => {
  const scene = createActionsScene(chat, lost(5));
  await expect(scene.actions.createThread({ topic: 'Daily' })).rejects.toMatchObject({
    code: 'network',
  });
  await scene.clock.advance(300_000);
  await scene.actions.createThread({ topic: 'Daily' });
  expect(await listThreads()).toHaveLength(2);
});

test('people who cannot be added to a new thread are named, and can be tried again', async () => {
  const { actions, requests } = createActionsScene(chat);
  const stranger = { userId: '8:orgid:1', displayName: 'Stranger' };
  const participants = [stranger, { userId: chat.grace.userId }];
  const { threadId, failed, retryFailed } = await actions.createThread({
    topic: 'Looms',
    participants,
  });
  expect(failed).toMatchObject([
    { participant: stranger, error: { code: '403' }, retryable: false },
  ]);
  const thread = chat.ada.client.getChatThreadClient(threadId);
  expect(await listPresent(thread)).toHaveLength(2);
  expect((await retryFailed()).failed).toMatchObject([{ participant: stranger }]);
  expect(requests.at(-1)?.url).toContain(':add');
  expect(requests.at(-1)?.body).not.toContain(chat.grace.userId);
});

test('a thread of more people than one request takes has them all', async () => {
  const participants: NewParticipant[] = [];
  for (let index = 0; index < 230; index += 1) {
    participants.push({ userId: (await chat.service.createUser(`Person ${index}`)).userId });
  }
  const { actions, requests } = createActionsScene(chat);
  const { threadId, failed } = await actions.createThread({ topic: 'Looms', participants });
  expect(failed).toEqual([]);
  expect(requests).toHaveLength(2);
  expect(await listPresent(chat.ada.client.getChatThreadClient(threadId))).toHaveLength(231);
});

test('a thread exists although the rest of its people could not be added, and they are named', async () => {
  const participants: NewParticipant[] = [];
  for (let index = 0; index < 205; index += 1) {
    participants.push({ userId: (await chat.service.createUser(`Person ${index}`)).userId });
  }
  const { actions } = createActionsScene(chat, ['pass', createErrorAnswer(403)]);
  const { failed, retryFailed } = await actions.createThread({ topic: 'Looms', participants });
  expect(failed.map(({ participant }) => participant)).toEqual(participants.slice(199));
  expect(failed[0]).toMatchObject({ retryable: false, error: { code: 'Code403' } });
  expect((await retryFailed()).failed).toEqual([]);
});

test.each(['', '  '])(
  'a thread without a topic (%j) is refused before anything is sent',
  async (topic) => {
    const { actions, requests } = createActionsScene(chat);
    await expect(actions.createThread({ topic })).rejects.toMatchObject({
      code: 'invalid-argument',
      operation: 'createThread',
      message: 'The topic is empty. Nothing was sent. Correct it and call again.',
    });
    expect(requests).toEqual([]);
  },
);

test('a creation that the service refuses is not tried again, and leaves nothing to repeat', async () => {
  const scene = createActionsScene(chat, [createErrorAnswer(403)]);
  await expect(scene.actions.createThread({ topic: 'Looms' })).rejects.toMatchObject({
    statusCode: 403,
  });
  await scene.actions.createThread({ topic: 'Looms' });
  expect(new Set(tokensOf(scene)).size).toBe(2);
  expect(await listThreads()).toHaveLength(1);
});
