import { beforeEach, describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { createRealtimeStage } from '../test-support/realtime-stage.ts';
import type { RealtimeStage } from '../test-support/realtime-stage.ts';
import { createSocketReader, nextButPing } from '../test-support/socket-reader.ts';
import { event } from '../test-support/storage-rows.ts';
import { createLocalFanOut } from './fan-out.ts';

let stage: RealtimeStage;
beforeEach(async () => {
  stage = await createRealtimeStage();
});

describe('events', () => {
  test('all ten come in the order in which they happened, to the actor too', async () => {
    const { scene, signIn } = stage;
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
    for (const [name, data] of expected) {
      const frame = await reader.next();
      expect(frame).toMatchObject({
        type: 'event',
        event: name,
        data: { threadId: thread, ...data },
      });
      expect(frame.offset).toBeGreaterThan(offset);
      offset = frame.offset;
    }
  });

  test('do not reach somebody who was removed, not even those that were waiting for him', async () => {
    const { scene, signIn, send } = stage;
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
    const { time, scene, messages, signIn, send } = stage;
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
    stage = await createRealtimeStage({ fanOut });
    const { time, scene, signIn, send } = stage;
    const { reader } = await signIn(scene.grace);
    await send('Unannounced');
    time.advance(25_000);
    expect(await nextButPing(reader)).toMatchObject({ event: 'chatMessageReceived' });
  });
});

describe('resuming', () => {
  test('brings a typing notification for 8 seconds, and not after', async () => {
    const { time, scene, signIn, send } = stage;
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
    const { time, scene, signIn, send } = await createRealtimeStage({ storage });
    const before = await signIn(scene.grace);
    const id = await send('Missed');
    const second = await createChatService({ storage, clock: time.clock, schedule: time.schedule });
    const reader = createSocketReader(second.webSocket('ws://localhost/realtime'));
    time.advance(0);
    const { token } = scene.grace;
    await reader.send({ type: 'hello', protocol: 1, token, resume: before.ready });
    const ready = await reader.next();
    expect(ready).toMatchObject({
      recovered: true,
      epoch: before.ready.epoch,
      offset: before.ready.offset,
    });
    expect(await reader.next()).toMatchObject({ data: { message: { id } } });
  });

  test('says that something may be missing when the log is another one, was cut, or is shorter', async () => {
    const storage = createMemoryStorage();
    const { scene, signIn } = await createRealtimeStage({ storage });
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
      for (let index = 0; index < 3; index++)
        await tx.appendEvent(event('test'), { now: 0, keep: 1 });
    });
    const cut = await resume(ready);
    expect(cut).toMatchObject({
      recovered: false,
      offset: ready.offset + 3,
    });
  });
});
