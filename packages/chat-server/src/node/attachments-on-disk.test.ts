import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import naughtyStrings from 'big-list-of-naughty-strings/blns.json' with { type: 'json' };
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAttachmentCaller } from '../test-support/attachment-caller.ts';
import type { AttachmentCaller } from '../test-support/attachment-caller.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene } from '../test-support/scene.ts';
import { openLibsqlStorage } from './libsql-storage.ts';
import { serveChatService } from './serve-chat-service.ts';
import type { ServedChatService, ServeOptions } from './serve-chat-service.ts';

let folder: string;
let served: ServedChatService[];
let scene: Scene;
let caller: AttachmentCaller;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'confab-files-'));
  served = [];
});
afterEach(async () => {
  for (const service of served) await service.close();
  await rm(folder, { recursive: true, force: true });
});

async function serve(options: Partial<ServeOptions> = {}): Promise<ServedChatService> {
  const service = await serveChatService({ port: 0, storage: folder, ...options });
  served.push(service);
  caller = createAttachmentCaller(fetch, service.endpoint);
  return service;
}

async function serveScene(options: Partial<ServeOptions> = {}): Promise<void> {
  const { service } = await serve(options);
  scene = await setScene(service);
}

const listFiles = async (): Promise<string[]> =>
  await readdir(join(folder, 'attachments')).catch(() => []);
/** The address on the port of another service than the one that gave it. */
const moveTo = ({ endpoint }: ServedChatService, url: string): string =>
  endpoint + new URL(url).pathname;

test('files outlive a restart, and so does who may read them', async () => {
  await serveScene();
  const { token } = scene.ada;
  const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 253);
  const file = { name: '한국어 😀.png', mime: 'image/png', body: bytes };
  const { body } = await caller.upload(token, scene.threadId, file);
  await served.pop()?.close();
  const again = await serve();
  const url = moveTo(again, body.url);
  const response = await caller.download(token, url);
  expect(response.headers.get('content-disposition')).toContain(encodeURIComponent(file.name));
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  const mallory = await again.service.createUser('mallory');
  expect((await caller.download(mallory.token, url)).status).toBe(404);
});

test('what somebody attaches through one process is read through another on the same folder', async () => {
  await serveScene({ shareStorage: true });
  const { body } = await caller.upload(scene.ada.token, scene.threadId);
  const other = await serve({ shareStorage: true });
  const response = await caller.download(scene.grace.token, moveTo(other, body.url));
  expect([response.status, await response.text()]).toEqual([200, 'Hello']);
});

test('nothing that a caller says becomes part of a path', async () => {
  await serveScene();
  const before = await readdir(folder);
  const names = [
    '../../evil',
    '..\\..\\evil',
    '/etc/passwd',
    'C:\\evil',
    'CON',
    'a\0b',
    '%2e%2e/x',
  ];
  for (const name of [...names, ...naughtyStrings.slice(1, 60)]) {
    expect((await caller.upload(scene.ada.token, scene.threadId, { name })).status).toBe(201);
  }
  const files = await listFiles();
  expect(files).toHaveLength(names.length + 59);
  expect(files.filter((name) => !/^[0-9a-f]{32}$/.test(name))).toEqual([]);
  expect((await readdir(folder)).toSorted()).toEqual([...before, 'attachments'].toSorted());
});

test('a deleted thread leaves no files on the disk', async () => {
  const timers: (() => void)[] = [];
  await serveScene({
    schedule: (callback) => {
      timers.push(callback);
      return () => undefined;
    },
  });
  await caller.upload(scene.ada.token, scene.threadId);
  expect(await listFiles()).toHaveLength(1);
  await scene.ada.call('DELETE', `/chat/threads/${scene.threadId}`);
  await vi.waitFor(async () => {
    for (const run of timers.splice(0)) run();
    expect(await listFiles()).toEqual([]);
  });
});

describe('what a killed process leaves', () => {
  const id = '0123456789abcdef0123456789abcdef';

  test('of a file that was not whole is gone with the next start', async () => {
    await serveScene();
    const { body } = await caller.upload(scene.ada.token, scene.threadId);
    await served.pop()?.close();
    await writeFile(join(folder, 'attachments', `${id}.part`), 'hal');
    await serve();
    expect(await listFiles()).toEqual([body.id]);
  });

  test('between a file and its row is no attachment, and is removed when its hour is over', async () => {
    await serveScene();
    const { body } = await caller.upload(scene.ada.token, scene.threadId);
    await served.pop()?.close();
    // What an upload does before its row is stored.
    const storage = await openLibsqlStorage(folder);
    const dueAt = Date.now() + 60 * 60_000;
    await storage.transaction((tx) => tx.putAttachmentRemoval({ attachmentId: id, dueAt }));
    await storage.attachments.write(
      id,
      (async function* () {
        yield new Uint8Array(3);
      })(),
    );
    await storage.close();

    const next = await serve();
    const lost = moveTo(next, body.url).replace(body.id, id);
    expect((await caller.download(scene.ada.token, lost)).status).toBe(404);
    expect((await listFiles()).toSorted()).toEqual([id, body.id].toSorted());
    await served.pop()?.close();

    await serve({ clock: { now: () => dueAt } });
    await vi.waitFor(async () => expect(await listFiles()).toEqual([body.id]));
  });
});

test('a row whose file is gone, as after a restore without the files, answers like a missing attachment', async () => {
  await serveScene();
  const { body } = await caller.upload(scene.ada.token, scene.threadId);
  await rm(join(folder, 'attachments', body.id));
  const response = await caller.download(scene.ada.token, body.url);
  expect([response.status, response.headers.get('content-disposition')]).toEqual([404, null]);
});

test('when the folder cannot be written to, the upload fails, no row is left, and the log has the reason', async () => {
  const failures: unknown[] = [];
  await serveScene({
    attachments: { maxBytesPerThread: 5 },
    onError: (error) => failures.push(error),
  });
  await writeFile(join(folder, 'attachments'), 'in the way');
  const answer = await caller.upload(scene.ada.token, scene.threadId);
  expect([answer.status, answer.body.error.code]).toEqual([500, 'InternalError']);
  expect(answer.body.error.message).not.toContain(folder);
  expect(failures).toMatchObject([{ code: 'EEXIST' }]);
  await rm(join(folder, 'attachments'));
  // A row would have used up the space of the thread.
  expect((await caller.upload(scene.ada.token, scene.threadId)).status).toBe(201);
});
