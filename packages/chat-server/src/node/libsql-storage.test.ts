import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeStorageContract } from '../test-support/storage-contract.ts';
import { openLibsqlConnection } from './libsql-connection.ts';
import { openLibsqlStorage } from './libsql-storage.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'confab-storage-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describeStorageContract('libsql', () => openLibsqlStorage(folder));

test('what was committed is there when the folder is opened again', async () => {
  const first = await openLibsqlStorage(folder);
  await first.transaction((tx) => tx.putMeta('k', 'v'));
  await first.close();
  const second = await openLibsqlStorage(folder);
  expect(await second.read((tx) => tx.getMeta('k'))).toBe('v');
  await second.close();
});

test('only the owner may read the files', async () => {
  const storage = await openLibsqlStorage(join(folder, 'data'));
  await storage.transaction((tx) => tx.putMeta('k', 'v'));
  const modes = await Promise.all(
    ['', 'chat.db', 'chat.db-wal'].map(
      async (name) => (await stat(join(folder, 'data', name))).mode & 0o777,
    ),
  );
  expect(modes).toEqual([0o700, 0o600, 0o600]);
  await storage.close();
});

test('commits wait for the disk', async () => {
  const connection = openLibsqlConnection(join(folder, 'x.db'));
  expect(connection.first('PRAGMA synchronous')).toMatchObject({ synchronous: 2 });
  expect(connection.first('PRAGMA journal_mode')).toMatchObject({ journal_mode: 'wal' });
  connection.close();
});

test('a folder below a file is refused with a sentence that says what to do', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(openLibsqlStorage(join(file, 'data'))).rejects.toThrow(
    /cannot be used .* Choose a folder that this user may write to/,
  );
});

test('a folder with another layout is left alone', async () => {
  await (await openLibsqlStorage(folder)).close();
  const connection = openLibsqlConnection(join(folder, 'chat.db'));
  connection.run("UPDATE meta SET value = '99' WHERE key = 'schemaVersion'");
  connection.close();
  await expect(openLibsqlStorage(folder)).rejects.toThrow('layout 99, this one reads 1');
});

test('a file that is no database is refused', async () => {
  await writeFile(join(folder, 'chat.db'), 'not a database'.repeat(100));
  await expect(openLibsqlStorage(folder)).rejects.toThrow('cannot be used');
});
