import { expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import { createRestCaller } from '../test-support/rest-caller.ts';
import type { SeedConversation, SeedStep } from './seed.ts';

const day = Date.UTC(2026, 0, 2, 12);

const seedWith = (...steps: SeedStep[]): SeedConversation => ({
  threads: [
    {
      topic: 'Trip',
      at: day,
      by: 'ada',
      participants: [
        { name: 'ada', displayName: 'Ada' },
        { name: 'grace', displayName: 'Grace' },
      ],
      steps,
    },
  ],
});

async function start() {
  const time = createManualTime();
  const service = await createChatService({ clock: time.clock });
  const signIn = async (name: string) =>
    createRestCaller(service.fetch, 'http://localhost', (await service.createUser(name)).token);
  return { service, signIn };
}

test('a seeded thread reads as if it had happened then', async () => {
  const { service, signIn } = await start();
  await service.seed(
    seedWith(
      { kind: 'message', at: day + 1_000, by: 'ada', content: 'Where to?', key: 'q' },
      {
        kind: 'message',
        at: day + 2_000,
        by: 'grace',
        content: 'Sea',
        key: 'a',
        replyTo: 'q',
        metadata: { x: 'y' },
      },
      { kind: 'edit', at: day + 3_000, key: 'a', content: 'The sea' },
      { kind: 'message', at: day + 4_000, by: 'grace', content: 'Oops', key: 'd' },
      { kind: 'delete', at: day + 5_000, key: 'd' },
      { kind: 'receipt', at: day + 6_000, by: 'ada', key: 'd' },
      { kind: 'topic', at: day + 7_000, by: 'ada', topic: 'Sea trip' },
      {
        kind: 'add',
        at: day + 8_000,
        by: 'ada',
        participants: [{ name: 'alan', displayName: 'Alan', shareHistoryTime: 0 }],
      },
      { kind: 'remove', at: day + 9_000, by: 'ada', name: 'grace' },
    ),
  );
  const alan = await signIn('alan');
  const [thread] = (await alan('GET', '/chat/threads')).body.value;
  expect(thread).toMatchObject({
    topic: 'Sea trip',
    lastMessageReceivedOn: '2026-01-02T12:00:09.0000000Z',
  });
  const { body } = await alan('GET', `/chat/threads/${thread?.id}/messages`);
  expect(body.value).toMatchObject([
    { type: 'participantRemoved' },
    { type: 'participantAdded' },
    { type: 'topicUpdated' },
    { id: String(day + 4_000), deletedOn: '2026-01-02T12:00:05.0000000Z' },
    {
      id: String(day + 2_000),
      content: { message: 'The sea' },
      senderDisplayName: 'Grace',
      editedOn: '2026-01-02T12:00:03.0000000Z',
      metadata: { x: 'y', 'confab.replyTo': String(day + 1_000) },
    },
    {
      id: String(day + 1_000),
      createdOn: '2026-01-02T12:00:01.0000000Z',
      senderDisplayName: 'Ada',
    },
    { type: 'topicUpdated' },
    { type: 'participantAdded' },
  ]);
  const receipts = await alan('GET', `/chat/threads/${thread?.id}/readReceipts`);
  expect(receipts.body.value).toMatchObject([{ readOn: '2026-01-02T12:00:06.0000000Z' }]);
});

test('a storage with a thread is not seeded', async () => {
  const { service } = await start();
  await service.seed(seedWith());
  expect(await service.seed(seedWith())).toBe(false);
});

test.each<[string, SeedStep, string]>([
  [
    'speaks of a message that is not there',
    { kind: 'delete', at: day, key: 'none' },
    'names no earlier message',
  ],
  [
    'goes back in time',
    { kind: 'message', at: day - 1, by: 'ada', content: 'x' },
    'older than the one before',
  ],
  [
    'lets a stranger speak',
    { kind: 'message', at: day, by: 'mallory', content: 'x' },
    'no such thread',
  ],
])('a seed that %s stores nothing', async (_name, step, reason) => {
  const { service, signIn } = await start();
  const good: SeedStep = { kind: 'message', at: day, by: 'ada', content: 'Hi' };
  await expect(service.seed(seedWith(good, step))).rejects.toThrow(reason);
  expect((await (await signIn('ada'))('GET', '/chat/threads')).body.value).toEqual([]);
});
