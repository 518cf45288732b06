import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChatStorage, WriteTransaction } from '../storage/chat-storage.ts';
import { describeAttachmentContract } from './attachment-contract.ts';
import { describeEventLogContract } from './event-log-contract.ts';
import { event, messageRow, participant, thread } from './storage-rows.ts';

/** The tests that every storage passes. `open` gives an empty storage. */
export function describeStorageContract(name: string, open: () => Promise<ChatStorage>): void {
  describeEventLogContract(name, open);
  describeAttachmentContract(name, open);
  describe(`${name} keeps the storage contract`, () => {
    let storage: ChatStorage;
    beforeEach(async () => {
      storage = await open();
    });
    afterEach(() => storage.close());
    const write = <T>(work: (tx: WriteTransaction) => Promise<T>): Promise<T> =>
      storage.transaction(work);

    test('every kind of row comes back as it was put', async () => {
      const user = {
        userId: 'ada',
        name: 'Ada',
        tokenGeneration: 2,
        createdAt: 5,
        deletedAt: null,
      };
      const receipt = { threadId: thread.threadId, userId: 'ada', messageId: 1_010, readAt: 1_500 };
      const repeated = { userId: 'ada', scope: 's', key: 'k', result: '{"a":1}', createdAt: 7 };
      const message = messageRow(1, {
        metadata: { a: 'b' },
        editedAt: 1_600,
        senderDisplayName: 'A',
      });
      await write(async (tx) => {
        await tx.putMeta('epoch', 'e1');
        await tx.putUser(user);
        await tx.putThread(thread);
        await tx.putParticipant(participant);
        await tx.putMessage(message);
        await tx.putReceipt(receipt);
        await tx.putIdempotency(repeated);
      });
      await storage.read(async (tx) => {
        expect(await tx.getMeta('epoch')).toBe('e1');
        expect(await tx.getUser('ada')).toEqual(user);
        expect(await tx.getUserByName('Ada')).toEqual(user);
        expect(await tx.getThread(thread.threadId)).toEqual(thread);
        expect(await tx.getParticipant(thread.threadId, 'ada')).toEqual(participant);
        expect(await tx.getMessage(thread.threadId, message.messageId)).toEqual(message);
        expect(await tx.getReceipt(thread.threadId, 'ada')).toEqual(receipt);
        expect(await tx.listReceipts(thread.threadId)).toEqual([receipt]);
        expect(await tx.getIdempotency('ada', 's', 'k')).toEqual(repeated);
      });
    });

    test('what was never put is undefined, and its lists are empty', async () => {
      await storage.read(async (tx) => {
        expect(await tx.getMeta('none')).toBeUndefined();
        expect(await tx.getUser('none')).toBeUndefined();
        expect(await tx.getUserByName('none')).toBeUndefined();
        expect(await tx.hasThreads()).toBe(false);
        expect(await tx.getThread('none')).toBeUndefined();
        expect(await tx.getParticipant('none', 'none')).toBeUndefined();
        expect(await tx.getMessage('none', 1)).toBeUndefined();
        expect(await tx.getReceipt('none', 'none')).toBeUndefined();
        expect(await tx.getIdempotency('none', 'none', 'none')).toBeUndefined();
        expect(await tx.listThreadsOf('none', { limit: 9 })).toEqual([]);
        expect(await tx.listParticipants('none')).toEqual([]);
        expect(await tx.listMessages('none', { limit: 9 })).toEqual([]);
        expect(await tx.listReceipts('none')).toEqual([]);
        expect(await tx.listMembers('none')).toEqual([]);
        expect(await tx.listThreadsDue(9, 9)).toEqual([]);
        expect(await tx.listEvents(0, 9)).toEqual([]);
        expect(await tx.listEventsFor('none', 0, 9)).toEqual([]);
        expect(await tx.getEventLogEnds()).toEqual({ trimmedOffset: 0, lastOffset: 0 });
      });
    });

    test('a name that was given up finds nobody, and can be given again', async () => {
      const user = { userId: 'a', name: 'ada', tokenGeneration: 1, createdAt: 1, deletedAt: null };
      await write(async (tx) => {
        await tx.putUser(user);
        await tx.putUser({ ...user, name: null, deletedAt: 2 });
        expect(await tx.getUserByName('ada')).toBeUndefined();
        await tx.putUser({ ...user, userId: 'b' });
        expect(await tx.getUserByName('ada')).toMatchObject({ userId: 'b' });
        expect(await tx.getUser('a')).toMatchObject({ name: null, deletedAt: 2 });
      });
    });

    test('a transaction that throws leaves nothing behind', async () => {
      await write(async (tx) => {
        await tx.putThread(thread);
        await tx.putParticipant(participant);
        await tx.putMessage(messageRow(1));
        await tx.appendEvent(event('first'), { now: 0, keep: 10 });
      });
      const failed = write(async (tx) => {
        await tx.putMeta('k', 'v');
        await tx.putUser({
          userId: 'b',
          name: 'b',
          tokenGeneration: 1,
          createdAt: 1,
          deletedAt: null,
        });
        await tx.putMessage(messageRow(2));
        await tx.putMessage(messageRow(1, { content: null, deletedAt: 9 }));
        await tx.putParticipant({ ...participant, removedAt: 5 });
        await tx.putReceipt({ threadId: thread.threadId, userId: 'ada', messageId: 1, readAt: 1 });
        await tx.appendEvent(event('second', { alsoTo: ['b'] }), { now: 0, keep: 1 });
        await tx.deleteThreadContents(thread.threadId);
        throw new Error('on purpose');
      });
      await expect(failed).rejects.toThrow('on purpose');
      await storage.read(async (tx) => {
        expect(await tx.getMeta('k')).toBeUndefined();
        expect(await tx.getUserByName('b')).toBeUndefined();
        expect(await tx.listMessages(thread.threadId, { limit: 9 })).toEqual([messageRow(1)]);
        expect(await tx.listParticipants(thread.threadId)).toEqual([participant]);
        expect(await tx.listThreadsOf('ada', { limit: 9 })).toEqual([thread]);
        expect(await tx.getReceipt(thread.threadId, 'ada')).toBeUndefined();
        expect(await tx.listEvents(0, 9)).toMatchObject([{ offset: 1, event: 'first' }]);
        expect(await tx.listEventsFor('b', 0, 9)).toEqual([]);
        expect(await tx.getEventLogEnds()).toEqual({ trimmedOffset: 0, lastOffset: 1 });
      });
    });

    test('transactions run one after another, so two readers of one counter never write the same value', async () => {
      const increment = () =>
        write(async (tx) => {
          const count = Number((await tx.getMeta('count')) ?? 0);
          await Promise.resolve();
          await tx.putMeta('count', String(count + 1));
        });
      await Promise.all(Array.from({ length: 20 }, increment));
      expect(await storage.read((tx) => tx.getMeta('count'))).toBe('20');
    });

    test('a read never sees a transaction that has not ended', async () => {
      let release = (): void => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const writing = write(async (tx) => {
        await tx.putMeta('k', 'new');
        await held;
        throw new Error('undone');
      });
      const reading = storage.read((tx) => tx.getMeta('k'));
      release();
      await expect(writing).rejects.toThrow('undone');
      expect(await reading).toBeUndefined();
    });

    test('messages come newest first, within the bounds asked for', async () => {
      await write(async (tx) => {
        await tx.putThread(thread);
        for (let sequence = 1; sequence <= 6; sequence++) await tx.putMessage(messageRow(sequence));
      });
      const list = async (query: Parameters<WriteTransaction['listMessages']>[1]) =>
        (await storage.read((tx) => tx.listMessages(thread.threadId, query))).map(
          (row) => row.sequence,
        );
      expect(await list({ limit: 3 })).toEqual([6, 5, 4]);
      expect(await list({ limit: 2, untilId: 1_039 })).toEqual([3, 2]);
      expect(await list({ limit: 9, fromId: 1_040 })).toEqual([6, 5, 4]);
      expect(await list({ limit: 9, untilId: 1_020 })).toEqual([2, 1]);
      expect(await list({ limit: 9, untilId: 1_009 })).toEqual([]);
      await write((tx) => tx.putMessage(messageRow(2, { version: 9_000 })));
      expect(await list({ limit: 9, fromVersion: 1_060 })).toEqual([6, 2]);
    });

    test('a user’s threads come with the newest message first and without those he was removed from', async () => {
      await write(async (tx) => {
        for (const [id, lastMessageAt, removedAt] of [
          ['a', 10, null],
          ['b', 30, null],
          ['c', 30, null],
          ['d', 40, 41],
          ['e', 20, null],
        ] as const) {
          await tx.putThread({ ...thread, threadId: id, lastMessageAt });
          await tx.putParticipant({ ...participant, threadId: id, removedAt });
        }
      });
      const list = async (query: Parameters<WriteTransaction['listThreadsOf']>[1]) =>
        (await storage.read((tx) => tx.listThreadsOf('ada', query))).map((row) => row.threadId);
      expect(await list({ limit: 9 })).toEqual(['b', 'c', 'e', 'a']);
      expect(await list({ limit: 2 })).toEqual(['b', 'c']);
      expect(await list({ limit: 9, after: { lastMessageAt: 30, threadId: 'b' } })).toEqual([
        'c',
        'e',
        'a',
      ]);
      expect(await list({ limit: 9, from: 20 })).toEqual(['b', 'c', 'e']);
    });

    test('present participants come in the order in which they were added', async () => {
      await write(async (tx) => {
        await tx.putThread(thread);
        await tx.putParticipant({ ...participant, userId: 'z', addedAt: 1 });
        await tx.putParticipant({ ...participant, userId: 'b', addedAt: 2 });
        await tx.putParticipant({ ...participant, userId: 'a', addedAt: 2 });
        await tx.putParticipant({ ...participant, userId: 'gone', addedAt: 1, removedAt: 3 });
      });
      const rows = await storage.read((tx) => tx.listParticipants(thread.threadId));
      expect(rows.map((row) => row.userId)).toEqual(['z', 'a', 'b']);
    });

    test('deleting a thread’s contents leaves only its row', async () => {
      await write(async (tx) => {
        await tx.putThread(thread);
        await tx.putParticipant(participant);
        await tx.putMessage(messageRow(1));
        await tx.deleteThreadContents(thread.threadId);
      });
      await storage.read(async (tx) => {
        expect(await tx.getThread(thread.threadId)).toEqual(thread);
        expect(await tx.getParticipant(thread.threadId, 'ada')).toBeUndefined();
        expect(await tx.listMessages(thread.threadId, { limit: 9 })).toEqual([]);
        expect(await tx.listThreadsOf('ada', { limit: 9 })).toEqual([]);
      });
    });

    test('threads are due when their time has come and they are not deleted, the longest due first', async () => {
      await write(async (tx) => {
        for (const [threadId, deleteAt, deletedAt] of [
          ['later', 30, null],
          ['second', 20, null],
          ['first', 10, null],
          ['done', 5, 6],
          ['never', null, null],
        ] as const) {
          await tx.putThread({ ...thread, threadId, deleteAt, deletedAt });
        }
      });
      const due = async (now: number, limit: number) =>
        (await storage.read((tx) => tx.listThreadsDue(now, limit))).map((row) => row.threadId);
      expect(await due(20, 9)).toEqual(['first', 'second']);
      expect(await due(99, 1)).toEqual(['first']);
      expect(await due(9, 9)).toEqual([]);
    });

    test('repeated requests are forgotten once they are old', async () => {
      const row = { userId: 'ada', scope: 's', result: '1' };
      await write(async (tx) => {
        await tx.putIdempotency({ ...row, key: 'old', createdAt: 10 });
        await tx.putIdempotency({ ...row, key: 'new', createdAt: 20 });
        await tx.dropIdempotencyBefore(20);
      });
      await storage.read(async (tx) => {
        expect(await tx.getIdempotency('ada', 's', 'old')).toBeUndefined();
        expect(await tx.getIdempotency('ada', 's', 'new')).toMatchObject({ result: '1' });
      });
    });

    test('a request that is noted anew is as old as its new note, and holds up no older ones', async () => {
      const row = { userId: 'ada', scope: 's', result: '1' };
      await write(async (tx) => {
        await tx.putIdempotency({ ...row, key: 'renewed', createdAt: 10 });
        await tx.putIdempotency({ ...row, key: 'old', createdAt: 20 });
        await tx.putIdempotency({ ...row, key: 'renewed', createdAt: 30 });
        await tx.dropIdempotencyBefore(25);
      });
      await storage.read(async (tx) => {
        expect(await tx.getIdempotency('ada', 's', 'old')).toBeUndefined();
        expect(await tx.getIdempotency('ada', 's', 'renewed')).toMatchObject({ createdAt: 30 });
      });
    });

    test('a closed storage refuses to work and says so', async () => {
      await storage.close();
      await expect(storage.read(async () => 1)).rejects.toThrow('The storage is closed');
      await expect(write(async () => 1)).rejects.toThrow('The storage is closed');
    });
  });
}
