import { beforeEach, describe, expect, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatService } from '../chat-service-options.ts';
import { LostConnectionError } from '../faults/lost-connection-error.ts';
import { createManualTime } from '../test-support/manual-time.ts';
import type { ManualTime } from '../test-support/manual-time.ts';
import type { RestAnswer } from '../test-support/rest-caller.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene, ScenePerson } from '../test-support/scene.ts';

let time: ManualTime;
let service: ChatService;
let scene: Scene;
let messages: string;
beforeEach(async () => {
  time = createManualTime();
  service = await createChatService({ clock: time.clock });
  scene = await setScene(service);
  messages = `/chat/threads/${scene.threadId}/messages`;
});

const send = async (person: ScenePerson, content: string, headers = {}): Promise<string> => {
  const { status, body } = await person.call('POST', messages, { content }, headers);
  expect(status).toBe(201);
  return body.id;
};

describe('sending', () => {
  test('stores the message as sent, under an id that is its time', async () => {
    time.advance(1_500);
    const sent = await scene.ada.call('POST', messages, {
      content: 'Grüße <b>안녕</b> 😀',
      type: 'html',
      senderDisplayName: 'Ada',
      metadata: { 'confab.clientMessageId': 'x' },
    });
    expect(sent).toMatchObject({ status: 201, body: { id: String(time.clock.now()) } });
    expect((await scene.grace.call('GET', `${messages}/${sent.body.id}`)).body).toEqual({
      id: sent.body.id,
      type: 'html',
      sequenceId: '3',
      version: sent.body.id,
      content: { message: 'Grüße <b>안녕</b> 😀' },
      senderDisplayName: 'Ada',
      createdOn: '2026-01-05T09:00:01.5000000Z',
      senderCommunicationIdentifier: {
        rawId: scene.ada.userId,
        communicationUser: { id: scene.ada.userId },
      },
      metadata: { 'confab.clientMessageId': 'x' },
    });
  });

  test('ids rise strictly, also within a millisecond and when the clock steps back', async () => {
    const ids = [await send(scene.ada, '1'), await send(scene.grace, '2')];
    time.set(time.clock.now() - 1_000);
    ids.push(await send(scene.ada, '3'));
    expect(ids.map(Number)).toEqual([0, 1, 2].map((step) => Number(ids[0]) + step));
  });

  test('one request id stores one message, also when many arrive at once', async () => {
    const headers = { 'repeatability-request-id': 'once' };
    const ids = await Promise.all(Array.from({ length: 10 }, () => send(scene.ada, 'Hi', headers)));
    expect(new Set(ids).size).toBe(1);
    expect(await scene.listMessageIds(scene.ada)).toHaveLength(3);
    expect(await send(scene.grace, 'Hi', headers)).not.toBe(ids[0]);
  });

  test('a message that the service could not store leaves no trace of its request id', async () => {
    const headers = { 'repeatability-request-id': 'retry' };
    service.setFaults({ rules: [{ where: 'rest', fault: 'status', status: 503, times: 1 }] });
    const refused = await scene.ada.call('POST', messages, { content: 'Hi' }, headers);
    expect([refused.status, refused.body.error.code]).toEqual([503, 'ServiceUnavailable']);
    expect(await scene.listMessageIds(scene.ada)).toHaveLength(2);
    await send(scene.ada, 'Hi', headers);
    expect(await scene.listMessageIds(scene.ada)).toHaveLength(3);
  });

  test('when the answer is lost the message is stored, and the repetition learns its id', async () => {
    const headers = { 'repeatability-request-id': 'lost' };
    service.setFaults({ rules: [{ where: 'rest', fault: 'lose-response', times: 1 }] });
    await expect(send(scene.ada, 'Hi', headers)).rejects.toThrow(LostConnectionError);
    const [newest] = await scene.listMessageIds(scene.grace);
    expect(await send(scene.ada, 'Hi', headers)).toBe(newest);
  });
});

describe('listing', () => {
  test('pages from the newest to the first, and messages that arrive meanwhile shift nothing', async () => {
    for (let index = 0; index < 5; index++) await send(scene.ada, `${index}`);
    const all = await scene.listMessageIds(scene.grace);
    const seen: string[] = [];
    let next: string | undefined = `${messages}?maxPageSize=2`;
    while (next !== undefined) {
      const { body }: RestAnswer = await scene.grace.call('GET', next);
      seen.push(...body.value.map((message) => message.id));
      await send(scene.ada, 'meanwhile');
      next = body.nextLink;
    }
    expect(seen).toEqual(all);
  });

  test('startTime leaves out what is older, on every page', async () => {
    await send(scene.ada, 'old');
    time.advance(60_000);
    const fresh = [await send(scene.ada, 'a'), await send(scene.ada, 'b')].toReversed();
    const start = encodeURIComponent(new Date(time.clock.now()).toISOString());
    const first = await scene.ada.call('GET', `${messages}?startTime=${start}&maxPageSize=1`);
    const second = await scene.ada.call('GET', first.body.nextLink);
    expect([...first.body.value, ...second.body.value].map(({ id }) => id)).toEqual(fresh);
    expect(second.body).not.toHaveProperty('nextLink');
  });

  test('a link is refused to other users, in other threads, and when a character is changed', async () => {
    const { body } = await scene.ada.call('GET', `${messages}?maxPageSize=1`);
    const other = await scene.ada.call('POST', '/chat/threads', { topic: 'Other' });
    const elsewhere = body.nextLink.replace(scene.threadId, other.body.chatThread.id);
    const state = new URL(body.nextLink).searchParams.get('syncState') ?? '';
    const damaged = body.nextLink.replace(state, `f${state.slice(1)}`);
    expect((await scene.grace.call('GET', body.nextLink)).status).toBe(400);
    expect((await scene.ada.call('GET', elsewhere)).status).toBe(400);
    expect((await scene.ada.call('GET', damaged)).status).toBe(400);
    expect((await scene.ada.call('GET', body.nextLink)).status).toBe(200);
  });

  test('works under a percent-encoded path with a doubled slash', async () => {
    const path = `//chat/threads/${encodeURIComponent(scene.threadId)}/messages?maxPageSize=1`;
    const { status, body } = await scene.ada.call('GET', path);
    expect(status).toBe(200);
    expect((await scene.ada.call('GET', body.nextLink)).status).toBe(200);
  });
});

describe('editing and deleting', () => {
  test('an edit changes text and version and keeps id, position and metadata', async () => {
    const body = { content: 'Helo', metadata: { 'confab.clientMessageId': 'x' } };
    const { id } = (await scene.ada.call('POST', messages, body)).body;
    time.advance(5_000);
    expect((await scene.ada.call('PATCH', `${messages}/${id}`, { content: 'Hello' })).status).toBe(
      204,
    );
    expect((await scene.grace.call('GET', `${messages}/${id}`)).body).toMatchObject({
      id,
      sequenceId: '3',
      version: String(time.clock.now()),
      content: { message: 'Hello' },
      editedOn: '2026-01-05T09:00:05.0000000Z',
      metadata: { 'confab.clientMessageId': 'x' },
    });
  });

  test('an edit has a higher version also when the clock steps back', async () => {
    const id = await send(scene.ada, 'Helo');
    const path = `${messages}/${id}`;
    for (const [edits, content] of ['Hell', 'Hello'].entries()) {
      time.set(time.clock.now() - 10_000);
      expect((await scene.ada.call('PATCH', path, { content })).status).toBe(204);
      const { body } = await scene.ada.call('GET', path);
      expect(body).toMatchObject({ content: { message: content }, version: `${+id + edits + 1}` });
    }
  });

  test('metadata cannot grow over its limit change by change', async () => {
    const id = await send(scene.ada, 'Hello');
    const path = `${messages}/${id}`;
    const half = 'x'.repeat(3_000);
    expect((await scene.ada.call('PATCH', path, { metadata: { a: half } })).status).toBe(204);
    const { status, body } = await scene.ada.call('PATCH', path, { metadata: { b: half } });
    expect([status, body.error.message]).toEqual([400, expect.stringContaining('limit is 4096')]);
    const swap = { metadata: { a: null, b: half } };
    expect((await scene.ada.call('PATCH', path, swap)).status).toBe(204);
    expect(Object.keys((await scene.ada.call('GET', path)).body.metadata)).toEqual(['b']);
  });

  test('a deleted message stays as a row without content and cannot be edited any more', async () => {
    const id = await send(scene.ada, 'Oops');
    const path = `${messages}/${id}`;
    expect((await scene.ada.call('DELETE', path)).status).toBe(204);
    expect((await scene.ada.call('DELETE', path)).status).toBe(204);
    const { body } = await scene.grace.call('GET', path);
    expect(body).toMatchObject({ id, deletedOn: expect.any(String) });
    expect(body).not.toHaveProperty('content');
    expect((await scene.ada.call('PATCH', path, { content: 'Back' })).status).toBe(404);
    expect(await scene.listMessageIds(scene.grace)).toContain(id);
  });

  test('only the author may do it, and nobody for a system message', async () => {
    const id = await send(scene.ada, 'Mine');
    const [, topicMessage = ''] = await scene.listMessageIds(scene.ada);
    for (const [person, target] of [
      [scene.grace, id],
      [scene.ada, topicMessage],
    ] as const) {
      expect((await person.call('PATCH', `${messages}/${target}`, { content: 'x' })).status).toBe(
        403,
      );
      expect((await person.call('DELETE', `${messages}/${target}`)).status).toBe(403);
    }
  });
});
