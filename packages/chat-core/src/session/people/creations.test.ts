import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createActionsScene, listPresent } from '../../test-support/actions-scene.ts';
import { createChatFixture, type ChatFixture } from '../../test-support/chat-fixture.ts';
import { collect } from '../../test-support/collect.ts';
import { createErrorAnswer } from '../../test-support/recording-fetch.ts';
import type { FetchLike } from '../../platform/fetch.ts';
import { createSendingPlace } from '../../test-support/sending-place.ts';
import { createGate } from '../gate.ts';
import { createMemoryStore, type MemoryStore } from '../storage/memory-database.ts';
import type { CreateSendingLock, SendingLock } from '../tabs/sending-lock.ts';

let chat: ChatFixture;
let store: MemoryStore;

beforeEach(async () => {
  chat = await createChatFixture();
  store = createMemoryStore();
});
afterEach(() => chat.close());

const listTopics = async (): Promise<string[]> =>
  (await collect(chat.ada.client.listChatThreads())).map(({ topic }) => topic);
const listStored = () => store.open().readAll('creations');
const lost = (count: number): 'cut-after'[] => Array.from({ length: count }, () => 'cut-after');

/** A page that asks for a thread of Ada and Grace, and ends before it hears of it. `arrives`: the service hears of it. */
async function leaveBehind(arrives: boolean): Promise<void> {
  const leaving = vi.fn<FetchLike>(async (...request) => {
    if (arrives) await chat.service.fetch(...request);
    return new Promise<never>(() => {});
  });
  const { actions } = createActionsScene(chat, [], undefined, { store, fetch: leaving });
  const creation = { topic: 'Looms', participants: [{ userId: chat.grace.userId }] };
  actions.createThread(creation).catch(() => {});
  await vi.waitFor(() => expect(leaving).toHaveBeenCalled());
  if (arrives) await vi.waitFor(async () => expect(await listTopics()).toHaveLength(1));
}

test.each([
  ['arrived', true],
  ['was lost', false],
])(
  'a creation that %s before its page ended is carried out by the next page, and there is one thread',
  async (_what, arrives) => {
    await leaveBehind(arrives);
    const { actions, events, errors } = createActionsScene(chat, [], undefined, { store });
    await actions.resumeCreations();
    const [thread] = await collect(chat.ada.client.listChatThreads());
    expect(await listTopics()).toEqual(['Looms']);
    expect(events).toMatchObject([
      { type: 'thread-upserted', thread: { id: thread?.id, topic: 'Looms' } },
    ]);
    expect(await listPresent(chat.ada.client.getChatThreadClient(thread?.id ?? ''))).toHaveLength(
      2,
    );
    expect([await listStored(), errors]).toEqual([[], []]);
  },
);

test('the request is stored before it leaves, and not any more when its end was told', async () => {
  const stored: number[] = [];
  const fetch: FetchLike = async (...request) => {
    stored.push((await listStored()).length);
    return chat.service.fetch(...request);
  };
  const script = [createErrorAnswer(403), ...lost(5)];
  const { actions } = createActionsScene(chat, script, undefined, { store });
  await expect(actions.createThread({ topic: 'Refused' })).rejects.toMatchObject({
    statusCode: 403,
  });
  await expect(actions.createThread({ topic: 'Unclear' })).rejects.toMatchObject({
    code: 'network',
  });
  await createActionsScene(chat, [], undefined, { store, fetch }).actions.createThread({
    topic: 'Looms',
  });
  expect(stored).toEqual([1]);
  await vi.waitFor(async () => expect(await listStored()).toEqual([]));
});

test('a tab that does not send leaves a creation to the one that does, and no tab repeats its own', async () => {
  await leaveBehind(false);
  const other = createActionsScene(chat, [], undefined, { store, canSend: () => false });
  await other.actions.resumeCreations();
  expect(other.requests).toEqual([]);
  let letOwnGo = (): void => {};
  const held = new Promise<void>((resolve) => (letOwnGo = resolve));
  const asked: string[] = [];
  const fetch: FetchLike = async (url, init) => {
    asked.push(JSON.parse(String(init.body)).topic);
    if (asked.length === 1) await held;
    return chat.service.fetch(url, init);
  };
  const sender = createActionsScene(chat, [], undefined, { store, fetch });
  const own = sender.actions.createThread({ topic: 'Engines' });
  await vi.waitFor(() => expect(asked).toEqual(['Engines']));
  await sender.actions.resumeCreations();
  expect(asked).toEqual(['Engines', 'Looms']);
  letOwnGo();
  await own;
  expect((await listTopics()).toSorted()).toEqual(['Engines', 'Looms']);
});

test.each([
  ['left to that page', false],
  ['carried out when that page has ended', true],
])('a creation that another open page still asks for is %s', async (_what, ends) => {
  const places = new Map<string, CreateSendingLock>();
  const createPlace = (creationId: string): SendingLock => {
    const place = places.get(creationId) ?? createSendingPlace();
    places.set(creationId, place);
    return place(creationId);
  };
  const [isAsked, mayAsk] = [vi.fn(), createGate<void>()];
  const fetch: FetchLike = async (...request) => {
    isAsked();
    await mayAsk.promise;
    return chat.service.fetch(...request);
  };
  const page = createActionsScene(chat, [], undefined, { store, fetch, createPlace });
  const created = page.actions.createThread({ topic: 'Looms' });
  await vi.waitFor(() => expect(isAsked).toHaveBeenCalled());
  const sender = createActionsScene(chat, [], undefined, { store, createPlace });
  const resumed = sender.actions.resumeCreations();
  await sender.clock.settle();
  expect(sender.requests).toEqual([]);
  if (ends) page.end();
  else mayAsk.open();
  await Promise.allSettled([created, resumed]);
  expect([sender.requests.length, sender.errors]).toEqual([ends ? 1 : 0, []]);
  expect([await listTopics(), await listStored()]).toEqual([['Looms'], []]);
});

test('a creation that meets no clear answer again stays for the next time', async () => {
  await leaveBehind(true);
  const { actions, events, errors } = createActionsScene(chat, lost(5), undefined, { store });
  await actions.resumeCreations();
  expect([events, errors]).toEqual([[], []]);
  await actions.resumeCreations();
  expect(events).toHaveLength(1);
  expect(await listTopics()).toEqual(['Looms']);
});

test('a creation of an earlier page that is refused is reported, and given up', async () => {
  await leaveBehind(false);
  const script = [createErrorAnswer(403)];
  const { actions, errors } = createActionsScene(chat, script, undefined, { store });
  await actions.resumeCreations();
  expect(errors).toMatchObject([{ statusCode: 403 }]);
  expect(await listStored()).toEqual([]);
});

test('a creation that was left behind for more than a day is given up, and the app is told', async () => {
  await leaveBehind(false);
  const { actions, clock, errors, requests } = createActionsScene(chat, [], undefined, { store });
  await clock.advance(86_400_001);
  await actions.resumeCreations();
  expect(errors).toMatchObject([{ code: 'expired', operation: 'createThread' }]);
  expect([requests, await listStored()]).toEqual([[], []]);
});

test('where nothing can be stored a thread is created all the same, and the trouble is reported', async () => {
  const full: MemoryStore = {
    open: () => ({
      ...store.open(),
      update: () => Promise.reject(new Error('The device is full.')),
    }),
  };
  const { actions, errors } = createActionsScene(chat, [], undefined, { store: full });
  await actions.createThread({ topic: 'Looms' });
  expect(errors).toMatchObject([{ message: 'The device is full.' }]);
  expect(await listTopics()).toEqual(['Looms']);
});

test.each([
  ['could not be added for a while are added later', true],
  ['are refused for good are given up', false],
])(
  'people who %s when an earlier page has asked for the thread, and the app hears who is missing',
  async (_what, isPassing) => {
    await leaveBehind(false);
    const { userId } = chat.grace;
    const refusal = { target: userId, code: isPassing ? '503' : '403', message: 'Not now.' };
    let isTaken = false;
    const additions: string[] = [];
    const fetch: FetchLike = async (url, init) => {
      const { participants = [], ...rest } = JSON.parse(String(init.body ?? '{}'));
      if (url.includes(':add')) {
        additions.push(url);
        if (isTaken) return chat.service.fetch(url, init);
        return Response.json({ invalidParticipants: [refusal] }, { status: 201 });
      }
      const others = participants.filter((one: unknown) => !JSON.stringify(one).includes(userId));
      const body = JSON.stringify({ ...rest, participants: others });
      const answer = await chat.service.fetch(url, { ...init, body });
      return Response.json({ ...(await answer.json()), invalidParticipants: [refusal] }, answer);
    };
    const { actions, errors } = createActionsScene(chat, [], undefined, { store, fetch });
    await actions.resumeCreations();
    expect(errors).toMatchObject([
      {
        code: 'participants-missing',
        message: expect.stringMatching(/"Looms".*without everybody/),
        details: [{ participant: { userId }, error: { message: 'Not now.' } }],
        retryable: isPassing,
      },
    ]);
    expect([additions.length, (await listStored()).length]).toEqual(isPassing ? [1, 1] : [0, 0]);
    isTaken = true;
    await actions.resumeCreations();
    const [thread] = await collect(chat.ada.client.listChatThreads());
    const present = await listPresent(chat.ada.client.getChatThreadClient(thread?.id ?? ''));
    expect(present.includes(userId)).toBe(isPassing);
    expect(errors).toHaveLength(1);
    expect([await listTopics(), await listStored()]).toEqual([['Looms'], []]);
  },
);

test('a creation that comes to its end while earlier ones are carried out is not asked for again', async () => {
  await leaveBehind(false);
  const gates = new Map<string, () => void>();
  const asked: string[] = [];
  const fetch: FetchLike = async (url, init) => {
    const { topic } = JSON.parse(String(init.body));
    asked.push(topic);
    await new Promise<void>((resolve) => gates.set(topic, resolve));
    return chat.service.fetch(url, init);
  };
  const { actions } = createActionsScene(chat, [], undefined, { store, fetch });
  const own = actions.createThread({ topic: 'Engines' });
  await vi.waitFor(() => expect(asked).toEqual(['Engines']));
  const resumed = Promise.all([actions.resumeCreations(), actions.resumeCreations()]);
  await vi.waitFor(() => expect(asked).toEqual(['Engines', 'Looms']));
  gates.get('Engines')?.();
  await own;
  await vi.waitFor(async () => expect(await listStored()).toHaveLength(1));
  gates.get('Looms')?.();
  await resumed;
  expect(asked).toEqual(['Engines', 'Looms']);
});

test('a creation that has come to its end and is not forgotten yet is not asked for again', async () => {
  const tables = store.open();
  const [isForgotten, mayForget] = [vi.fn(), createGate<void>()];
  const slow: MemoryStore = {
    open: () => ({
      ...tables,
      async update(table, key, change) {
        const isFirst = change(undefined) === undefined && isForgotten.mock.calls.length === 0;
        if (isFirst) isForgotten();
        if (isFirst) await mayForget.promise;
        return tables.update(table, key, change);
      },
    }),
  };
  const { actions, requests } = createActionsScene(chat, [], undefined, { store: slow });
  await actions.createThread({ topic: 'Engines' });
  await vi.waitFor(() => expect(isForgotten).toHaveBeenCalled());
  await actions.resumeCreations();
  mayForget.open();
  await vi.waitFor(async () => expect(await listStored()).toEqual([]));
  expect(requests).toHaveLength(1);
});

test('of several creations whose answers were lost each is found when it is asked for again', async () => {
  let isCut = true;
  const fetch: FetchLike = async (...request) => {
    const answer = await chat.service.fetch(...request);
    if (isCut) throw new TypeError('fetch failed');
    return answer;
  };
  const { actions, clock } = createActionsScene(chat, [], undefined, { store, fetch });
  const topics = ['Engines', 'Looms'];
  for (const topic of topics) {
    await expect(actions.createThread({ topic })).rejects.toMatchObject({ code: 'network' });
  }
  isCut = false;
  await clock.advance(299_000);
  for (const topic of topics) await actions.createThread({ topic });
  expect((await listTopics()).toSorted()).toEqual(topics);
  for (const topic of topics) await actions.createThread({ topic });
  expect(await listTopics()).toHaveLength(4);
});
