import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { issueTokenFor } from '../test-support/issue-token-for.ts';
import { createRestCaller } from '../test-support/rest-caller.ts';
import { startServerProcess } from '../test-support/server-process.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import { serveChatService } from './serve-chat-service.ts';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'confab-lock-'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

describe('a data folder', { timeout: 30_000 }, () => {
  test('serves one process: a second one says why it does not start, and the first one goes on', async () => {
    const options = ['--port', '0', '--storage', join(parent, 'two')];
    const first = startServerProcess(...options);
    const { endpoint } = await first.listening;
    const { code, stdout, stderr } = await startServerProcess(...options).ended;
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^confab-server: The data folder .+two is in use by another .+\n$/);
    expect((await fetch(`${endpoint}/ready`)).status).toBe(200);
  });

  test('is free again at once after kill -9, and after a clean end', async () => {
    const options = ['--port', '0', '--storage', join(parent, 'killed')];
    for (const signal of ['SIGKILL', 'SIGTERM', 'SIGKILL'] as const) {
      const server = startServerProcess(...options);
      const { endpoint } = await server.listening;
      expect((await fetch(`${endpoint}/ready`)).status).toBe(200);
      server.kill(signal);
      await server.ended;
    }
  });

  test('serves several processes that all agree to share it, and an event of one reaches clients of the other', async () => {
    const options = ['--port', '0', '--share-storage', '--storage', join(parent, 'shared')];
    const servers = [startServerProcess(...options), startServerProcess(...options)];
    const [first, second] = await Promise.all(servers.map(({ listening }) => listening));
    const ada = await issueTokenFor(first?.connectionString ?? '', 'ada');
    expect(await issueTokenFor(second?.connectionString ?? '', 'ada')).toMatchObject({
      userId: ada.userId,
    });

    const socketUrl = `${second?.endpoint.replace('http', 'ws')}/realtime`;
    const reader = createSocketReader(new WebSocket(socketUrl));
    await reader.send({ type: 'hello', protocol: 1, token: ada.token });
    expect(await reader.next()).toMatchObject({ type: 'ready' });
    const call = createRestCaller(fetch, first?.endpoint ?? '', ada.token);
    expect((await call('POST', '/chat/threads', { topic: 'T' })).status).toBe(201);
    expect(await reader.next()).toMatchObject({ type: 'event', event: 'chatThreadCreated' });
    reader.close();
  });
});

test(
  'another process stays out, also after this one was refused its own folder',
  { timeout: 30_000 },
  async () => {
    const folder = join(parent, 'refused');
    const served = await serveChatService({ port: 0, storage: folder });
    await expect(serveChatService({ port: 0, storage: folder })).rejects.toThrow('in use');
    const { code, stderr } = await startServerProcess('--port', '0', '--storage', folder).ended;
    expect([code, stderr]).toEqual([1, expect.stringContaining('is in use by another')]);
    await served.close();
  },
);

describe('within one process', () => {
  test('the lock is held until it is released', async () => {
    const folder = join(parent, 'own');
    const lock = await lockDataFolder(folder);
    await expect(lockDataFolder(folder)).rejects.toMatchObject({ code: 'StorageUnavailable' });
    lock.release();
    (await lockDataFolder(folder)).release();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'lock.db'))).mode & 0o777).toBe(0o600);
  });

  test('a service lets go of the folder when it closes and when it fails to start', async () => {
    const storage = join(parent, 'served');
    const served = await serveChatService({ port: 0, storage });
    const port = Number(new URL(served.endpoint).port);
    await expect(serveChatService({ port: 0, storage })).rejects.toThrow('in use by another');
    const elsewhere = join(parent, 'elsewhere');
    await expect(serveChatService({ port, storage: elsewhere })).rejects.toThrow('is in use');
    (await lockDataFolder(elsewhere)).release();
    await served.close();
    (await lockDataFolder(storage)).release();
  });

  test('a folder that cannot be used is not reported as one in use', async () => {
    const file = join(parent, 'file');
    await writeFile(file, '');
    await expect(lockDataFolder(join(file, 'data'))).rejects.toThrow('cannot be used');
  });
});
