import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { ChatThreadClient } from './chat-thread-client.ts';
import { createChatFixture, type ChatFixture } from './test-support/chat-fixture.ts';
import { collect } from './test-support/collect.ts';

let chat: ChatFixture;
let thread: ChatThreadClient;

beforeEach(async () => {
  chat = await createChatFixture();
  thread = await chat.createThread('Engines');
});
afterEach(() => chat.close());

describe('messages', () => {
  test('a sent message is read back with its sender, content and metadata', async () => {
    const { id } = await thread.sendMessage(
      { content: 'Hello' },
      { senderDisplayName: 'Ada', metadata: { mood: 'good' } },
    );
    expect(await thread.getMessage(id)).toEqual({
      id,
      type: 'text',
      sequenceId: expect.stringMatching(/^\d+$/),
      version: expect.stringMatching(/^\d+$/),
      content: { message: 'Hello' },
      senderDisplayName: 'Ada',
      sender: { kind: 'communicationUser', communicationUserId: chat.ada.userId },
      createdOn: expect.any(Date),
      metadata: { mood: 'good' },
    });
  });

  test('an absent optional is an absent key', async () => {
    const { id } = await thread.sendMessage({ content: 'Hello' });
    expect(Object.keys(await thread.getMessage(id))).not.toContain('editedOn');
  });

  test('an html message keeps its type', async () => {
    const { id } = await thread.sendMessage({ content: '<b>Hello</b>' }, { type: 'html' });
    expect((await thread.getMessage(id)).type).toBe('html');
  });

  test('a changed message has new content, a later version and an edit time', async () => {
    const { id } = await thread.sendMessage({ content: 'Helo' });
    const before = await thread.getMessage(id);
    await thread.updateMessage(id, { content: 'Hello' });
    const after = await thread.getMessage(id);
    expect(after.content?.message).toBe('Hello');
    expect(after.editedOn).toBeInstanceOf(Date);
    expect(BigInt(after.version)).toBeGreaterThan(BigInt(before.version));
  });

  test('a deleted message stays, without content', async () => {
    const { id } = await thread.sendMessage({ content: 'Oops' });
    await thread.deleteMessage(id);
    const message = await thread.getMessage(id);
    expect(message.deletedOn).toBeInstanceOf(Date);
    expect(message.content?.message).toBeUndefined();
  });

  test('the same idempotency token stores one message and answers with its id each time', async () => {
    const options = { idempotencyToken: '6d6d3f2c-4d3a-4f43-9a29-0a2a51b4f3f5' };
    const first = await thread.sendMessage({ content: 'Once' }, options);
    const second = await thread.sendMessage({ content: 'Once' }, options);
    expect(second).toEqual(first);
    const texts = (await collect(thread.listMessages())).map((m) => m.content?.message);
    expect(texts.filter((text) => text === 'Once')).toHaveLength(1);
  });

  test('messages are listed newest first, the system messages among them', async () => {
    await thread.sendMessage({ content: 'First' });
    await thread.sendMessage({ content: 'Second' });
    const messages = await collect(thread.listMessages());
    expect(messages.map((m) => m.content?.message ?? m.type)).toEqual([
      'Second',
      'First',
      'topicUpdated',
      'participantAdded',
    ]);
    const added = messages.at(-1)?.content;
    expect(added?.initiator).toEqual({
      kind: 'communicationUser',
      communicationUserId: chat.ada.userId,
    });
    expect(added?.participants?.map((p) => p.id)).toContainEqual({
      kind: 'communicationUser',
      communicationUserId: chat.grace.userId,
    });
  });
});

describe('paging', () => {
  beforeEach(async () => {
    for (const content of ['1', '2', '3', '4', '5']) await thread.sendMessage({ content });
  });

  test('items come from as many pages as there are', async () => {
    const messages = await collect(thread.listMessages({ maxPageSize: 2 }));
    expect(messages.slice(0, 5).map((m) => m.content?.message)).toEqual(['5', '4', '3', '2', '1']);
    expect(messages).toHaveLength(7);
  });

  test('byPage gives arrays of the asked size', async () => {
    const pages = await collect(thread.listMessages({ maxPageSize: 3 }).byPage());
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
  });

  test('byPage writes where the next page is into its settings, and can go on from there', async () => {
    const settings: { continuationToken?: string } = {};
    const first = await thread.listMessages({ maxPageSize: 2 }).byPage(settings).next();
    expect(first.value?.map((m: { content?: { message?: string } }) => m.content?.message)).toEqual(
      ['5', '4'],
    );
    const { continuationToken } = settings;
    expect(continuationToken).toEqual(expect.any(String));
    const rest = await collect(
      thread.listMessages().byPage({ continuationToken: continuationToken ?? '' }),
    );
    expect(rest[0]?.map((m) => m.content?.message)).toEqual(['3', '2']);
  });

  test('the settings hold no token after the last page', async () => {
    const settings: { continuationToken?: string } = {};
    await collect(thread.listMessages({ maxPageSize: 4 }).byPage(settings));
    expect(settings).toEqual({});
  });
});

describe('participants', () => {
  test('participants are listed with their names', async () => {
    const participants = await collect(thread.listParticipants());
    expect(participants).toContainEqual(
      expect.objectContaining({
        id: { kind: 'communicationUser', communicationUserId: chat.grace.userId },
        displayName: 'Grace',
      }),
    );
    expect(participants).toHaveLength(2);
  });

  test('a person is added and removed', async () => {
    const alan = await chat.service.createUser('Alan');
    const id = { communicationUserId: alan.userId };
    const result = await thread.addParticipants({ participants: [{ id, displayName: 'Alan' }] });
    expect(result.invalidParticipants ?? []).toEqual([]);
    expect(await collect(thread.listParticipants())).toHaveLength(3);
    await thread.removeParticipant(id);
    expect(await collect(thread.listParticipants())).toHaveLength(2);
  });

  test('a person who cannot be added is named, and the others are added', async () => {
    const alan = await chat.service.createUser('Alan');
    const stranger = { communicationUserId: '8:acs:unknown_nobody' };
    const result = await thread.addParticipants({
      participants: [{ id: stranger }, { id: { communicationUserId: alan.userId } }],
    });
    expect(result.invalidParticipants).toEqual([
      {
        target: '8:acs:unknown_nobody',
        code: expect.stringMatching(/^40[34]$/),
        message: expect.any(String),
      },
    ]);
    expect(await collect(thread.listParticipants())).toHaveLength(3);
  });
});

describe('properties, receipts and typing', () => {
  test('topic and metadata change', async () => {
    await thread.updateTopic('Analytical engines');
    await thread.updateProperties({ metadata: { room: '7' } });
    expect(await thread.getProperties()).toMatchObject({
      id: thread.threadId,
      topic: 'Analytical engines',
      metadata: { room: '7' },
      createdOn: expect.any(Date),
      createdBy: { kind: 'communicationUser', communicationUserId: chat.ada.userId },
    });
  });

  test('a read receipt is listed for everybody', async () => {
    const { id } = await thread.sendMessage({ content: 'Read me' });
    const graces = chat.grace.client.getChatThreadClient(thread.threadId);
    await graces.sendReadReceipt({ chatMessageId: id });
    expect(await collect(thread.listReadReceipts())).toEqual([
      {
        sender: { kind: 'communicationUser', communicationUserId: chat.grace.userId },
        chatMessageId: id,
        readOn: expect.any(Date),
      },
    ]);
  });

  test('a second typing notification within eight seconds is held back, until a message is sent', async () => {
    expect(await thread.sendTypingNotification({ senderDisplayName: 'Ada' })).toBe(true);
    expect(await thread.sendTypingNotification()).toBe(false);
    await thread.sendMessage({ content: 'Done' });
    expect(await thread.sendTypingNotification()).toBe(true);
  });
});
