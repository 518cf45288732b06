import { beforeEach, describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import type { ManualTime } from '../test-support/manual-time.ts';
import type { RestAnswer } from '../test-support/rest-caller.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene, ScenePerson } from '../test-support/scene.ts';

let time: ManualTime;
let service: ChatService;
let scene: Scene;
let thread: string;
let messageId: string;
beforeEach(async () => {
  time = createManualTime();
  service = await createChatService({ clock: time.clock, rateLimits: 'acs' });
  scene = await setScene(service);
  thread = `/chat/threads/${scene.threadId}`;
  const sent = await scene.ada.call('POST', `${thread}/messages`, { content: 'Hi' });
  messageId = sent.body.id;
  time.advance(60_000);
});

type Ask = (person: ScenePerson) => Promise<RestAnswer>;

/** Asks until it is told to wait; how often it was answered otherwise. */
async function countUntilRefused(ask: () => Promise<RestAnswer>): Promise<number> {
  for (let count = 0; count < 500; count++) {
    if ((await ask()).status === 429) return count;
  }
  return Number.POSITIVE_INFINITY;
}

const send: Ask = ({ call }) => call('POST', `${thread}/messages`, { content: 'Hi' });
const asks: Record<string, Ask> = {
  'creating threads': ({ call }) => call('POST', '/chat/threads', { topic: 'T' }),
  'changing a thread': ({ call }) => call('PATCH', thread, { topic: 'T' }),
  'adding participants': ({ call, userId }) =>
    call('POST', `${thread}/participants/:add`, {
      participants: [{ communicationIdentifier: { rawId: userId } }],
    }),
  'removing participants': ({ call }) =>
    call('POST', `${thread}/participants/:remove`, { rawId: '8:acs:no_one' }),
  'listing threads': ({ call }) => call('GET', '/chat/threads'),
  'reading a thread': ({ call }) => call('GET', thread),
  'reading a message': ({ call }) => call('GET', `${thread}/messages/${messageId}`),
  'listing messages': ({ call }) => call('GET', `${thread}/messages`),
  'listing receipts': ({ call }) => call('GET', `${thread}/readReceipts`),
  'listing participants': ({ call }) => call('GET', `${thread}/participants`),
  'sending messages': send,
  'editing messages': ({ call }) =>
    call('PATCH', `${thread}/messages/${messageId}`, { content: '' }),
  'sending receipts': ({ call }) =>
    call('POST', `${thread}/readReceipts`, { chatMessageId: messageId }),
  typing: ({ call }) => call('POST', `${thread}/typing`, {}),
};
const figures: [what: string, atOnce: number, forAnother: number][] = [
  ['creating threads', 10, 10],
  ['changing a thread', 5, 0],
  ['adding participants', 10, 0],
  ['removing participants', 10, 0],
  ['listing threads', 50, 50],
  ['reading a thread', 50, 50],
  ['reading a message', 50, 50],
  ['listing messages', 50, 50],
  ['listing receipts', 5, 5],
  ['listing participants', 10, 10],
  ['sending messages', 10, 0],
  ['editing messages', 10, 0],
  ['sending receipts', 10, 10],
  ['typing', 5, 5],
];

describe.each(figures)('%s', (what, atOnce, forAnother) => {
  const ask = asks[what] ?? send;

  test(`is answered ${atOnce} times at once, and then 429 with the time to wait`, async () => {
    expect(await countUntilRefused(() => ask(scene.ada))).toBe(atOnce);
    const { status, body, headers } = await ask(scene.ada);
    expect([status, body.error.code]).toEqual([429, 'TooManyRequests']);
    const waitMs = Number(headers.get('retry-after-ms'));
    expect(waitMs).toBeGreaterThan(0);
    expect(headers.get('retry-after')).toBe(String(Math.ceil(waitMs / 1000)));

    time.advance(waitMs - 1);
    expect((await ask(scene.ada)).status).toBe(429);
    time.advance(1);
    expect((await ask(scene.ada)).status).not.toBe(429);
  });

  test(`leaves another participant ${forAnother} requests`, async () => {
    await countUntilRefused(() => ask(scene.ada));
    expect(await countUntilRefused(() => ask(scene.grace))).toBe(forAnother);
  });
});

test.each([
  ['sending messages', 30],
  ['listing messages', 200],
  ['sending receipts', 30],
  ['typing', 15],
])('%s goes on at %i requests a minute for somebody who never stops', async (what, expected) => {
  const ask = asks[what] ?? send;
  const countAMinute = async (): Promise<number> => {
    let count = 0;
    for (let step = 0; step < 400; step++) {
      if ((await ask(scene.ada)).status !== 429) count += 1;
      time.advance(150);
    }
    return count;
  };
  // What had been saved up is used up first.
  await countAMinute();
  await countAMinute();
  expect(await countAMinute()).toBe(expected);
});

test.each([
  ['reading a message', 250],
  ['listing messages', 250],
  ['listing receipts', 100],
  ['listing participants', 250],
  ['typing', 10],
])('%s is answered %i times at once to all people of a thread together', async (what, expected) => {
  const ask = asks[what] ?? send;
  const names = Array.from({ length: 26 }, (_, index) => `p${index}`);
  const crowd = await Promise.all(names.map((name) => scene.addPerson(name)));
  await scene.ada.call('POST', `${thread}/participants/:add`, {
    participants: crowd.map(({ userId }) => ({
      communicationIdentifier: { rawId: userId },
      shareHistoryTime: '2000-01-01T00:00:00Z',
    })),
  });
  let count = 0;
  for (const person of crowd) count += await countUntilRefused(() => ask(person));
  expect(count).toBe(expected);
});

describe('one budget is shared by', () => {
  test.each([
    [
      'creating and deleting threads',
      'creating threads',
      ({ call }: ScenePerson) => call('DELETE', '/chat/threads/19:none@thread.v2'),
    ],
    [
      'adding and removing participants',
      'adding participants',
      asks['removing participants'] ?? send,
    ],
    ['listing and reading threads', 'listing threads', asks['reading a thread'] ?? send],
    ['sending and editing messages', 'sending messages', asks['editing messages'] ?? send],
    [
      'sending and deleting messages',
      'sending messages',
      ({ call }: ScenePerson) => call('DELETE', `${thread}/messages/${messageId}`),
    ],
  ])('%s', async (_title, first, second) => {
    await countUntilRefused(() => (asks[first] ?? send)(scene.ada));
    expect((await second(scene.ada)).status).toBe(429);
  });

  test('nothing else: other threads and other operations go on', async () => {
    const other = await scene.ada.call('POST', '/chat/threads', { topic: 'Other' });
    await countUntilRefused(() => send(scene.ada));
    const path = `/chat/threads/${other.body.chatThread.id}/messages`;
    expect((await scene.ada.call('POST', path, { content: 'Hi' })).status).toBe(201);
    expect((await scene.ada.call('GET', path)).status).toBe(200);
  });
});

describe('the budget of a thread', () => {
  test('cannot be used up by somebody who is not in it', async () => {
    const mallory = await scene.addPerson('mallory');
    expect(await countUntilRefused(() => send(mallory))).toBe(10);
    expect((await send(scene.ada)).status).toBe(201);
  });

  test('does not show a stranger how busy the thread is', async () => {
    const mallory = await scene.addPerson('mallory');
    await countUntilRefused(() => send(scene.ada));
    expect((await send(mallory)).status).toBe(404);
  });

  test('is counted for a stranger over all threads together, so that he cannot search for ids', async () => {
    const mallory = await scene.addPerson('mallory');
    let guess = 0;
    const look = () => mallory.call('GET', `/chat/threads/19:guess${guess++}@thread.v2/messages`);
    expect(await countUntilRefused(look)).toBe(50);
  });
});

test('a request without a good token, or with too little scope, costs nothing', async () => {
  const url = `http://localhost${thread}/messages?api-version=2025-03-15`;
  for (let call = 0; call < 20; call++) {
    expect((await service.fetch(url, { method: 'POST' })).status).toBe(401);
  }
  expect((await send(scene.ada)).status).toBe(201);
});

test('a request that is refused writes nothing', async () => {
  await countUntilRefused(() => send(scene.ada));
  const before = await scene.listMessageIds(scene.grace);
  expect((await send(scene.ada)).status).toBe(429);
  expect(await scene.listMessageIds(scene.grace)).toEqual(before);
});

test('a service that was not told to limit anybody does not', async () => {
  service = await createChatService({ clock: time.clock });
  scene = await setScene(service);
  thread = `/chat/threads/${scene.threadId}`;
  expect(await countUntilRefused(() => send(scene.ada))).toBe(Infinity);
});
