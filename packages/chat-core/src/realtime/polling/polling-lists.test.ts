import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { record } from '../contract/contract-scene.ts';
import {
  createPollingScene,
  passAll,
  refuse,
  type PollingScene,
} from '../../test-support/polling-scene.ts';

let scene: PollingScene;

beforeEach(async () => {
  scene = await createPollingScene();
});
afterEach(() => scene.close());

async function pollTimes(count: number): Promise<void> {
  for (let round = 0; round < count; round += 1) await scene.poll();
}

/** Answers to these requests pass, as other text. */
function rewrite(matches: (path: string) => boolean, change: (text: string) => string): void {
  scene.respond = async (path, pass) => {
    const answer = await pass();
    if (!matches(path)) return answer;
    const { status, headers } = answer;
    return new Response(change(await answer.text()), { status, headers });
  };
}

/** The service answers like one that knows nothing smaller than a second, all in the same one. */
function freezeTimes(): void {
  const times = /("(?:lastMessageReceivedOn|createdOn)":")[^"]*/g;
  rewrite(
    () => true,
    (text) => text.replaceAll(times, '$12030-01-01T00:00:00Z'),
  );
}

describe('edits and deletions', () => {
  test.each([60, 99])(
    'of a message with %d newer ones are heard, as many as there were at the start',
    async (newer) => {
      const { createGrace, start, thread } = scene;
      const { id } = await thread.sendMessage({ content: 'Old' });
      for (let index = 0; index < newer; index += 1) await thread.sendMessage({ content: 'More' });
      const grace = createGrace();
      const edited = record(grace, 'chatMessageEdited');
      const received = record(grace, 'chatMessageReceived');
      await start(grace);
      await thread.updateMessage(id, { content: 'New' });
      await pollTimes(2);
      expect(edited).toMatchObject([{ id, message: 'New' }]);
      expect(received).toEqual([]);
    },
  );

  test('of an old message are heard in a thread where something is said before every poll', async () => {
    const { createGrace, poll, start, thread } = scene;
    const { id } = await thread.sendMessage({ content: 'Old' });
    for (let index = 0; index < 60; index += 1) await thread.sendMessage({ content: 'More' });
    const grace = createGrace();
    const deleted = record(grace, 'chatMessageDeleted');
    await start(grace);
    await thread.deleteMessage(id);
    for (let round = 0; round < 2; round += 1) {
      await thread.sendMessage({ content: 'News' });
      await poll();
    }
    expect(deleted).toMatchObject([{ id }]);
  });

  test('a page that is smaller than asked for is followed by the next one', async () => {
    const { chat, createGrace, start, thread } = scene;
    const { id } = await thread.sendMessage({ content: 'Old' });
    for (let index = 0; index < 60; index += 1) await thread.sendMessage({ content: 'More' });
    const grace = createGrace({
      fetch: (url, init) =>
        chat.service.fetch(url.replace('maxPageSize=100', 'maxPageSize=50'), init),
    });
    const edited = record(grace, 'chatMessageEdited');
    await start(grace);
    await thread.updateMessage(id, { content: 'New' });
    await pollTimes(2);
    expect(edited).toMatchObject([{ id, message: 'New' }]);
  });
});

describe('receipts', () => {
  test('of one sender for several messages are told once, the newest, and again only when it moves', async () => {
    const { chat, createGrace, poll, start, thread } = scene;
    const ids: string[] = [];
    for (const content of ['1', '2', '3']) ids.push((await thread.sendMessage({ content })).id);
    const rows = (...indexes: number[]): object[] =>
      indexes.map((index) => ({
        senderCommunicationIdentifier: {
          rawId: chat.ada.userId,
          communicationUser: { id: chat.ada.userId },
        },
        chatMessageId: ids[index],
        readOn: `2026-01-01T00:00:0${index}Z`,
      }));
    let value: object[] = [];
    scene.respond = async (path, pass) =>
      path.endsWith('/readReceipts') ? Response.json({ value }) : pass();
    const grace = createGrace();
    const receipts = record(grace, 'readReceiptReceived');
    await start(grace);
    for (value of [rows(1, 0), rows(0, 1), rows(0), [], rows(1), rows(1, 2, 0), rows(2)]) {
      await poll();
    }
    expect(receipts.map(({ chatMessageId }) => chatMessageId)).toEqual([ids[1], ids[2]]);
  });

  test('that are older than the entry of the user into a thread are no news; later ones are', async () => {
    const { chat, createGrace, start } = scene;
    const bob = await chat.service.createUser('Bob');
    const { chatThread } = await chat.ada.client.createChatThread(
      { topic: 'Looms' },
      { participants: [{ id: { communicationUserId: bob.userId } }] },
    );
    const threadId = chatThread?.id ?? '';
    const thread = chat.ada.client.getChatThreadClient(threadId);
    const bobsThread = chat.createClient(bob, {}).getChatThreadClient(threadId);
    const before = await thread.sendMessage({ content: 'Before' });
    await bobsThread.sendReadReceipt({ chatMessageId: before.id });
    const grace = createGrace();
    const added = record(grace, 'participantsAdded');
    const receipts = record(grace, 'readReceiptReceived');
    await start(grace);
    const history = { id: chat.grace.identifier, shareHistoryTime: new Date(0) };
    await thread.addParticipants({ participants: [history] });
    await pollTimes(4);
    expect(added).toHaveLength(1);
    expect(receipts).toEqual([]);
    const after = await thread.sendMessage({ content: 'After' });
    await bobsThread.sendReadReceipt({ chatMessageId: after.id });
    await pollTimes(2);
    expect(receipts.map(({ chatMessageId }) => chatMessageId)).toEqual([after.id]);
  });
});

describe('a thread with a long history', () => {
  test('that the user is added to is told with what was said since, and no gap, for older messages are no news', async () => {
    const { chat, createGrace, poll, start } = scene;
    const { chatThread } = await chat.ada.client.createChatThread({ topic: 'Looms' });
    const thread = chat.ada.client.getChatThreadClient(chatThread?.id ?? '');
    const ids: string[] = [];
    for (let index = 0; index < 120; index += 1) {
      ids.push((await thread.sendMessage({ content: 'Before' })).id);
    }
    const grace = createGrace();
    const added = record(grace, 'participantsAdded');
    const received = record(grace, 'chatMessageReceived');
    const edited = record(grace, 'chatMessageEdited');
    const disconnected = record(grace, 'realTimeNotificationDisconnected');
    await start(grace);
    const history = { id: chat.grace.identifier, shareHistoryTime: new Date(0) };
    await thread.addParticipants({ participants: [history] });
    await thread.sendMessage({ content: 'After' });
    await poll();
    expect(added).toHaveLength(1);
    // Old messages are remembered all the same, so that their edits are heard.
    const old = ids.at(-80) ?? '';
    await thread.updateMessage(old, { content: 'New' });
    await pollTimes(4);
    expect(edited).toMatchObject([{ id: old, message: 'New' }]);
    expect(received.map(({ message }) => message)).toEqual(['After']);
    expect(disconnected).toEqual([]);
  });

  test('of which more was said since the user was added than a poll reads is told as a gap', async () => {
    const { chat, createGrace, poll, start } = scene;
    const { chatThread } = await chat.ada.client.createChatThread({ topic: 'Looms' });
    const thread = chat.ada.client.getChatThreadClient(chatThread?.id ?? '');
    const grace = createGrace();
    const disconnected = record(grace, 'realTimeNotificationDisconnected');
    await start(grace);
    await thread.addParticipants({ participants: [{ id: chat.grace.identifier }] });
    for (let index = 0; index < 120; index += 1) await thread.sendMessage({ content: 'After' });
    await poll();
    expect(disconnected).toMatchObject([{ reason: 'network' }]);
  });
});

describe('a thread that is not listed', () => {
  test('because its row cannot be read is neither deleted nor created, and is heard meanwhile', async () => {
    const { createGrace, poll, start, thread } = scene;
    const grace = createGrace();
    const created = record(grace, 'chatThreadCreated');
    const deleted = record(grace, 'chatThreadDeleted');
    const received = record(grace, 'chatMessageReceived');
    await start(grace);
    rewrite(
      (path) => path === '/chat/threads',
      (text) => text.replaceAll('"topic"', '"theme"'),
    );
    await poll();
    await thread.sendMessage({ content: 'Meanwhile' });
    await poll();
    scene.respond = passAll;
    await thread.sendMessage({ content: 'After' });
    await pollTimes(2);
    expect(received.map(({ message }) => message)).toEqual(['Meanwhile', 'After']);
    expect([created, deleted]).toEqual([[], []]);
  });

  test('beside more unreadable rows than a poll looks at is told as deleted a few polls later', async () => {
    const { chat, createGrace, start, thread } = scene;
    for (let index = 0; index < 12; index += 1) await chat.createThread(`Unreadable ${index}`);
    const grace = createGrace();
    const deleted = record(grace, 'chatThreadDeleted');
    await start(grace);
    rewrite(
      (path) => path === '/chat/threads',
      (text) => text.replaceAll('"topic":"Unreadable', '"theme":"Unreadable'),
    );
    await chat.ada.client.deleteChatThread(thread.threadId);
    await pollTimes(3);
    expect(deleted.map(({ threadId }) => threadId)).toEqual([thread.threadId]);
  });

  test('and whose messages are forbidden is told as a removal, not as a deletion', async () => {
    const { chat, createGrace, start, thread } = scene;
    const grace = createGrace();
    const deleted = record(grace, 'chatThreadDeleted');
    const removed = record(grace, 'participantsRemoved');
    await start(grace);
    await thread.removeParticipant(chat.grace.identifier);
    const itself = encodeURIComponent(thread.threadId);
    scene.respond = (path, pass) => (path.includes(itself) ? refuse(403) : pass());
    await pollTimes(3);
    const id = { kind: 'communicationUser', ...chat.grace.identifier };
    expect(removed).toEqual([
      {
        threadId: thread.threadId,
        version: expect.stringMatching(/^\d+$/),
        removedOn: expect.any(Date),
        removedBy: { id: { kind: 'unknown', id: '' }, displayName: '', metadata: {} },
        participantsRemoved: [{ id, displayName: '', metadata: {} }],
      },
    ]);
    expect(deleted).toEqual([]);
  });
});

describe('where the service gives times in whole seconds', () => {
  test('a second message of the same second is heard at the next poll, whatever is said elsewhere', async () => {
    const { chat, createGrace, poll, start, thread } = scene;
    const others = [];
    for (let index = 0; index < 5; index += 1) others.push(await chat.createThread('More'));
    const grace = createGrace();
    const received = record(grace, 'chatMessageReceived');
    await start(grace);
    freezeTimes();
    for (const one of [thread, ...others]) await one.sendMessage({ content: 'First' });
    await poll();
    expect(received).toHaveLength(6);
    for (const one of [thread, ...others]) await one.sendMessage({ content: 'Second' });
    await poll();
    expect(received).toHaveLength(12);
  });
});
