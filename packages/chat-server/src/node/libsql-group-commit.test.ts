import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLibsqlStorage, openFolder, openLibsqlStorage } from './libsql-storage.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'confab-commits-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('changes that follow one another without a break leave others their turn', async () => {
  const storage = await openLibsqlStorage(folder);
  let turns = 0;
  const takeTurn = (): void => {
    turns += 1;
    next = setImmediate(takeTurn);
  };
  let next = setImmediate(takeTurn);
  for (let change = 0; change < 20; change += 1) {
    await storage.transaction((tx) => tx.putMeta('k', `${change}`));
  }
  clearImmediate(next);
  expect(turns).toBeGreaterThanOrEqual(20);
  await storage.close();
});

test('what was committed moves into the database file while nobody waits, and not within a commit', async () => {
  const storage = await openLibsqlStorage(folder);
  const file = join(folder, 'chat.db');
  const long = 'x'.repeat(40_000);
  // As many pages as SQLite would move by itself, in fewer changes than are awaited here.
  for (let change = 0; change < 99; change += 1) {
    await storage.transaction((tx) => tx.putMeta(`early ${change}`, long));
  }
  expect(await readFile(file, 'latin1')).not.toContain('early 0');
  await storage.transaction((tx) => tx.putMeta('the hundredth', 'v'));
  await vi.waitFor(async () => expect(await readFile(file, 'latin1')).toContain('the hundredth'));
  await storage.close();
});

describe('changes that share a commit', () => {
  test('each succeed or fail on their own', async () => {
    const storage = await openLibsqlStorage(folder);
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, index) =>
        storage.transaction(async (tx) => {
          await tx.putMeta(`k${index}`, 'v');
          if (index % 3 === 0) throw new Error(`no ${index}`);
          return index;
        }),
      ),
    );
    for (const [index, result] of results.entries()) {
      if (index % 3 === 0) expect(result).toMatchObject({ reason: { message: `no ${index}` } });
      else expect(result).toEqual({ status: 'fulfilled', value: index });
      const stored = await storage.read((tx) => tx.getMeta(`k${index}`));
      expect(stored).toBe(index % 3 === 0 ? undefined : 'v');
    }
    await storage.close();
  });

  test('all fail with "try again" when the disk is full, and later ones work again', async () => {
    const connection = await openFolder(folder);
    // The database's own limit ends a write in the way in which a full disk does.
    connection.exec('PRAGMA max_page_count = 100');
    const storage = createLibsqlStorage(connection);
    const store = (key: string, size: number) =>
      storage.transaction((tx) => tx.putMeta(key, 'x'.repeat(size)));
    const results = await Promise.allSettled([store('a', 10), store('b', 10_000_000)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    for (const result of results) {
      expect(result).toMatchObject({ reason: { code: 'ServiceUnavailable', status: 503 } });
    }
    expect(await storage.read((tx) => tx.getMeta('a'))).toBeUndefined();
    await store('c', 10);
    expect(await storage.read((tx) => tx.getMeta('c'))).toBe('x'.repeat(10));
    await storage.close();
  });
});
