import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import type { ManualTime } from '../test-support/manual-time.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene, ScenePerson } from '../test-support/scene.ts';
import { createLocalFanOut } from './fan-out.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';
import type { SocketReader } from '../test-support/socket-reader.ts';

let time: ManualTime;
let service: ChatService;
let scene: Scene;
let messages: string;
beforeEach(async () => {
  time = createManualTime();
  service = await createChatService({ clock: time.clock, schedule: time.schedule });
  scene = await setScene(service);
  messages = `/chat/threads/${scene.threadId}/messages`;
});

const openSocket = (): SocketReader => {
  const reader = createSocketReader(service.webSocket('ws://localhost/realtime'));
  time.advance(0);
  return reader;
};
const signIn = async (person: ScenePerson, resume?: object) => {
  const reader = openSocket();
  await reader.send({ type: 'hello', protocol: 1, token: person.token, ...(resume && { resume }) });
  return { reader, ready: await reader.next() };
};
const send = async (content: string): Promise<string> =>
  (await scene.ada.call('POST', messages, { content })).body.id;

describe('opening', () => {
  test.each([
    ['no JSON', '{', 4400],
    ['no known frame', { type: 'hallo' }, 4400],
    ['a hello without a token', { type: 'hello', protocol: 1 }, 4400],
    [
      'a resume point that is none',
      { type: 'hello', protocol: 1, token: 'x', resume: { epoch: 1 } },
      4400,
    ],
    ['a frame that comes too early', { type: 'pong' }, 4400],
    ['a frame over 16 KiB', 'x'.repeat(16 * 1024 + 1), 4400],
    ['another protocol version', { type: 'hello', protocol: 2, token: 'x' }, 4409],
  ])('%s is told so and the socket closes', async (_name, frame, code) => {
    const reader = openSocket();
    await reader.send(frame);
    expect(await reader.next()).toMatchObject({ type: 'error', message: expect.any(String) });
    expect(await reader.closed).toBe(code);
  });

  test('a client that says nothing for 5 seconds is closed', async () => {
    const reader = openSocket();
    time.advance(5_000);
    expect(await reader.closed).toBe(4408);
  });

  test('a second hello is refused', async () => {
    const { reader } = await signIn(scene.ada);
    await reader.send({ type: 'hello', protocol: 1, token: scene.ada.token });
    expect(await reader.next()).toMatchObject({ type: 'error', code: 'BadFrame' });
    expect(await reader.closed).toBe(4400);
  });

  test('the eleventh socket of one user is refused', async () => {
    for (let index = 0; index < 10; index++) await signIn(scene.ada);
    const reader = openSocket();
    await reader.send({ type: 'hello', protocol: 1, token: scene.ada.token });
    expect(await reader.closed).toBe(1013);
    expect((await signIn(scene.grace)).ready.type).toBe('ready');
  });

  test('the eleventh socket of one user is refused, also when all come at once', async () => {
    const readers = Array.from({ length: 15 }, openSocket);
    const hello = { type: 'hello', protocol: 1, token: scene.ada.token };
    await Promise.all(readers.map((reader) => reader.send(hello)));
    const answers = await Promise.all(readers.map((reader) => reader.next()));
    expect(answers.filter(({ type }) => type === 'ready')).toHaveLength(10);
  });

  test('a socket to another path fails as one to a dead server does', async () => {
    const reader = createSocketReader(service.webSocket('ws://localhost/elsewhere'));
    time.advance(0);
    expect(await reader.closed).toBe(1006);
  });
});

describe('events', () => {
  test('all ten come in the order in which they happened, to the actor too', async () => {
    const { reader } = await signIn(scene.ada);
    const alan = await scene.addPerson('alan');
    const thread = (
      await scene.grace.call('POST', '/chat/threads', {
        topic: 'T',
        participants: [
          { communicationIdentifier: { rawId: scene.ada.userId }, displayName: 'Ada' },
        ],
      })
    ).body.chatThread.id;
    const path = `/chat/threads/${thread}`;
    const who = { communicationIdentifier: { rawId: alan.userId }, displayName: 'Alan' };
    const { id } = (await scene.ada.call('POST', `${path}/messages`, { content: 'Hi' })).body;
    await scene.ada.call('PATCH', `${path}/messages/${id}`, { content: 'Hey' });
    await scene.grace.call('POST', `${path}/typing`, { senderDisplayName: 'Grace' });
    await scene.grace.call('POST', `${path}/readReceipts`, { chatMessageId: id });
    await scene.ada.call('POST', `${path}/readReceipts`, { chatMessageId: id });
    await scene.ada.call('DELETE', `${path}/messages/${id}`);
    await scene.grace.call('PATCH', path, { topic: 'T2', metadata: { a: 'b' } });
    await scene.grace.call('POST', `${path}/participants/:add`, { participants: [who] });
    await scene.grace.call('POST', `${path}/participants/:remove`, who.communicationIdentifier);
    await scene.grace.call('DELETE', path);

    const ada = { rawId: scene.ada.userId };
    const grace = { rawId: scene.grace.userId };
    const expected = [
      [
        'chatThreadCreated',
        {
          properties: { topic: 'T', metadata: {} },
          createdBy: { communicationIdentifier: grace },
          retentionPolicy: { kind: 'none' },
        },
      ],
      [
        'chatMessageReceived',
        {
          message: {
            id,
            content: { message: 'Hi' },
            sequenceId: '3',
            senderCommunicationIdentifier: ada,
          },
        },
      ],
      [
        'chatMessageEdited',
        { message: { id, content: { message: 'Hey' }, editedOn: expect.any(String) } },
      ],
      [
        'typingIndicatorReceived',
        { senderCommunicationIdentifier: grace, senderDisplayName: 'Grace' },
      ],
      ['readReceiptReceived', { senderCommunicationIdentifier: grace, chatMessageId: id }],
      ['chatMessageDeleted', { message: { id, deletedOn: expect.any(String) } }],
      [
        'chatThreadPropertiesUpdated',
        {
          properties: { topic: 'T2', metadata: { a: 'b' } },
          updatedBy: { communicationIdentifier: grace },
        },
      ],
      [
        'participantsAdded',
        {
          participantsAdded: [{ displayName: 'Alan' }],
          addedBy: { communicationIdentifier: grace },
        },
      ],
      ['participantsRemoved', { participantsRemoved: [{ displayName: 'Alan' }] }],
      [
        'chatThreadDeleted',
        { reason: 'deletedByUser', deletedBy: { communicationIdentifier: grace } },
      ],
    ] as const;
    let offset = 0;
    for (const [event, data] of expected) {
      const frame = await reader.next();
      expect(frame).toMatchObject({ type: 'event', event, data: { threadId: thread, ...data } });
      expect(frame.offset).toBeGreaterThan(offset);
      offset = frame.offset;
    }
  });

  test('do not reach somebody who was removed, not even those that were waiting for him', async () => {
    const before = await signIn(scene.grace);
    before.reader.close();
    await send('waiting');
    await scene.ada.call('POST', `/chat/threads/${scene.threadId}/participants/:remove`, {
      rawId: scene.grace.userId,
    });
    await send('afterwards');
    const { reader, ready } = await signIn(scene.grace, before.ready);
    expect(ready).toMatchObject({ recovered: true });
    expect(await reader.next()).toMatchObject({ event: 'participantsRemoved' });
    const thread = await scene.grace.call('POST', '/chat/threads', { topic: 'Own' });
    expect(await reader.next()).toMatchObject({
      event: 'chatThreadCreated',
      data: { threadId: thread.body.chatThread.id },
    });
  });

  test('about messages from before somebody’s shareHistoryTime do not reach him', async () => {
    const id = await send('old');
    time.advance(1_000);
    const alan = await scene.addPerson('alan');
    await scene.ada.call('POST', `/chat/threads/${scene.threadId}/participants/:add`, {
      participants: [{ communicationIdentifier: { rawId: alan.userId } }],
    });
    const { reader } = await signIn(alan);
    await scene.ada.call('PATCH', `${messages}/${id}`, { content: 'secret' });
    await scene.grace.call('POST', `/chat/threads/${scene.threadId}/readReceipts`, {
      chatMessageId: id,
    });
    await send('new');
    expect(await reader.next()).toMatchObject({
      data: { message: { content: { message: 'new' } } },
    });
  });

  test('arrive with the next ping when the notice of them was lost', async () => {
    const fanOut = { ...createLocalFanOut(), publish: async () => undefined };
    service = await createChatService({ clock: time.clock, schedule: time.schedule, fanOut });
    scene = await setScene(service);
    messages = `/chat/threads/${scene.threadId}/messages`;
    const { reader } = await signIn(scene.grace);
    await send('Unannounced');
    time.advance(25_000);
    expect(await nextButPing(reader)).toMatchObject({ event: 'chatMessageReceived' });
  });
});

describe('resuming', () => {
  test('brings a typing notification for 8 seconds, and not after', async () => {
    const { ready, reader } = await signIn(scene.grace);
    reader.close();
    await scene.ada.call('POST', `/chat/threads/${scene.threadId}/typing`, {});
    time.advance(7_999);
    const soon = await signIn(scene.grace, ready);
    expect(await soon.reader.next()).toMatchObject({ event: 'typingIndicatorReceived' });
    time.advance(1);
    const late = await signIn(scene.grace, ready);
    await send('Hi');
    expect(await late.reader.next()).toMatchObject({ event: 'chatMessageReceived' });
  });

  test('works with another service on the same storage', async () => {
    const storage = createMemoryStorage();
    const first = await createChatService({ storage, clock: time.clock, schedule: time.schedule });
    service = first;
    scene = await setScene(first);
    messages = `/chat/threads/${scene.threadId}/messages`;
    const before = await signIn(scene.grace);
    const id = await send('Missed');
    service = await createChatService({ storage, clock: time.clock, schedule: time.schedule });
    const { reader, ready } = await signIn(scene.grace, before.ready);
    expect(ready).toMatchObject({
      recovered: true,
      epoch: before.ready.epoch,
      offset: before.ready.offset,
    });
    expect(await reader.next()).toMatchObject({ data: { message: { id } } });
  });

  test('says that something may be missing when the log is another one, was cut, or is shorter', async () => {
    const storage = createMemoryStorage();
    service = await createChatService({ storage, clock: time.clock, schedule: time.schedule });
    scene = await setScene(service);
    const { ready, reader } = await signIn(scene.grace);
    reader.close();
    const resume = async (point: object) => (await signIn(scene.grace, point)).ready;
    expect(await resume({ epoch: 'other', offset: ready.offset })).toMatchObject({
      recovered: false,
    });
    expect(await resume({ epoch: ready.epoch, offset: ready.offset + 1 })).toMatchObject({
      recovered: false,
    });
    expect(await resume(ready)).toMatchObject({ recovered: true });
    await storage.transaction(async (tx) => {
      const event = {
        event: 'test',
        threadId: scene.threadId,
        data: '{}',
        expiresAt: null,
        messageId: null,
        exceptUserId: null,
        alsoTo: [],
      };
      for (let index = 0; index < 3; index++) await tx.appendEvent(event, { now: 0, keep: 1 });
    });
    const cut = await resume(ready);
    expect(cut).toMatchObject({
      recovered: false,
      offset: ready.offset + 3,
    });
  });
});

describe('staying', () => {
  test('a client that answers pings stays, one that does not is closed after 60 seconds', async () => {
    const [quiet, lively] = [await signIn(scene.ada), await signIn(scene.grace)];
    for (let index = 0; index < 4; index++) {
      time.advance(25_000);
      expect(await lively.reader.next()).toEqual({ type: 'ping' });
      await lively.reader.send({ type: 'pong' });
      await Promise.resolve();
    }
    expect(await quiet.reader.closed).toBe(4408);
    await send('Still there?');
    expect(await lively.reader.next()).toMatchObject({ event: 'chatMessageReceived' });
  });

  test('an expired token closes the socket', async () => {
    const { reader } = await signIn(scene.ada);
    await keepAlive(reader, 24 * 60 * 60 * 1000);
    expect(await reader.closed).toBe(4401);
  });

  test('a renewed token keeps it open', async () => {
    const { reader } = await signIn(scene.ada);
    await keepAlive(reader, 60 * 60 * 1000);
    const { token } = await service.createUser('ada');
    await reader.send({ type: 'renew', token });
    expect(await nextButPing(reader)).toEqual({
      type: 'renewed',
      expiresOn: '2026-01-06T10:00:00.0000000Z',
    });
    await keepAlive(reader, 23.5 * 60 * 60 * 1000);
    scene = { ...scene, ada: await scene.addPerson('ada') };
    await send('Still there?');
    expect(await nextButPing(reader)).toMatchObject({ event: 'chatMessageReceived' });
  });

  test('another user’s token does not renew', async () => {
    const { reader } = await signIn(scene.ada);
    await reader.send({ type: 'renew', token: scene.grace.token });
    expect(await reader.next()).toMatchObject({ type: 'error', code: 'Unauthorized' });
    expect(await reader.closed).toBe(4401);
  });

  test('a client that reads too slowly is closed before much waits for it', async () => {
    let waiting = 0;
    const closed = vi.fn<(code: number) => void>();
    const peer = service.acceptUpgrade(
      new URL('ws://localhost/realtime'),
      undefined,
    )?.({
      send: (text) => {
        waiting += text.length;
      },
      close: closed,
      cut: () => undefined,
      bufferedAmount: () => waiting,
    });
    peer?.receive(JSON.stringify({ type: 'hello', protocol: 1, token: scene.grace.token }));
    await vi.waitFor(() => expect(waiting).toBeGreaterThan(0));
    for (let index = 0; index < 45; index++) await send('x'.repeat(25_000));
    await vi.waitFor(() => expect(closed).toHaveBeenCalledWith(1013, 'TooSlow'));
    expect(waiting).toBeLessThan(1024 * 1024 + 64 * 1024);
  });

  test('a client that sends more than 20 frames a second is closed, one that keeps below is not', async () => {
    const { reader } = await signIn(scene.ada);
    for (let second = 0; second < 3; second++) {
      for (let count = 0; count < 19; count++) await reader.send({ type: 'pong' });
      await Promise.resolve();
      time.advance(1_000);
    }
    for (let count = 0; count < 21; count++) await reader.send({ type: 'pong' });
    expect(await reader.next()).toMatchObject({ type: 'error', code: 'TooManyFrames' });
    expect(await reader.closed).toBe(1013);
  });

  test('a service that closes says that it restarts', async () => {
    const { reader } = await signIn(scene.ada);
    await service.close();
    expect(await reader.closed).toBe(1012);
  });
});

/** Lets time pass in steps that a living client survives. */
async function keepAlive(reader: SocketReader, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 25_000) {
    time.advance(Math.min(25_000, ms - passed));
    await reader.send({ type: 'pong' });
    await Promise.resolve();
  }
}

async function nextButPing(reader: SocketReader) {
  for (;;) {
    const frame = await reader.next();
    if (frame.type !== 'ping') return frame;
  }
}
