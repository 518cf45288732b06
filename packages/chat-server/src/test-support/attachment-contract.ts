import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChatStorage } from '../storage/chat-storage.ts';
import { attachment, thread } from './storage-rows.ts';

const { threadId, attachmentId } = attachment;
const otherId = 'f'.repeat(32);

/** These pieces, and then a failure if there is to be one. */
async function* yieldPieces(pieces: readonly string[], error?: Error): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield new TextEncoder().encode(piece);
  if (error !== undefined) throw error;
}

/** What every storage promises about attached files: their rows, and the bytes beside them. */
export function describeAttachmentContract(name: string, open: () => Promise<ChatStorage>): void {
  describe(`${name} keeps the contract of attachments`, () => {
    let storage: ChatStorage;
    beforeEach(async () => {
      storage = await open();
    });
    afterEach(() => storage.close());
    const listDue = (now: number, limit = 9) =>
      storage.read((tx) => tx.listAttachmentRemovalsDue(now, limit));
    const readText = async (id: string): Promise<string | undefined> => {
      const stream = await storage.attachments.read(id);
      return stream && (await new Response(stream).text());
    };

    test('a row comes back as it was put, in its own thread only', async () => {
      await storage.transaction(async (tx) => {
        await tx.putThread(thread);
        await tx.putAttachment(attachment);
      });
      await storage.read(async (tx) => {
        expect(await tx.getAttachment(threadId, attachmentId)).toEqual(attachment);
        expect(await tx.getAttachment('19:other@thread.v2', attachmentId)).toBeUndefined();
        expect(await tx.getAttachment(threadId, otherId)).toBeUndefined();
      });
    });

    test('the bytes of a thread are those of all its attachments', async () => {
      await storage.transaction(async (tx) => {
        await tx.putThread(thread);
        expect(await tx.sumAttachmentBytes(threadId)).toBe(0);
        await tx.putAttachment(attachment);
        await tx.putAttachment({ ...attachment, attachmentId: otherId, bytes: 1 });
        expect(await tx.sumAttachmentBytes(threadId)).toBe(3_000_000_001);
      });
    });

    test('removals are due when their time has come, the longest due first, until they are dropped', async () => {
      await storage.transaction(async (tx) => {
        await tx.putAttachmentRemoval({ attachmentId: 'b', dueAt: 20 });
        await tx.putAttachmentRemoval({ attachmentId: 'c', dueAt: 30 });
        await tx.putAttachmentRemoval({ attachmentId: 'a', dueAt: 20 });
        await tx.putAttachmentRemoval({ attachmentId: 'c', dueAt: 10 });
      });
      expect(await listDue(20)).toEqual([
        { attachmentId: 'c', dueAt: 10 },
        { attachmentId: 'a', dueAt: 20 },
        { attachmentId: 'b', dueAt: 20 },
      ]);
      expect(await listDue(20, 1)).toHaveLength(1);
      expect(await listDue(9)).toEqual([]);
      await storage.transaction((tx) => tx.dropAttachmentRemoval('c'));
      expect(await listDue(20, 1)).toEqual([{ attachmentId: 'a', dueAt: 20 }]);
    });

    test('the attachments of a thread go with its contents and leave removals that are due', async () => {
      await storage.transaction(async (tx) => {
        await tx.putThread(thread);
        await tx.putAttachment(attachment);
        await tx.deleteThreadContents(threadId);
        expect(await tx.getAttachment(threadId, attachmentId)).toBeUndefined();
        expect(await tx.sumAttachmentBytes(threadId)).toBe(0);
      });
      expect(await listDue(0)).toMatchObject([{ attachmentId }]);
    });

    test('a transaction that throws leaves rows and removals as they were', async () => {
      await storage.transaction(async (tx) => {
        await tx.putThread(thread);
        await tx.putAttachment(attachment);
        await tx.putAttachmentRemoval({ attachmentId: 'old', dueAt: 1 });
      });
      const failed = storage.transaction(async (tx) => {
        await tx.putAttachment({ ...attachment, attachmentId: otherId });
        await tx.putAttachmentRemoval({ attachmentId: 'new', dueAt: 1 });
        await tx.dropAttachmentRemoval('old');
        await tx.deleteThreadContents(threadId);
        throw new Error('on purpose');
      });
      await expect(failed).rejects.toThrow('on purpose');
      expect(await listDue(9)).toEqual([{ attachmentId: 'old', dueAt: 1 }]);
      await storage.read(async (tx) => {
        expect(await tx.getAttachment(threadId, attachmentId)).toEqual(attachment);
        expect(await tx.getAttachment(threadId, otherId)).toBeUndefined();
      });
    });

    test('bytes come back as they were written, as often as they are read', async () => {
      expect(await storage.attachments.write(otherId, yieldPieces(['one ', 'two']))).toBe(7);
      expect(await readText(otherId)).toBe('one two');
      expect(await readText(otherId)).toBe('one two');
      expect(await readText(attachmentId)).toBeUndefined();
    });

    test('a file whose bytes break off is not there', async () => {
      const broken = yieldPieces(['one '], new Error('broke off'));
      await expect(storage.attachments.write(otherId, broken)).rejects.toThrow('broke off');
      expect(await readText(otherId)).toBeUndefined();
    });

    test('a file can be removed twice, and while somebody reads it', async () => {
      await storage.attachments.write(otherId, yieldPieces(['one ', 'two']));
      const stream = await storage.attachments.read(otherId);
      await storage.attachments.remove(otherId);
      await storage.attachments.remove(otherId);
      expect(await new Response(stream ?? null).text()).toBe('one two');
      expect(await readText(otherId)).toBeUndefined();
    });

    test('a reader who goes away leaves the file to others', async () => {
      await storage.attachments.write(otherId, yieldPieces(['one ', 'two']));
      const reader = (await storage.attachments.read(otherId))?.getReader();
      await reader?.read();
      await reader?.cancel();
      expect(await readText(otherId)).toBe('one two');
    });

    test('a large file is read in pieces of at most 64 KB', async () => {
      async function* yieldMany(): AsyncGenerator<Uint8Array> {
        for (let count = 0; count < 100; count++) yield new Uint8Array(10_000).fill(count);
      }
      expect(await storage.attachments.write(otherId, yieldMany())).toBe(1_000_000);
      const reader = (await storage.attachments.read(otherId))?.getReader();
      const sizes: number[] = [];
      for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) {
        sizes.push(piece.value.length);
      }
      expect(Math.max(...sizes)).toBeLessThanOrEqual(64 * 1024);
      expect(sizes.reduce((sum, size) => sum + size)).toBe(1_000_000);
    });
  });
}
