import { beforeEach, describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import type { ManualTime } from '../test-support/manual-time.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene } from '../test-support/scene.ts';

let time: ManualTime;
let service: ChatService;
let scene: Scene;
beforeEach(async () => {
  time = createManualTime();
  service = await createChatService({ clock: time.clock });
  scene = await setScene(service);
});

describe('creating a thread', () => {
  test('makes the creator a participant and reports people and topic as messages 1 and 2', async () => {
    const { ada } = scene;
    const created = await ada.call('POST', '/chat/threads', { topic: 'Just me' });
    expect(created.status).toBe(201);
    expect(created.body.chatThread).toMatchObject({
      topic: 'Just me',
      createdOn: '2026-01-05T09:00:00.0000000Z',
      createdByCommunicationIdentifier: {
        rawId: ada.userId,
        communicationUser: { id: ada.userId },
      },
      retentionPolicy: { kind: 'none' },
    });
    const path = `/chat/threads/${created.body.chatThread.id}`;
    expect(decodeURIComponent(created.headers.get('location') ?? '')).toBe(
      `http://localhost${path}`,
    );

    const { body } = await ada.call('GET', `${path}/messages`);
    expect(body.value).toMatchObject([
      { sequenceId: '2', type: 'topicUpdated', content: { topic: 'Just me' } },
      {
        sequenceId: '1',
        type: 'participantAdded',
        content: { initiatorCommunicationIdentifier: { rawId: ada.userId } },
      },
    ]);
    expect(body.value[0]).not.toHaveProperty('senderCommunicationIdentifier');
  });

  test('names the people who could not be added and adds the others', async () => {
    const stranger = `${scene.ada.userId.slice(0, -1)}!`;
    const { status, body } = await scene.ada.call('POST', '/chat/threads', {
      topic: 'T',
      participants: [scene.grace.userId, '4:+4912345', stranger].map((rawId) => ({
        communicationIdentifier: { rawId },
      })),
    });
    expect(status).toBe(201);
    expect(body.invalidParticipants).toEqual([
      { target: '4:+4912345', code: '403', message: 'Permissions check failed' },
      { target: stranger, code: '404', message: 'Not found' },
    ]);
    expect((await scene.grace.call('GET', `/chat/threads/${body.chatThread.id}`)).status).toBe(200);
  });

  test('happens once for one repeatability-request-id, and once for each user who uses it', async () => {
    const headers = { 'repeatability-request-id': 'c0ffee' };
    const create = (person: Scene['ada']) =>
      person.call('POST', '/chat/threads', { topic: 'T' }, headers);
    const [first, again, other] = [
      await create(scene.ada),
      await create(scene.ada),
      await create(scene.grace),
    ];
    expect(again).toMatchObject({
      status: 201,
      body: { chatThread: { id: first.body.chatThread.id } },
    });
    expect(other.body.chatThread.id).not.toBe(first.body.chatThread.id);
    expect((await scene.ada.call('GET', '/chat/threads')).body.value).toHaveLength(2);
  });

  test('forgets a repeatability-request-id after 48 hours', async () => {
    const headers = { 'repeatability-request-id': 'c0ffee' };
    const create = () => scene.ada.call('POST', '/chat/threads', { topic: 'T' }, headers);
    const first = await create();
    time.advance(48 * 60 * 60 * 1000 + 1);
    scene = { ...scene, ada: await scene.addPerson('ada') };
    expect((await create()).body.chatThread.id).not.toBe(first.body.chatThread.id);
  });
});

describe('changing a thread', () => {
  test('a new topic is stored and reported by a system message', async () => {
    const path = `/chat/threads/${scene.threadId}`;
    expect((await scene.grace.call('PATCH', path, { topic: 'Dinner' })).status).toBe(204);
    expect((await scene.ada.call('GET', path)).body.topic).toBe('Dinner');
    const { body } = await scene.ada.call('GET', `${path}/messages`);
    expect(body.value[0]).toMatchObject({
      type: 'topicUpdated',
      content: { topic: 'Dinner', initiatorCommunicationIdentifier: { rawId: scene.grace.userId } },
    });
  });

  test('metadata is merged key by key, and null removes a key', async () => {
    const path = `/chat/threads/${scene.threadId}`;
    await scene.ada.call('PATCH', path, { metadata: { a: '1', b: '2', ['__proto__']: 'data' } });
    await scene.ada.call('PATCH', path, '{"metadata":{"a":null,"c":"3","__proto__":"x"}}');
    const { metadata } = (await scene.ada.call('GET', path)).body;
    expect(Object.entries(metadata).toSorted()).toEqual([
      ['__proto__', 'x'],
      ['b', '2'],
      ['c', '3'],
    ]);
  });

  test('a deleted thread is gone for everybody, like one that never was', async () => {
    const path = `/chat/threads/${scene.threadId}`;
    expect((await scene.grace.call('DELETE', path)).status).toBe(204);
    const gone = await scene.ada.call('GET', path);
    const never = await scene.ada.call('GET', '/chat/threads/19:none@thread.v2');
    expect([gone.status, gone.body]).toEqual([404, never.body]);
    expect((await scene.ada.call('GET', `${path}/messages`)).status).toBe(404);
    expect((await scene.ada.call('GET', '/chat/threads')).body.value).toEqual([]);
  });
});

describe('listing threads', () => {
  test('brings the one with the newest message first, in pages whose links only their owner can use', async () => {
    for (const topic of ['B', 'C', 'D']) {
      time.advance(1_000);
      await scene.ada.call('POST', '/chat/threads', { topic });
    }
    const first = await scene.ada.call('GET', '/chat/threads?maxPageSize=3');
    expect(first.body.value.map((item) => item.topic)).toEqual(['D', 'C', 'B']);
    const second = await scene.ada.call('GET', first.body.nextLink);
    expect(second.body).toEqual({
      value: [{ id: scene.threadId, topic: 'Lunch', lastMessageReceivedOn: expect.any(String) }],
    });
    expect((await scene.grace.call('GET', first.body.nextLink)).status).toBe(400);
    const elsewhere = first.body.nextLink.replace(
      '/threads?',
      `/threads/${scene.threadId}/messages?`,
    );
    expect((await scene.ada.call('GET', elsewhere)).status).toBe(400);
    expect((await scene.ada.call('GET', '/chat/threads?syncState=e30.AAAA')).status).toBe(400);
  });

  test('startTime leaves out threads without a newer message', async () => {
    time.advance(60_000);
    await scene.ada.call('POST', '/chat/threads', { topic: 'New' });
    const { body } = await scene.ada.call('GET', '/chat/threads?startTime=2026-01-05T09:00:30Z');
    expect(body.value).toMatchObject([{ topic: 'New' }]);
  });
});

test('a thread is nobody’s business but its participants’', async () => {
  const mallory = await scene.addPerson('mallory');
  const path = `/chat/threads/${scene.threadId}`;
  const answers = [
    await mallory.call('GET', path),
    await mallory.call('PATCH', path, { topic: 'Mine' }),
    await mallory.call('DELETE', path),
    await mallory.call('GET', `${path}/messages`),
    await mallory.call('POST', `${path}/messages`, { content: 'Hi' }),
    await mallory.call('GET', `${path}/participants`),
    await mallory.call('POST', `${path}/participants/:remove`, { rawId: scene.ada.userId }),
    await mallory.call('POST', `${path}/typing`, {}),
    await mallory.call('GET', `${path}/readReceipts`),
  ];
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  expect((await mallory.call('GET', '/chat/threads')).body).toEqual({ value: [] });
});
