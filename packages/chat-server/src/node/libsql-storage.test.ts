import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { ChatStorage } from '../storage/chat-storage.ts';
import { attachment, thread } from '../test-support/storage-rows.ts';
import { layout1 } from '../test-support/libsql-layout-1.ts';
import { describeStorageContract } from '../test-support/storage-contract.ts';
import { openLibsqlConnection } from './libsql-connection.ts';
import { createLibsqlStorage, openFolder, openLibsqlStorage } from './libsql-storage.ts';

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
  expect(connection.first('PRAGMA synchronous')).toEqual([2]);
  expect(connection.first('PRAGMA journal_mode')).toEqual(['wal']);
  connection.close();
});

test('two processes may set up the same folder at the same moment', async () => {
  const opener = fork(new URL('../test-support/folder-opener.ts', import.meta.url), {
    execArgv: ['--import', 'tsx', '--conditions=@confab/source'],
  });
  onTestFinished(() => void opener.kill());
  await once(opener, 'message');
  for (let round = 0; round < 60; round += 1) {
    const shared = join(folder, String(round));
    const answered = once(opener, 'message');
    opener.send(shared);
    const storage = await openLibsqlStorage(shared);
    expect(await answered).toEqual(['', undefined]);
    await storage.close();
  }
}, 30_000);

test('a folder below a file is refused with a sentence that says what to do', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(openLibsqlStorage(join(file, 'data'))).rejects.toThrow(
    /cannot be used .* Choose a folder that this user may write to/,
  );
});

test('a folder of a newer version is left alone', async () => {
  await (await openLibsqlStorage(folder)).close();
  const connection = openLibsqlConnection(join(folder, 'chat.db'));
  connection.run("UPDATE meta SET value = '99' WHERE key = 'schemaVersion'");
  connection.close();
  await expect(openLibsqlStorage(folder)).rejects.toThrow('layout 99, this one reads up to 3');
});

test('a file that is no database is refused', async () => {
  await writeFile(join(folder, 'chat.db'), 'not a database'.repeat(100));
  await expect(openLibsqlStorage(folder)).rejects.toThrow('cannot be used');
});

test('a folder of the first layout keeps everything but the event log, whose name changes', async () => {
  const old = openLibsqlConnection(join(folder, 'chat.db'));
  old.exec(layout1);
  old.exec(`
    INSERT INTO meta VALUES ('schemaVersion', '1'), ('epoch', 'old'), ('accessKey', 'kept');
    INSERT INTO users VALUES ('ada', 'Ada', 1, 5, NULL);
    INSERT INTO threads VALUES
      ('t1', 'Kept', 1000, 'ada', '{}', '{"kind":"none"}', NULL, 1, 1000, 1000),
      ('t2', 'Due', 1000, 'ada', '{}',
       '{"kind":"threadCreationDate","deleteThreadAfterDays":30}', NULL, 0, 1000, 1000);
    INSERT INTO participants VALUES ('t1', 'ada', 'Ada', NULL, '{}', 1000, NULL);
    INSERT INTO messages VALUES
      ('t1', 1000, 1, 1000, 'text', '{"message":"Hi"}', 'ada', NULL, '{}', NULL, NULL);
    INSERT INTO event_logs VALUES ('ada', 0, 1);
    INSERT INTO events VALUES ('ada', 1, 'chatMessageReceived', 't1', '{}', NULL);
  `);
  old.close();
  for (let opening = 1; opening <= 2; opening++) {
    const storage = await openLibsqlStorage(folder);
    await storage.read(async (tx) => {
      expect(await tx.getMeta('epoch')).toBeUndefined();
      expect(await tx.getMeta('accessKey')).toBe('kept');
      expect(await tx.getUserByName('Ada')).toMatchObject({ userId: 'ada' });
      expect(await tx.listMessages('t1', { limit: 9 })).toMatchObject([{ messageId: 1000 }]);
      expect(await tx.listMembers('t1')).toMatchObject([{ userId: 'ada', eventsAfter: 0 }]);
      expect(await tx.getThread('t1')).toMatchObject({ topic: 'Kept', deleteAt: null });
      expect(await tx.listThreadsDue(Date.UTC(2100, 0), 9)).toMatchObject([
        { threadId: 't2', deleteAt: 1000 + 30 * 86_400_000 },
      ]);
      expect(await tx.listEvents(0, 9)).toEqual([]);
    });
    await storage.close();
  }
});

test('a folder of the second layout keeps everything and takes attachments from then on', async () => {
  const before = await openLibsqlStorage(folder);
  await before.transaction((tx) => tx.putThread(thread));
  await before.close();
  const old = openLibsqlConnection(join(folder, 'chat.db'));
  old.exec(`
    DROP TABLE attachments;
    DROP TABLE attachment_removals;
    UPDATE meta SET value = '2' WHERE key = 'schemaVersion';
  `);
  old.close();
  const storage = await openLibsqlStorage(folder);
  await storage.transaction((tx) => tx.putAttachment(attachment));
  await storage.read(async (tx) => {
    expect(await tx.getThread(thread.threadId)).toEqual(thread);
    expect(await tx.sumAttachmentBytes(thread.threadId)).toBe(attachment.bytes);
  });
  await storage.close();
});

describe('a database in trouble', () => {
  const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY_RECOVERY' });

  test('leaves no change waiting for ever, also when it cannot even be rolled back', async () => {
    const connection = await openFolder(folder);
    let isBroken = true;
    const storage = createLibsqlStorage({
      ...connection,
      exec: (sql) => {
        if (isBroken && sql === 'COMMIT') throw new Error('no commit');
        if (isBroken && sql === 'ROLLBACK') {
          connection.exec(sql);
          throw new Error('no rollback');
        }
        connection.exec(sql);
      },
    });
    const store = (key: string) => storage.transaction((tx) => tx.putMeta(key, 'v'));
    const results = await Promise.allSettled([store('a'), store('b')]);
    expect(results).toMatchObject([
      { reason: { message: 'no commit' } },
      { reason: { message: 'no commit' } },
    ]);
    isBroken = false;
    await store('c');
    expect(await storage.read((tx) => tx.getMeta('a'))).toBeUndefined();
    expect(await storage.read((tx) => tx.getMeta('c'))).toBe('v');
    await storage.close();
  });

  test('is read again once another process has put it in order', async () => {
    const connection = await openFolder(folder);
    let refusals = 3;
    const storage = createLibsqlStorage({
      ...connection,
      first: (sql, ...values) => {
        refusals -= 1;
        if (refusals >= 0) throw busy;
        return connection.first(sql, ...values);
      },
    });
    expect(await storage.read((tx) => tx.getMeta('schemaVersion'))).toBe('3');
    await storage.close();
  });

  test('answers a read with "try again" and the cause, and the next one works', async () => {
    const connection = await openFolder(folder);
    const broken = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' });
    let isBroken = true;
    const storage = createLibsqlStorage({
      ...connection,
      first: (sql, ...values) => {
        if (!isBroken) return connection.first(sql, ...values);
        isBroken = false;
        // After some errors the database has ended the transaction by itself.
        connection.exec('ROLLBACK');
        throw broken;
      },
    });
    const reading = storage.read((tx) => tx.getMeta('schemaVersion'));
    await expect(reading).rejects.toMatchObject({ code: 'ServiceUnavailable', cause: broken });
    expect(await storage.read((tx) => tx.getMeta('schemaVersion'))).toBe('3');
    await storage.close();
  });

  test('keeps a change waiting while another process writes, but nobody who reads', async () => {
    const storage = await openLibsqlStorage(folder);
    const other = openLibsqlConnection(join(folder, 'chat.db'));
    other.exec('BEGIN IMMEDIATE');
    let isStored = false;
    const storing = storage.transaction((tx) => tx.putMeta('k', 'v')).then(() => (isStored = true));
    for (let count = 0; count < 50; count++) {
      expect(await storage.read((tx) => tx.getMeta('k'))).toBeUndefined();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(isStored).toBe(false);
    other.exec('COMMIT');
    await storing;
    expect(await storage.read((tx) => tx.getMeta('k'))).toBe('v');
    other.close();
    await storage.close();
  });

  test('can be closed twice, and both wait until it is closed', async () => {
    const connection = await openFolder(folder);
    let isClosed = false;
    const storage = createLibsqlStorage({
      ...connection,
      close: () => {
        isClosed = true;
        connection.close();
      },
    });
    void storage.transaction((tx) => tx.putMeta('k', 'v'));
    void storage.close();
    await storage.close();
    expect(isClosed).toBe(true);
  });
});

test('outdated typing notifications do not pile up on the disk', async () => {
  const connection = await openFolder(folder);
  const storage = createLibsqlStorage(connection);
  const typing = {
    event: 'typing',
    threadId: 't',
    data: '{}',
    messageId: null,
    exceptUserId: null,
  };
  for (let now = 0; now < 50; now++) {
    await storage.transaction((tx) =>
      tx.appendEvent({ ...typing, alsoTo: [], expiresAt: now + 5 }, { now, keep: 1_000 }),
    );
  }
  const [count] = connection.first('SELECT count(*) FROM events') ?? [];
  expect(count).toBeLessThanOrEqual(5);
  await storage.close();
});

test('two storages on one folder write in turn and see each other’s rows', async () => {
  const storages = [await openLibsqlStorage(folder), await openLibsqlStorage(folder)];
  const increment = (storage: ChatStorage) =>
    storage.transaction(async (tx) => {
      const count = Number((await tx.getMeta('count')) ?? 0);
      await new Promise((resolve) => setImmediate(resolve));
      await tx.putMeta('count', String(count + 1));
    });
  await Promise.all(
    storages.flatMap((storage) => Array.from({ length: 20 }, () => increment(storage))),
  );
  for (const storage of storages) {
    expect(await storage.read((tx) => tx.getMeta('count'))).toBe('40');
    await storage.close();
  }
});
