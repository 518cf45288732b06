import { describe, expect, test } from 'vitest';

import { kindOf, record, type ContractScene } from './contract-scene.ts';
import type { ContractFacts } from './contract-stage.ts';

/** Which events arrive, with what in them. */
export function describeEvents(facts: ContractFacts, getScene: () => ContractScene): void {
  const digits: unknown = expect.stringMatching(/^\d+$/);
  const date: unknown = expect.any(Date);

  describe('events', () => {
    test('a message that is sent, edited and deleted', async () => {
      const { ada, createListener, grace, stage, start, thread } = getScene();
      const { client } = createListener();
      const received = record(client, 'chatMessageReceived');
      const edited = record(client, 'chatMessageEdited');
      const deleted = record(client, 'chatMessageDeleted');
      await start(client);

      const metadata = { mood: '100% "good"' };
      const options = { senderDisplayName: 'Ada', metadata };
      const { id } = await stage.settle(thread.sendMessage({ content: 'Helo <%41>' }, options));
      await stage.eventually(() => expect(received).toHaveLength(1));
      await stage.settle(thread.updateMessage(id, { content: 'Hello' }));
      await stage.eventually(() => expect(edited).toHaveLength(1));
      await stage.settle(thread.deleteMessage(id));
      await stage.eventually(() => expect(deleted).toHaveLength(1));

      const base = {
        id,
        threadId: thread.threadId,
        sender: kindOf(ada),
        senderDisplayName: 'Ada',
        recipient: kindOf(grace),
        createdOn: date,
        version: digits,
        type: facts.types.text,
        ...(facts.sequenceIds && { sequenceId: digits }),
      };
      const content = { metadata, ...(facts.emptyAttachments && { attachments: [] }) };
      expect(received).toEqual([{ ...base, ...content, message: 'Helo <%41>' }]);
      expect(edited).toEqual([{ ...base, ...content, message: 'Hello', editedOn: date }]);
      expect(deleted).toEqual([{ ...base, deletedOn: date }]);
    });

    test('HTML, and messages one after the other in their order', async () => {
      const { createListener, stage, start, thread } = getScene();
      const { client } = createListener();
      const received = record(client, 'chatMessageReceived');
      await start(client);
      await stage.settle(thread.sendMessage({ content: '<p>0</p>' }, { type: 'html' }));
      for (const content of ['1', '2', '3', '4', '5']) {
        await stage.settle(thread.sendMessage({ content }));
      }
      await stage.eventually(() => expect(received).toHaveLength(6));
      expect(received.map(({ message }) => message)).toEqual(['<p>0</p>', '1', '2', '3', '4', '5']);
      expect(received[0]?.type).toBe(facts.types.html);
    });

    test('a sender hears his own message', async () => {
      const { createListener, grace, stage, start, thread } = getScene();
      const { client } = createListener();
      const received = record(client, 'chatMessageReceived');
      await start(client);
      const own = stage.createActor(grace).getChatThreadClient(thread.threadId);
      await stage.settle(own.sendMessage({ content: 'Mine' }));
      await stage.eventually(() =>
        expect(received).toMatchObject([{ message: 'Mine', sender: kindOf(grace) }]),
      );
    });

    test('how far others have read, and typing where the transport has it', async () => {
      const { ada, createListener, grace, stage, start, thread } = getScene();
      const { client } = createListener();
      const receipts = record(client, 'readReceiptReceived');
      const typing = record(client, 'typingIndicatorReceived');
      const received = record(client, 'chatMessageReceived');
      await start(client);
      const { id } = await stage.settle(thread.sendMessage({ content: 'Hello' }));
      const own = stage.createActor(grace).getChatThreadClient(thread.threadId);
      await stage.settle(own.sendReadReceipt({ chatMessageId: id }));
      await stage.settle(thread.sendTypingNotification({ senderDisplayName: 'Ada' }));
      await stage.settle(thread.sendReadReceipt({ chatMessageId: id }));
      await stage.eventually(() => expect(receipts).toHaveLength(1));
      const ends = { threadId: thread.threadId, sender: kindOf(ada), recipient: kindOf(grace) };
      expect(receipts).toEqual([
        { ...ends, senderDisplayName: '', chatMessageId: id, readOn: date },
      ]);

      await stage.settle(thread.sendMessage({ content: 'After' }));
      await stage.eventually(() => expect(received).toHaveLength(2));
      const heard = { ...ends, senderDisplayName: 'Ada', version: digits, receivedOn: date };
      expect(typing).toEqual(facts.typing ? [heard] : []);
    });

    test('a thread that begins, changes and is deleted', async () => {
      const { actor, ada, createListener, createThread, grace, stage, start } = getScene();
      const { client } = createListener();
      const created = record(client, 'chatThreadCreated');
      const updated = record(client, 'chatThreadPropertiesUpdated');
      const deleted = record(client, 'chatThreadDeleted');
      await start(client);
      const thread = await createThread('Looms', [grace]);
      await stage.eventually(() => expect(created).toHaveLength(1));
      await stage.settle(thread.updateProperties({ topic: 'Better', metadata: { plan: 'a%20b' } }));
      await stage.eventually(() => expect(updated).toHaveLength(1));
      await stage.settle(actor.deleteChatThread(thread.threadId));
      await stage.eventually(() => expect(deleted).toHaveLength(1));

      const base = { threadId: thread.threadId, version: digits };
      const byAda: unknown = expect.objectContaining({ id: kindOf(ada), metadata: {} });
      const retentionPolicy = { kind: 'none' };
      expect(created).toEqual([
        {
          ...base,
          createdOn: date,
          createdBy: byAda,
          properties: { topic: 'Looms', metadata: {} },
          participants: expect.arrayContaining([
            byAda,
            { id: kindOf(grace), displayName: 'Guest', metadata: {} },
          ]),
          retentionPolicy,
        },
      ]);
      const properties = { topic: 'Better', metadata: { plan: 'a%20b' } };
      expect(updated).toEqual([
        { ...base, updatedOn: date, updatedBy: byAda, properties, retentionPolicy },
      ]);
      const cause = facts.namesDeleter
        ? { deletedBy: byAda, reason: 'deletedByUser' }
        : { deletedBy: null, reason: 'unknown' };
      expect(deleted).toEqual([{ ...base, deletedOn: date, ...cause }]);
    });

    test('people who join and leave', async () => {
      const { ada, createListener, stage, start, thread } = getScene();
      const { client } = createListener();
      const added = record(client, 'participantsAdded');
      const removed = record(client, 'participantsRemoved');
      await start(client);
      const alan = await stage.createUser('Alan');
      const participants = [{ id: alan.identifier, displayName: 'Alan' }];
      await stage.settle(thread.addParticipants({ participants }));
      await stage.eventually(() => expect(added).toHaveLength(1));
      await stage.settle(thread.removeParticipant(alan.identifier));
      await stage.eventually(() => expect(removed).toHaveLength(1));

      const base = { threadId: thread.threadId, version: digits };
      const byAda: unknown = expect.objectContaining({ id: kindOf(ada) });
      const person: unknown = expect.objectContaining({
        id: kindOf(alan),
        displayName: 'Alan',
        metadata: {},
      });
      expect(added).toEqual([
        { ...base, addedOn: date, addedBy: byAda, participantsAdded: [person] },
      ]);
      expect(removed).toEqual([
        { ...base, removedOn: date, removedBy: byAda, participantsRemoved: [person] },
      ]);
    });

    test('somebody who is added to a thread and removed from it hears both, and nothing from after', async () => {
      const { createListener, createThread, grace, stage, start, thread } = getScene();
      const other = await createThread('Private', []);
      const { client } = createListener();
      const added = record(client, 'participantsAdded');
      const removed = record(client, 'participantsRemoved');
      const received = record(client, 'chatMessageReceived');
      await start(client);
      await stage.settle(other.sendMessage({ content: 'Before' }));
      const participants = [{ id: grace.identifier, displayName: 'Grace' }];
      await stage.settle(other.addParticipants({ participants }));
      await stage.eventually(() => expect(added).toHaveLength(1));
      await stage.settle(other.sendMessage({ content: 'Between' }));
      await stage.eventually(() => expect(received).toHaveLength(1));
      await stage.settle(other.removeParticipant(grace.identifier));
      await stage.eventually(() => expect(removed).toHaveLength(1));
      await stage.settle(other.sendMessage({ content: 'After' }));
      await stage.settle(thread.sendMessage({ content: 'Elsewhere' }));
      await stage.eventually(() => expect(received).toHaveLength(2));
      expect(received.map(({ message }) => message)).toEqual(['Between', 'Elsewhere']);
      expect(added).toMatchObject([{ threadId: other.threadId }]);
      expect(removed).toMatchObject([{ threadId: other.threadId }]);
    });

    test('nothing of threads that one is not in', async () => {
      const { createListener, createThread, stage, start, thread } = getScene();
      const { client } = createListener();
      const received = record(client, 'chatMessageReceived');
      const created = record(client, 'chatThreadCreated');
      await start(client);
      const alan = await stage.createUser('Alan');
      const other = await createThread('Secret', [alan]);
      await stage.settle(other.sendMessage({ content: 'Not for Grace' }));
      await stage.settle(thread.sendMessage({ content: 'For Grace' }));
      await stage.eventually(() => expect(received).toHaveLength(1));
      expect(received).toMatchObject([{ message: 'For Grace' }]);
      expect(created).toEqual([]);
    });
  });
}
