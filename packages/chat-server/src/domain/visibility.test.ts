import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import type { RestAnswer } from '../test-support/rest-caller.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene, ScenePerson } from '../test-support/scene.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';

let service: ChatService;
let scene: Scene;
let linus: ScenePerson;
let thread: string;
const time = createManualTime();

beforeEach(async () => {
  service = await createChatService({ clock: time.clock, schedule: time.schedule });
  scene = await setScene(service);
  linus = await scene.addPerson('linus');
  thread = `/chat/threads/${scene.threadId}`;
});

afterEach(() => service.close());

async function send(content = 'Hi'): Promise<string> {
  const { body } = await scene.ada.call('POST', `${thread}/messages`, { content });
  return body.id;
}

async function add(person: ScenePerson, shareHistoryTime?: string): Promise<void> {
  const newcomer = { communicationIdentifier: { rawId: person.userId }, shareHistoryTime };
  await scene.ada.call('POST', `${thread}/participants/:add`, { participants: [newcomer] });
}

async function remove(person: ScenePerson): Promise<void> {
  await scene.ada.call('POST', `${thread}/participants/:remove`, { rawId: person.userId });
}

const read = (person: ScenePerson, id: string) => person.call('GET', `${thread}/messages/${id}`);
const dateOf = (id: string): string => new Date(Number(id)).toISOString();

async function listTwoByTwo(person: ScenePerson): Promise<string[][]> {
  const pages: string[][] = [];
  let next: string | undefined = `${thread}/messages?maxPageSize=2`;
  while (next !== undefined) {
    const { body }: RestAnswer = await person.call('GET', next);
    pages.push(body.value.map(({ id }) => id));
    next = body.nextLink;
  }
  return pages;
}

describe('somebody who sees a part of the history', () => {
  let hidden: string[];
  let shown: string[];

  beforeEach(async () => {
    hidden = [await send('a'), await send('b'), await send('c')];
    shown = [await send('d'), await send('e'), await send('f')];
    await add(linus, dateOf(shown[0] ?? ''));
    // What reports that he was added is the newest.
    const [added = ''] = await scene.listMessageIds(linus);
    shown.push(added);
  });

  test('lists from the very moment on, on every page, and no link leads further', async () => {
    const [first = '', second = '', third = '', fourth = ''] = shown;
    expect(await listTwoByTwo(linus)).toEqual([
      [fourth, third],
      [second, first],
    ]);
  });

  test('cannot go behind it by an earlier startTime', async () => {
    const path = `${thread}/messages?startTime=2000-01-01T00:00:00Z`;
    const { body } = await linus.call('GET', path);
    expect(body.value.map(({ id }) => id)).toEqual(shown.toReversed());
  });

  test('is answered alike for a hidden message and for one that never was', async () => {
    const missing = await read(linus, '1');
    for (const id of hidden) {
      expect(await read(linus, id)).toMatchObject({ status: 404, body: missing.body });
    }
    for (const id of shown) expect((await read(linus, id)).status).toBe(200);
  });

  test('neither sees nor sends read receipts for hidden messages', async () => {
    const receipts = `${thread}/readReceipts`;
    await scene.grace.call('POST', receipts, { chatMessageId: hidden[2] });
    expect((await linus.call('GET', receipts)).body.value).toEqual([]);
    const sent = await linus.call('POST', receipts, { chatMessageId: hidden[2] });
    expect(sent.status).toBe(404);
    await scene.grace.call('POST', receipts, { chatMessageId: shown[0] });
    expect((await linus.call('GET', receipts)).body.value).toHaveLength(1);
  });

  test('sees the numbers that everybody sees, so they tell that something came before', async () => {
    const [first = ''] = shown;
    expect((await read(linus, first)).body.sequenceId).toBe('6');
  });

  test('sees nothing at all while his time has not come', async () => {
    const other = await scene.addPerson('margaret');
    await add(other, new Date(time.clock.now() + 3_600_000).toISOString());
    await send();
    expect(await listTwoByTwo(other)).toEqual([[]]);
  });
});

test('nobody can let others see more than he may see himself', async () => {
  const before = await send('before');
  await add(linus);
  const start = (await linus.call('GET', `${thread}/messages`)).body.value[0]?.id ?? '';
  const [early, late] = [await scene.addPerson('alan'), await scene.addPerson('margaret')];
  time.advance(60_000);
  const newcomer = (person: ScenePerson, shareHistoryTime: string) => ({
    communicationIdentifier: { rawId: person.userId },
    shareHistoryTime,
  });
  const recent = new Date(time.clock.now()).toISOString();
  await linus.call('POST', `${thread}/participants/:add`, {
    participants: [newcomer(early, '1970-01-01T00:00:00Z'), newcomer(late, recent)],
  });
  expect((await read(early, before)).status).toBe(404);
  expect((await read(early, start)).status).toBe(200);
  expect((await read(late, start)).status).toBe(404);
});

test('a deleted message is not told to somebody who resumes from before it', async () => {
  const signIn = async (resume?: object) => {
    const reader = createSocketReader(service.webSocket('ws://localhost/realtime'));
    time.advance(0);
    const { token } = scene.grace;
    await reader.send({ type: 'hello', protocol: 1, token, ...(resume && { resume }) });
    return { reader, ready: await reader.next() };
  };
  const { reader: first, ready } = await signIn();
  first.close();
  const id = await send('secret');
  await scene.ada.call('PATCH', `${thread}/messages/${id}`, { content: 'still secret' });
  await scene.ada.call('DELETE', `${thread}/messages/${id}`);
  const last = await send('last');

  const { epoch, offset } = ready;
  const again = await signIn({ epoch, offset });
  expect(again.ready).toMatchObject({ recovered: true, offset });
  const frames = [await again.reader.next(), await again.reader.next()];
  expect(frames.map(({ event, data }) => [event, data.message.id])).toEqual([
    ['chatMessageDeleted', id],
    ['chatMessageReceived', last],
  ]);
});

describe('somebody who was removed', () => {
  let known: string[];
  let after: string;

  beforeEach(async () => {
    await scene.ada.call('PATCH', thread, { topic: 'Tea', metadata: { room: '1' } });
    await add(linus);
    await send();
    await send();
    known = await scene.listMessageIds(linus);
    await remove(linus);
    // He still reads what reports his removal.
    known = [...(await scene.listMessageIds(linus)).slice(0, 1), ...known];
    after = await send('secret');
    await scene.ada.call('PATCH', thread, { topic: 'Secret', metadata: { room: '2' } });
  });

  test('lists what there was until then, on every page', async () => {
    expect((await listTwoByTwo(linus)).flat()).toEqual(known);
  });

  test('is answered as for a missing message when he asks for a later one', async () => {
    const missing = await read(linus, '1');
    expect(await read(linus, after)).toMatchObject({ status: 404, body: missing.body });
  });

  test('sees the properties that the thread had then', async () => {
    const { body } = await linus.call('GET', thread);
    expect(body).toMatchObject({ topic: 'Tea', metadata: { room: '1' } });
    expect((await scene.grace.call('GET', thread)).body.topic).toBe('Secret');
  });

  test('sees them so too when he repeats the request that created the thread', async () => {
    const headers = { 'repeatability-request-id': 'c0ffee' };
    const participants = [{ communicationIdentifier: { rawId: scene.ada.userId } }];
    const create = () =>
      linus.call('POST', '/chat/threads', { topic: 'Mine', participants }, headers);
    const { id } = (await create()).body.chatThread;
    await scene.ada.call('POST', `/chat/threads/${id}/participants/:remove`, {
      rawId: linus.userId,
    });
    await scene.ada.call('PATCH', `/chat/threads/${id}`, { topic: 'Secret' });
    expect((await create()).body.chatThread).toMatchObject({ id, topic: 'Mine' });
  });

  test('has the thread no longer in his list', async () => {
    expect((await linus.call('GET', '/chat/threads')).body.value).toEqual([]);
  });

  test.each([
    ['GET', '/participants'],
    ['GET', '/readReceipts'],
    ['POST', '/messages'],
    ['POST', '/typing'],
    ['PATCH', ''],
    ['DELETE', ''],
  ])('is refused %s %s', async (method, path) => {
    const body = method === 'GET' ? undefined : { content: 'x', topic: 'x' };
    expect((await linus.call(method, thread + path, body)).status).toBe(403);
  });

  test('may not change what he wrote himself, and it stays as he left it', async () => {
    const { body } = await scene.grace.call('POST', `${thread}/messages`, { content: 'mine' });
    await remove(scene.grace);
    const path = `${thread}/messages/${body.id}`;
    expect((await scene.grace.call('PATCH', path, { content: 'other' })).status).toBe(403);
    expect((await scene.grace.call('DELETE', path)).status).toBe(403);
    expect((await scene.ada.call('GET', path)).body.content.message).toBe('mine');
  });

  test('reads the present text of an old message, because no other is kept', async () => {
    const [, old = ''] = known;
    await scene.ada.call('PATCH', `${thread}/messages/${old}`, { content: 'edited' });
    expect((await read(linus, old)).body.content.message).toBe('edited');
    await scene.ada.call('DELETE', `${thread}/messages/${old}`);
    expect((await read(linus, old)).body).not.toHaveProperty('content');
  });

  test('sees the present properties again after he was added again, and what came since', async () => {
    await add(linus);
    expect((await linus.call('GET', thread)).body.topic).toBe('Secret');
    const [added, ...rest] = await scene.listMessageIds(linus);
    expect(rest).toEqual([]);
    expect((await read(linus, added ?? '')).body.type).toBe('participantAdded');
    expect((await read(linus, after)).status).toBe(404);
  });

  test('sees the state of his last removal when there were several', async () => {
    await add(linus);
    await scene.ada.call('PATCH', thread, { topic: 'Second' });
    await remove(linus);
    await scene.ada.call('PATCH', thread, { topic: 'Third' });
    expect((await linus.call('GET', thread)).body.topic).toBe('Second');
  });
});

test('a link that was made before a removal shows nothing from after it', async () => {
  await add(linus);
  await send();
  const before = await linus.call('GET', `${thread}/messages?maxPageSize=1`);
  await remove(linus);
  await send('secret');
  const { body } = await linus.call('GET', before.body.nextLink);
  expect(body.value).toHaveLength(1);
  const fresh = await linus.call('GET', `${thread}/messages?maxPageSize=1`);
  expect(fresh.body.value[0]?.type).toBe('participantRemoved');
});

test('the messages of the service say nothing of what the thread was', async () => {
  await add(linus);
  await remove(linus);
  const { body } = await scene.grace.call('GET', `${thread}/messages`);
  const [removal] = body.value;
  expect(Object.keys(removal?.content ?? {}).toSorted()).toEqual([
    'initiatorCommunicationIdentifier',
    'participants',
  ]);
});
