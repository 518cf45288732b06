import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createChatService } from '../chat-service.ts';
import type { ChatStorage } from '../storage/chat-storage.ts';
import { createMemoryStorage } from '../storage/memory-storage.ts';
import { setScene } from '../test-support/scene.ts';
import { createSocketReader } from '../test-support/socket-reader.ts';
import { openLibsqlStorage } from './libsql-storage.ts';

const places: readonly [string, () => Promise<ChatStorage>][] = [
  ['in memory', async () => createMemoryStorage()],
  [
    'on disk',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'confab-close-'));
      onTestFinished(() => rm(folder, { recursive: true, force: true }));
      return await openLibsqlStorage(folder);
    },
  ],
];

test.each(places)(
  'a service %s that closes in the middle of everything leaves nothing waiting and tells nobody of a failure',
  async (_place, open) => {
    const failures: unknown[] = [];
    const service = await createChatService({
      storage: await open(),
      onError: (error) => failures.push(error),
    });
    const { ada, threadId } = await setScene(service);
    const path = `/chat/threads/${threadId}/messages`;
    const sockets = Array.from({ length: 8 }, () =>
      createSocketReader(service.webSocket('ws://localhost/realtime')),
    );
    for (const socket of sockets.slice(0, 4)) {
      await socket.send({ type: 'hello', protocol: 1, token: ada.token });
    }
    // These open only after the service has begun to close.
    const greeting = sockets
      .slice(4)
      .map((socket) => socket.send({ type: 'hello', protocol: 1, token: ada.token }));
    const answers = Array.from({ length: 150 }, (_, index) =>
      ada.call('POST', path, { content: `${index}` }),
    );
    const others = [
      ada.call('GET', path),
      service.createUser('late'),
      service.seed({ threads: [] }),
    ];
    const closing = [service.close(), service.close()];
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(
      answers.map(() => 201),
    );
    await Promise.allSettled([...others, ...greeting, ...closing]);
    expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual(sockets.map(() => 1012));
    await expect(ada.call('GET', path)).rejects.toThrow('closed');
    expect(failures).toEqual([]);
  },
);

test('a service can be closed twice, and both wait until the storage is closed', async () => {
  const storage = createMemoryStorage();
  let isClosed = false;
  const close = async (): Promise<void> => {
    await storage.close();
    isClosed = true;
  };
  const service = await createChatService({ storage: { ...storage, close } });
  void service.close();
  await service.close();
  expect(isClosed).toBe(true);
});
