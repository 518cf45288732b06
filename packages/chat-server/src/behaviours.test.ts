import { afterEach, describe, expect, test } from 'vitest';
import type { ChatBehaviours } from './behaviours.ts';
import { createChatService } from './chat-service.ts';
import type { ChatService } from './chat-service-options.ts';
import { createManualTime } from './test-support/manual-time.ts';
import { setScene } from './test-support/scene.ts';
import type { Scene } from './test-support/scene.ts';
import { createSocketReader } from './test-support/socket-reader.ts';
import type { SocketReader } from './test-support/socket-reader.ts';

const time = createManualTime();
let service: ChatService;
let scene: Scene;
let thread: string;
let messages: string;

/** Starts a service with one behaviour other than it would be, or with none. */
async function start(behaviours: Partial<ChatBehaviours>): Promise<void> {
  service = await createChatService({ clock: time.clock, schedule: time.schedule, behaviours });
  scene = await setScene(service);
  thread = `/chat/threads/${scene.threadId}`;
  messages = `${thread}/messages`;
}

afterEach(() => service.close());

async function signIn(token: string): Promise<SocketReader> {
  const reader = createSocketReader(service.webSocket('ws://localhost/realtime'));
  time.advance(0);
  await reader.send({ type: 'hello', protocol: 1, token });
  expect((await reader.next()).type).toBe('ready');
  return reader;
}

async function send(content = 'Hi', requestId?: string): Promise<string> {
  const headers = requestId === undefined ? {} : { 'repeatability-request-id': requestId };
  return (await scene.ada.call('POST', messages, { content }, headers)).body.id;
}

describe.each(['created', 'version'] as const)('startTimeBy %s', (startTimeBy) => {
  test('decides whether an edit brings an old message into the list', async () => {
    await start({ startTimeBy });
    const edited = await send('old');
    await send('older than the start too');
    time.advance(60_000);
    const startTime = encodeURIComponent(new Date(time.clock.now()).toISOString());
    await scene.ada.call('PATCH', `${messages}/${edited}`, { content: 'new' });
    const fresh = await send('fresh');
    const { body } = await scene.grace.call('GET', `${messages}?startTime=${startTime}`);
    const ids = body.value.map(({ id }) => id);
    expect(ids).toEqual(startTimeBy === 'created' ? [fresh] : [fresh, edited]);
  });

  test('holds on every page', async () => {
    await start({ startTimeBy });
    const old = [await send(), await send(), await send()];
    time.advance(60_000);
    const startTime = encodeURIComponent(new Date(time.clock.now()).toISOString());
    for (const id of old) await scene.ada.call('PATCH', `${messages}/${id}`, { content: 'new' });
    const fresh = [await send(), await send()];
    const ids: string[] = [];
    let next: string | undefined = `${messages}?startTime=${startTime}&maxPageSize=2`;
    while (next !== undefined) {
      const page: Awaited<ReturnType<typeof scene.ada.call>> = await scene.ada.call('GET', next);
      ids.push(...page.body.value.map(({ id }) => id));
      next = page.body.nextLink;
    }
    const expected = startTimeBy === 'created' ? fresh : [...old, ...fresh];
    expect(ids).toEqual(expected.toReversed());
  });
});

describe.each([true, false])('eventSequenceIds %s', (eventSequenceIds) => {
  test('decides whether an event says the position, and lists always do', async () => {
    await start({ eventSequenceIds });
    const reader = await signIn(scene.grace.token);
    const id = await send();
    const { data } = await reader.next();
    expect('sequenceId' in data.message).toBe(eventSequenceIds);
    expect((await scene.grace.call('GET', `${messages}/${id}`)).body).toHaveProperty('sequenceId');
  });
});

describe.each(['merge', 'replace'] as const)('metadataPatch %s', (metadataPatch) => {
  test('decides what becomes of the keys that a PATCH does not name', async () => {
    await start({ metadataPatch });
    const metadata = { kept: 'k', changed: 'old', removed: 'r' };
    const { body } = await scene.ada.call('POST', messages, { content: 'Hi', metadata });
    await scene.ada.call('PATCH', thread, { metadata });
    const patch = { changed: 'new', removed: null, added: 'a' };
    const expected = {
      changed: 'new',
      added: 'a',
      ...(metadataPatch === 'merge' && { kept: 'k' }),
    };
    for (const path of [`${messages}/${body.id}`, thread]) {
      expect((await scene.ada.call('PATCH', path, { metadata: patch })).status).toBe(204);
      expect((await scene.ada.call('GET', path)).body.metadata).toEqual(expected);
    }
  });

  test('leaves metadata alone when a PATCH has none', async () => {
    await start({ metadataPatch });
    await scene.ada.call('PATCH', thread, { metadata: { a: '1' } });
    await scene.ada.call('PATCH', thread, { topic: 'Tea' });
    expect((await scene.ada.call('GET', thread)).body.metadata).toEqual({ a: '1' });
  });
});

describe.each([404, 403] as const)('strangers %s', (strangers) => {
  test('decides the answer for a foreign thread and for a missing one alike', async () => {
    await start({ strangers });
    const stranger = await scene.addPerson('stranger');
    const missing = `/chat/threads/${encodeURIComponent('19:0000@thread.v2')}`;
    const calls = [
      ['GET', ''],
      ['PATCH', '', { topic: 'x' }],
      ['DELETE', ''],
      ['GET', '/messages'],
      ['POST', '/messages', { content: 'x' }],
      ['GET', '/messages/1'],
      ['GET', '/participants'],
      [
        'POST',
        '/participants/:add',
        { participants: [{ communicationIdentifier: { rawId: 'x' } }] },
      ],
      ['GET', '/readReceipts'],
      ['POST', '/typing', {}],
    ] as const;
    for (const [method, path, body] of calls) {
      const foreign = await stranger.call(method, thread + path, body);
      const absent = await stranger.call(method, missing + path, body);
      const code = strangers === 403 ? 'Forbidden' : 'NotFound';
      expect([foreign.status, foreign.body.error.code], `${method} ${path}`).toEqual([
        strangers,
        code,
      ]);
      expect([absent.status, absent.body], `${method} ${path}`).toEqual([strangers, foreign.body]);
    }
    expect((await stranger.call('GET', '/chat/threads/nonsense')).status).toBe(strangers);
  });

  test('leaves a missing message of an own thread at 404', async () => {
    await start({ strangers });
    expect((await scene.ada.call('GET', `${messages}/1`)).status).toBe(404);
  });
});

describe.each(['dense', 'sparse'] as const)('sequenceIds %s', (sequenceIds) => {
  test('rise from message to message, without holes only when they are dense', async () => {
    await start({ sequenceIds });
    for (let index = 0; index < 30; index++) await send();
    const numbers: number[] = [];
    let next: string | undefined = `${messages}?maxPageSize=7`;
    while (next !== undefined) {
      const page: Awaited<ReturnType<typeof scene.ada.call>> = await scene.ada.call('GET', next);
      numbers.unshift(...page.body.value.map((row) => Number(row.sequenceId)).toReversed());
      next = page.body.nextLink;
    }
    const steps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0));
    expect(numbers).toHaveLength(32);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(1);
    if (sequenceIds === 'dense') expect(numbers[0]).toBe(1);
    expect(Math.max(...steps) > 1).toBe(sequenceIds === 'sparse');
  });
});

describe.each([true, false])('idempotentSends %s', (idempotentSends) => {
  test('decides whether a repeated send is stored again, and whether the service says so', async () => {
    await start({ idempotentSends });
    const ids = [await send('Hi', 'r1'), await send('Hi', 'r1')];
    expect(new Set(ids).size).toBe(idempotentSends ? 1 : 2);
    const config = await scene.ada.call('GET', '/chat/config/realTimeNotifications');
    expect(config.body).toMatchObject({
      capabilities: idempotentSends ? ['idempotent-send', 'attachments'] : ['attachments'],
    });
  });

  test('changes nothing for the creation of threads', async () => {
    await start({ idempotentSends });
    const create = () =>
      scene.ada.call('POST', '/chat/threads', { topic: 'x' }, { 'repeatability-request-id': 'r1' });
    expect((await create()).body.chatThread.id).toBe((await create()).body.chatThread.id);
  });
});

describe.each([true, false])('systemMessageEvents %s', (systemMessageEvents) => {
  test('decides whether the messages of the service come as events too', async () => {
    await start({ systemMessageEvents });
    const linus = await scene.addPerson('linus');
    const late = await signIn(linus.token);
    const reader = await signIn(scene.grace.token);
    const person = { communicationIdentifier: { rawId: linus.userId } };
    await scene.ada.call('POST', `${thread}/participants/:add`, { participants: [person] });
    await scene.ada.call('PATCH', thread, { topic: 'Tea' });
    await scene.ada.call('POST', `${thread}/participants/:remove`, person.communicationIdentifier);
    await send('end');

    const seen: string[] = [];
    for (;;) {
      const { event, data } = await reader.next();
      seen.push(event === 'chatMessageReceived' ? `+${data.message.type}` : event);
      if (data.message?.content.message === 'end') break;
    }
    const all = [
      'participantsAdded',
      '+participantAdded',
      'chatThreadPropertiesUpdated',
      '+topicUpdated',
      'participantsRemoved',
      '+participantRemoved',
      '+text',
    ];
    const isSent = (name: string): boolean => systemMessageEvents || !/^\+.*(ed)$/.test(name);
    expect(seen).toEqual(all.filter(isSent));
    const own = late.waiting.map(({ event }) => event);
    expect(own.at(-1)).toBe('participantsRemoved');
  });
});

describe.each([true, false])('ownReceiptEvents %s', (ownReceiptEvents) => {
  test('decides whether a reader hears of his own receipt', async () => {
    await start({ ownReceiptEvents });
    const reader = await signIn(scene.grace.token);
    const id = await send();
    await scene.grace.call('POST', `${thread}/readReceipts`, { chatMessageId: id });
    await send('end');
    const events = [(await reader.next()).event, (await reader.next()).event];
    const second = ownReceiptEvents ? 'readReceiptReceived' : 'chatMessageReceived';
    expect(events).toEqual(['chatMessageReceived', second]);
  });
});

describe.each(['utf8-bytes', 'utf16-units'] as const)('contentCountedIn %s', (contentCountedIn) => {
  test('decides how much text a message holds, when it is sent and when it is edited', async () => {
    await start({ contentCountedIn });
    const most = contentCountedIn === 'utf8-bytes' ? 14_000 : 28_000;
    const id = await send();
    for (const [length, sent, edited] of [
      [most, 201, 204],
      [most + 1, 413, 413],
    ] as const) {
      const content = 'é'.repeat(length);
      expect((await scene.ada.call('POST', messages, { content })).status).toBe(sent);
      const edit = await scene.ada.call('PATCH', `${messages}/${id}`, { content });
      expect(edit.status).toBe(edited);
    }
  });
});

describe.each([4096, 1024])('messageMetadataBytes %d', (messageMetadataBytes) => {
  test('decides how much metadata a message holds, at once and change by change', async () => {
    await start({ messageMetadataBytes });
    const sized = (key: string, size: number) => ({ [key]: 'x'.repeat(size - 1) });
    const post = async (metadata: object) =>
      await scene.ada.call('POST', messages, { content: 'Hi', metadata });
    expect((await post(sized('a', messageMetadataBytes + 1))).status).toBe(400);
    const { status, body } = await post(sized('a', messageMetadataBytes - 10));
    expect(status).toBe(201);
    const patch = async (metadata: object) =>
      (await scene.ada.call('PATCH', `${messages}/${body.id}`, { metadata })).status;
    expect(await patch(sized('b', 11))).toBe(400);
    expect(await patch(sized('b', 10))).toBe(204);
  });
});

describe.each([true, false])('headersForPages %s', (headersForPages) => {
  test('decides whether a page may read the date of an answer, and the time to wait', async () => {
    await start({ headersForPages });
    const { headers } = await scene.ada.call('GET', thread, undefined, {
      origin: 'http://localhost:3000',
    });
    expect(headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    const exposed = headers.get('access-control-expose-headers') ?? '';
    expect(exposed.split(',').includes('Date')).toBe(headersForPages);
    expect(exposed.split(',').includes('Retry-After')).toBe(headersForPages);
  });
});
