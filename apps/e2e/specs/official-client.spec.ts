import { createThread } from '../harness/official-actions.ts';
import { expect, test } from '../harness/official-fixtures.ts';
import type { OfficialUser } from '../harness/official-fixtures.ts';

const time: unknown = expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:.]+Z$/);
const version: unknown = expect.stringMatching(/^\d{13}$/);

const idOf = ({ userId }: OfficialUser) => ({
  kind: 'communicationUser',
  communicationUserId: userId,
});

for (const scheme of ['https', 'http'] as const) {
  test(`over ${scheme} the official client hears all ten events with what they are about`, async ({
    startServer,
    openClient,
  }) => {
    const server = await startServer(scheme);
    const ada = await openClient(server, 'ada');
    const grace = await openClient(server, 'grace');
    const alan = await openClient(server, 'alan');
    const adaPerson = { id: idOf(ada), displayName: 'Ada', metadata: {} };
    const gracePerson = {
      id: idOf(grace),
      displayName: 'Grace 50%',
      metadata: { role: '100% "host"' },
    };
    const nextFor = async (user: OfficialUser, name: string, count = 1): Promise<unknown> => {
      await expect.poll(() => user.heard(name), name).toHaveLength(count);
      return (await user.heard(name)).at(-1);
    };
    const bothHear = async (name: string, payload: object, count = 1): Promise<void> => {
      expect(await nextFor(ada, name, count)).toEqual(payload);
      expect(await nextFor(grace, name, count)).toEqual(payload);
    };
    /** Events between people also say whose copy this is. */
    const bothHearFrom = async (
      sender: OfficialUser,
      name: string,
      payload: object,
      count = 1,
    ): Promise<void> => {
      for (const user of [ada, grace]) {
        const ends = { sender: idOf(sender), recipient: idOf(user) };
        expect(await nextFor(user, name, count)).toEqual({ ...ends, ...payload });
      }
    };

    const topic = '%41 100% 점심 "약속"';
    const threadId = await createThread(ada, grace, topic);
    const retentionPolicy = { kind: 'threadCreationDate', deleteThreadAfterDays: 60 };
    await bothHear('chatThreadCreated', {
      threadId,
      version,
      createdOn: time,
      createdBy: adaPerson,
      participants: expect.arrayContaining([adaPerson, gracePerson]),
      properties: { topic, metadata: { plan: 'a%20b' } },
      retentionPolicy,
    });

    const content = '100% <b>%41</b> & 한국어 \u{1F389}';
    const id = await ada.page.evaluate(
      async ([thread, text]) => {
        const client = window.official.client.getChatThreadClient(thread);
        const options = { senderDisplayName: 'Ada', metadata: { tone: '50% "calm"' } };
        return (await client.sendMessage({ content: text }, options)).id;
      },
      [threadId, content] as const,
    );
    const message = {
      threadId,
      id,
      senderDisplayName: 'Ada',
      createdOn: time,
      version: id,
      type: 'Text',
      message: content,
      metadata: { tone: '50% "calm"' },
      attachments: [],
    };
    await bothHearFrom(ada, 'chatMessageReceived', message);

    const html = '<p>Hello <b>100%</b></p>';
    const htmlId = await grace.page.evaluate(
      async ([thread, text]) => {
        const client = window.official.client.getChatThreadClient(thread);
        return (await client.sendMessage({ content: text }, { type: 'html' })).id;
      },
      [threadId, html] as const,
    );
    const htmlMessage = {
      ...message,
      id: htmlId,
      version: htmlId,
      senderDisplayName: '',
      type: 'RichText/Html',
      message: html,
      metadata: {},
    };
    await bothHearFrom(grace, 'chatMessageReceived', htmlMessage, 2);

    await ada.page.evaluate(
      async ([thread, messageId]) => {
        const client = window.official.client.getChatThreadClient(thread);
        await client.updateMessage(messageId, { content: 'Changed', metadata: { tone: 'loud' } });
      },
      [threadId, id] as const,
    );
    const edited = { ...message, version, editedOn: time, message: 'Changed' };
    await bothHearFrom(ada, 'chatMessageEdited', { ...edited, metadata: { tone: 'loud' } });

    await grace.page.evaluate(
      async ([thread, messageId]) => {
        const client = window.official.client.getChatThreadClient(thread);
        await client.sendTypingNotification({ senderDisplayName: 'Grace' });
        await client.sendReadReceipt({ chatMessageId: messageId });
      },
      [threadId, id] as const,
    );
    await bothHearFrom(grace, 'typingIndicatorReceived', {
      threadId,
      version,
      receivedOn: time,
      senderDisplayName: 'Grace',
    });
    expect(await nextFor(ada, 'readReceiptReceived')).toEqual({
      threadId,
      chatMessageId: id,
      readOn: time,
      sender: idOf(grace),
      senderDisplayName: '',
      recipient: idOf(ada),
    });

    const shareHistoryTime = '2026-01-05T09:00:00.000Z';
    await ada.page.evaluate(
      async ([thread, userId, from]) => {
        const client = window.official.client.getChatThreadClient(thread);
        const person = { id: { communicationUserId: userId }, displayName: 'Alan' };
        await client.addParticipants({
          participants: [{ ...person, shareHistoryTime: new Date(from) }],
        });
      },
      [threadId, alan.userId, shareHistoryTime] as const,
    );
    const alanPerson = { id: idOf(alan), displayName: 'Alan', metadata: {}, shareHistoryTime };
    const added = { threadId, version, addedOn: time, addedBy: adaPerson };
    await bothHear('participantsAdded', { ...added, participantsAdded: [alanPerson] });
    expect(await nextFor(alan, 'participantsAdded')).toMatchObject({ threadId });

    await grace.page.evaluate(
      async ([thread]) => {
        const client = window.official.client.getChatThreadClient(thread);
        await client.updateProperties({ topic: '50%', metadata: { plan: '' } });
      },
      [threadId] as const,
    );
    await bothHear('chatThreadPropertiesUpdated', {
      threadId,
      version,
      updatedOn: time,
      updatedBy: gracePerson,
      properties: { topic: '50%', metadata: { plan: '' } },
      retentionPolicy,
    });

    await ada.page.evaluate(
      async ([thread, userId]) => {
        const client = window.official.client.getChatThreadClient(thread);
        await client.removeParticipant({ communicationUserId: userId });
      },
      [threadId, alan.userId] as const,
    );
    const removed = { threadId, version, removedOn: time, removedBy: adaPerson };
    await bothHear('participantsRemoved', { ...removed, participantsRemoved: [alanPerson] });
    expect(await nextFor(alan, 'participantsRemoved')).toMatchObject({ threadId });

    await ada.page.evaluate(
      async ([thread, messageId]) => {
        const { client } = window.official;
        await client.getChatThreadClient(thread).deleteMessage(messageId);
        await client.deleteChatThread(thread);
      },
      [threadId, id] as const,
    );
    await bothHearFrom(ada, 'chatMessageDeleted', {
      threadId,
      id,
      senderDisplayName: 'Ada',
      createdOn: time,
      version,
      type: 'Text',
      deletedOn: time,
    });
    const end = { threadId, version, deletedOn: time, deletedBy: adaPerson };
    await bothHear('chatThreadDeleted', { ...end, reason: 'deletedByUser' });

    // She who has read gets no receipt of her own, and he who was removed nothing of what came after.
    expect(await grace.heard('readReceiptReceived')).toEqual([]);
    expect(await alan.heard('chatMessageDeleted')).toEqual([]);
    expect(await alan.heard('chatThreadDeleted')).toEqual([]);
    for (const user of [ada, grace, alan]) {
      expect(await user.heard('connected')).toHaveLength(1);
      expect(await user.heard('disconnected')).toEqual([]);
    }
  });
}
