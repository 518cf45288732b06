import { copyFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { issueTokenFor } from '../test-support/issue-token-for.ts';
import { createRestCaller } from '../test-support/rest-caller.ts';
import { startServerProcess } from '../test-support/server-process.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';
import { backUpDataFolder } from './back-up.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'confab-backup-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
});

/** A real service on `folder`, and Ada on it. */
async function serve(folder: string) {
  const server = startServerProcess('--port', '0', '--storage', folder);
  const { endpoint, connectionString } = await server.listening;
  const ada = await issueTokenFor(connectionString, 'ada');
  const call = createRestCaller(fetch, endpoint, ada.token);
  /** Opens a socket that goes on after `resume`. Returns what the service says to it. */
  const greet = async (resume?: object) => {
    const reader = createSocketReader(new WebSocket(`${endpoint.replace('http', 'ws')}/realtime`));
    await reader.send({ type: 'hello', protocol: 1, token: ada.token, ...(resume && { resume }) });
    const ready = await reader.next();
    reader.close();
    return ready;
  };
  return { server, ada, call, greet };
}

test(
  'a backup of a running service brings back what it held, with its users and keys, and no client resumes into it',
  { timeout: 60_000 },
  async () => {
    const folder = join(parent, 'data');
    const file = join(parent, 'backup.db');
    const first = await serve(folder);
    const { chatThread } = (await first.call('POST', '/chat/threads', { topic: 'Kept' })).body;
    const messages = `/chat/threads/${chatThread.id}/messages`;
    await first.call('POST', messages, { content: 'before' });
    const backup = startServerProcess('--storage', folder, '--backup', file);
    expect(await backup.ended).toEqual({
      code: 0,
      stdout: '',
      stderr: `confab-server: ${folder} is backed up in ${file}\n`,
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await first.call('POST', messages, { content: 'after' });
    const place = await first.greet();
    first.server.kill('SIGKILL');
    await first.server.ended;

    // As after the loss of the disk: a new folder that holds the backup and nothing else.
    const restored = join(parent, 'restored');
    await mkdir(restored);
    await copyFile(file, join(restored, 'chat.db'));
    const second = await serve(restored);
    expect(second.ada.userId).toBe(first.ada.userId);
    const withOldToken = createRestCaller(
      fetch,
      (await second.server.listening).endpoint,
      first.ada.token,
    );
    const { body } = await withOldToken('GET', messages);
    const texts = body.value.filter(({ type }) => type === 'text');
    expect(texts.map(({ content }) => content.message)).toEqual(['before']);
    expect((await second.call('POST', messages, { content: 'again' })).status).toBe(201);
    expect(await second.greet({ epoch: place.epoch, offset: place.offset })).toMatchObject({
      type: 'ready',
      recovered: false,
      epoch: expect.not.stringMatching(place.epoch),
    });
  },
);

describe('a backup is refused, and leaves nothing behind,', () => {
  test('when there is no data', async () => {
    const empty = join(parent, 'empty');
    await mkdir(empty);
    const backup = backUpDataFolder(empty, join(parent, 'backup.db'));
    await expect(backup).rejects.toMatchObject({ code: 'StorageUnavailable' });
    expect(await readdir(empty)).toEqual([]);
    expect(await readdir(parent)).toEqual(['empty']);
  });

  test('when the file exists', async () => {
    const file = join(parent, 'backup.db');
    await writeFile(file, 'an earlier backup');
    await expect(backUpDataFolder(parent, file)).rejects.toThrow('exists already');
    expect((await stat(file)).size).toBe('an earlier backup'.length);
  });

  test('when the data is no database', async () => {
    await writeFile(join(parent, 'chat.db'), 'x'.repeat(10_000));
    const backup = backUpDataFolder(parent, join(parent, 'backup.db'));
    await expect(backup).rejects.toThrow('was not backed up');
    expect(await readdir(parent)).toEqual(['chat.db']);
  });
});
