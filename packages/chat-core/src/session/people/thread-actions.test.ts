import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChatThreadClient } from '../../chat-thread-client.ts';
import { createActionsScene, listPresent } from '../../test-support/actions-scene.ts';
import { createChatFixture, type ChatFixture } from '../../test-support/chat-fixture.ts';
import { createErrorAnswer, type RecordedRequest } from '../../test-support/recording-fetch.ts';
import type { ThreadActions } from './thread-actions.ts';

let chat: ChatFixture;
let thread: ChatThreadClient;
let threadId: string;

beforeEach(async () => {
  chat = await createChatFixture();
  thread = await chat.createThread();
  ({ threadId } = thread);
});
afterEach(() => chat.close());

const isChange = ({ method }: RecordedRequest): boolean => method !== 'GET';
const always = <What>(what: What): What[] => Array.from({ length: 5 }, () => what);

interface Change {
  run(actions: ThreadActions): Promise<void>;
  /** What the session hears of it. */
  told(scene: ReturnType<typeof createActionsScene>): unknown;
  readonly expected: () => unknown;
  isDone(): Promise<boolean>;
}

const changes: Readonly<Record<string, Change>> = {
  removeParticipant: {
    run: (actions) => actions.removeParticipant(threadId, chat.grace.userId),
    told: ({ events, refreshed }) => [events, refreshed],
    expected: () => [
      [{ type: 'participants-removed', threadId, userIds: [chat.grace.userId] }],
      [threadId],
    ],
    isDone: async () => !(await listPresent(thread)).includes(chat.grace.userId),
  },
  updateTopic: {
    run: (actions) => actions.updateTopic(threadId, 'Looms'),
    told: ({ events, refreshed }) => [events, refreshed],
    expected: () => [
      [{ type: 'thread-upserted', thread: { id: threadId, topic: 'Looms' } }],
      [threadId],
    ],
    isDone: async () => (await thread.getProperties()).topic === 'Looms',
  },
  leave: {
    run: (actions) => actions.leave(threadId),
    told: ({ left }) => left,
    expected: () => [`${threadId} removed`],
    isDone: async () => {
      const present = await listPresent(chat.grace.client.getChatThreadClient(threadId));
      return !present.includes(chat.ada.userId);
    },
  },
  deleteThread: {
    run: (actions) => actions.deleteThread(threadId),
    told: ({ left }) => left,
    expected: () => [`${threadId} gone`],
    isDone: () =>
      chat.grace.client
        .getChatThreadClient(threadId)
        .getProperties()
        .then(
          () => false,
          (error: unknown) => String(error).includes('404'),
        ),
  },
};

const table = Object.entries(changes);

test.each(table)('%s takes effect, and the session hears of it', async (_name, change) => {
  const scene = createActionsScene(chat);
  await change.run(scene.actions);
  expect(change.told(scene)).toEqual(change.expected());
  expect(await change.isDone()).toBe(true);
});

test.each(table)('%s whose first answer is lost succeeds', async (_name, change) => {
  const scene = createActionsScene(chat, ['cut-after'], isChange);
  await change.run(scene.actions);
  expect(change.told(scene)).toEqual(change.expected());
  expect(await change.isDone()).toBe(true);
});

test.each(table)(
  '%s whose answers are all lost succeeds, because it is so',
  async (_name, change) => {
    const scene = createActionsScene(chat, always('cut-after' as const), isChange);
    await change.run(scene.actions);
    expect(change.told(scene)).toEqual(change.expected());
  },
);

test.each(table)('%s that is stored and then answered with 503 succeeds', async (_name, change) => {
  const scene = createActionsScene(
    chat,
    ['cut-after', ...always(createErrorAnswer(503))],
    isChange,
  );
  await change.run(scene.actions);
  expect(change.told(scene)).toEqual(change.expected());
});

test.each(table)('%s that never arrives fails, and nothing is said', async (_name, change) => {
  const scene = createActionsScene(chat, always('cut-before' as const), isChange);
  await expect(change.run(scene.actions)).rejects.toMatchObject({ code: 'network' });
  expect([scene.events, scene.left, scene.refreshed]).toEqual([[], [], []]);
  expect(await change.isDone()).toBe(false);
});

test.each(table)('%s that is refused is not tried again', async (_name, change) => {
  const scene = createActionsScene(chat, [createErrorAnswer(400)], isChange);
  await expect(change.run(scene.actions)).rejects.toMatchObject({ statusCode: 400 });
  expect(scene.requests).toHaveLength(1);
  expect([scene.events, scene.left]).toEqual([[], []]);
});

test('who cannot be seen to have left, because no list of people came, has not left', async () => {
  const { actions, left } = createActionsScene(chat, [
    ...always('cut-before' as const),
    Response.json({}),
  ]);
  await expect(actions.leave(threadId)).rejects.toMatchObject({ code: 'network' });
  expect(left).toEqual([]);
});

test('somebody who removes themselves leaves', async () => {
  const { actions, events, left } = createActionsScene(chat);
  await actions.removeParticipant(threadId, chat.ada.userId);
  expect([events, left]).toEqual([[], [`${threadId} removed`]]);
});

test('who was removed before can leave, but not delete, nor change the topic', async () => {
  await thread.removeParticipant(chat.ada.identifier);
  const { actions, left } = createActionsScene(chat);
  await expect(actions.deleteThread(threadId)).rejects.toMatchObject({ statusCode: 403 });
  await expect(actions.updateTopic(threadId, 'Mine')).rejects.toMatchObject({ statusCode: 403 });
  await actions.leave(threadId);
  expect(left).toEqual([`${threadId} removed`]);
});

test('a thread that somebody else has deleted can be deleted', async () => {
  await chat.grace.client.deleteChatThread(threadId);
  const { actions, left } = createActionsScene(chat);
  await actions.deleteThread(threadId);
  expect(left).toEqual([`${threadId} gone`]);
});

test.each([
  [
    'a topic without text',
    'updateTopic',
    (actions: ThreadActions) => actions.updateTopic(threadId, ' '),
  ],
  [
    'a person without an id',
    'removeParticipant',
    (actions: ThreadActions) => actions.removeParticipant(threadId, ''),
  ],
] as const)('%s is refused before anything is sent', async (_what, operation, run) => {
  const { actions, requests } = createActionsScene(chat);
  await expect(run(actions)).rejects.toMatchObject({
    code: 'invalid-argument',
    operation,
    message: expect.stringMatching(/is empty\. Nothing was sent\. Correct it/),
  });
  expect(requests).toEqual([]);
});
