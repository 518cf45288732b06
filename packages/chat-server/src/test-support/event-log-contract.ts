import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChatStorage, WriteTransaction } from '../storage/chat-storage.ts';
import type { NewEvent } from '../storage/rows.ts';
import { event, participant, thread } from './storage-rows.ts';

/** The tests that the event log of every storage passes. `open` gives an empty storage. */
export function describeEventLogContract(name: string, open: () => Promise<ChatStorage>): void {
  describe(`${name} keeps the contract of the event log`, () => {
    let storage: ChatStorage;
    beforeEach(async () => {
      storage = await open();
    });
    afterEach(() => storage.close());
    const write = <T>(work: (tx: WriteTransaction) => Promise<T>): Promise<T> =>
      storage.transaction(work);

    test('deleting a thread’s contents takes its events too, but for the newest and those that name somebody', async () => {
      const other = { ...thread, threadId: '19:b@thread.v2' };
      await write(async (tx) => {
        for (const row of [thread, other]) await tx.putThread(row);
        const append = (kind: string, part: Partial<NewEvent> = {}) =>
          tx.appendEvent(event(kind, part), { now: 0, keep: 100 });
        await append('said');
        await append('of another thread', { threadId: other.threadId });
        await append('naming her', { alsoTo: ['grace'] });
        await append('newest');
        await tx.deleteThreadContents(thread.threadId);
        await append('after it', { threadId: other.threadId });
      });
      const rows = await storage.read((tx) => tx.listEvents(0, 9));
      expect(rows.map((row) => [row.offset, row.event])).toEqual([
        [2, 'of another thread'],
        [3, 'naming her'],
        [4, 'newest'],
        [5, 'after it'],
      ]);
      const undone = write(async (tx) => {
        await tx.deleteThreadContents(other.threadId);
        await tx.appendEvent(event('never'), { now: 0, keep: 100 });
        throw new Error('on purpose');
      });
      await expect(undone).rejects.toThrow('on purpose');
      expect(await storage.read((tx) => tx.listEvents(0, 9))).toEqual(rows);
    });

    test('the log numbers events from 1, in the order in which they came', async () => {
      const named = event('two', { messageId: 7, exceptUserId: 'x', alsoTo: ['y', 'z'] });
      const offsets = await write(async (tx) => [
        await tx.appendEvent(event('one'), { now: 0, keep: 10 }),
        await tx.appendEvent(named, { now: 0, keep: 10 }),
      ]);
      expect(offsets).toEqual([1, 2]);
      const rows = await storage.read((tx) => tx.listEvents(1, 9));
      expect(rows).toEqual([{ ...named, offset: 2 }]);
      expect(await storage.read((tx) => tx.listEvents(0, 1))).toHaveLength(1);
    });

    test('a user’s part of the log: his present threads since he was added, and what names him', async () => {
      const other = { ...thread, threadId: '19:b@thread.v2' };
      await write(async (tx) => {
        for (const row of [thread, other]) await tx.putThread(row);
        const append = (kind: string, part: Partial<NewEvent> = {}) =>
          tx.appendEvent(event(kind, part), { now: 0, keep: 100 });
        await append('before he came');
        await tx.putParticipant({ ...participant, eventsAfter: 1 });
        await append('his');
        await append('not his', { threadId: other.threadId });
        await append('naming him', { threadId: 'none', alsoTo: ['grace', 'ada'] });
        await append('his and naming him', { alsoTo: ['ada'] });
      });
      const names = async (userId: string, after: number, until: number) =>
        (await storage.read((tx) => tx.listEventsFor(userId, after, until))).map(
          (row) => row.event,
        );
      expect(await names('ada', 0, 9)).toEqual(['his', 'naming him', 'his and naming him']);
      expect(await names('ada', 2, 4)).toEqual(['naming him']);
      expect(await names('grace', 0, 9)).toEqual(['naming him']);
      await write((tx) => tx.putParticipant({ ...participant, eventsAfter: 1, removedAt: 5 }));
      expect(await names('ada', 0, 9)).toEqual(['naming him', 'his and naming him']);
    });

    test('members are the present participants with what the delivery of events needs', async () => {
      await write(async (tx) => {
        await tx.putThread(thread);
        await tx.putParticipant({ ...participant, shareHistoryTime: 9, eventsAfter: 4 });
        await tx.putParticipant({ ...participant, userId: 'o\'brien "x"' });
        await tx.putParticipant({ ...participant, userId: 'gone', removedAt: 3 });
      });
      const members = await storage.read((tx) => tx.listMembers(thread.threadId));
      expect(members.toSorted((one, two) => (one.userId < two.userId ? -1 : 1))).toMatchObject([
        { userId: 'ada', shareHistoryTime: 9, eventsAfter: 4 },
        { userId: 'o\'brien "x"', shareHistoryTime: null, eventsAfter: 0 },
      ]);
    });

    test('the log keeps only so many positions and says where it was cut', async () => {
      await write(async (tx) => {
        for (let index = 1; index <= 24; index++) {
          await tx.appendEvent(event(`e${index}`, { alsoTo: ['ada'] }), { now: 0, keep: 20 });
          const { trimmedOffset, lastOffset } = await tx.getEventLogEnds();
          expect(lastOffset - trimmedOffset).toBeGreaterThanOrEqual(Math.min(index, 20));
          expect(lastOffset - trimmedOffset).toBeLessThanOrEqual(22);
        }
      });
      await storage.read(async (tx) => {
        expect(await tx.getEventLogEnds()).toEqual({ trimmedOffset: 4, lastOffset: 24 });
        expect((await tx.listEvents(0, 99)).map((row) => row.offset)[0]).toBe(5);
        expect((await tx.listEventsFor('ada', 0, 99)).map((row) => row.offset)[0]).toBe(5);
      });
    });

    test('an outdated event may leave the log, which does not count as cut and keeps the others', async () => {
      await write(async (tx) => {
        await tx.appendEvent(event('typing', { expiresAt: 100 }), { now: 0, keep: 10 });
        await tx.appendEvent(event('message'), { now: 100, keep: 10 });
        await tx.appendEvent(event('typing again', { expiresAt: 200 }), { now: 100, keep: 10 });
      });
      await storage.read(async (tx) => {
        const names = (await tx.listEvents(1, 9)).map((row) => row.event);
        expect(names).toEqual(['message', 'typing again']);
        expect(await tx.getEventLogEnds()).toEqual({ trimmedOffset: 0, lastOffset: 3 });
      });
    });
  });
}
