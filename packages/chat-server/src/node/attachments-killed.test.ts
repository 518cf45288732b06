import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createAttachmentCaller } from '../test-support/attachment-caller.ts';
import type { AttachmentCaller } from '../test-support/attachment-caller.ts';
import { issueTokenFor } from '../test-support/issue-token-for.ts';
import { createRestCaller } from '../test-support/rest-caller.ts';
import type { RestCaller } from '../test-support/rest-caller.ts';
import {
  startServerProcess,
  startServerProcessOnSmallDisk,
} from '../test-support/server-process.ts';
import type { ServerProcess } from '../test-support/server-process.ts';

/** Milliseconds for tests that start processes, on a busy computer. */
const timeout = 60_000;

async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'confab-killed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

interface Ada {
  readonly token: string;
  readonly endpoint: string;
  readonly call: RestCaller;
  readonly files: AttachmentCaller;
}

async function signIn(server: ServerProcess): Promise<Ada> {
  const { endpoint, connectionString } = await server.listening;
  const { token } = await issueTokenFor(connectionString, 'ada');
  const call = createRestCaller(fetch, endpoint, token);
  return { token, endpoint, call, files: createAttachmentCaller(fetch, endpoint) };
}

const startThread = async ({ call }: Ada): Promise<string> =>
  (await call('POST', '/chat/threads', { topic: 'T' })).body.chatThread.id;

test(
  'a process that is killed keeps every file that it acknowledged, whole, and nothing of the one on its way',
  { timeout },
  async () => {
    const folder = await createFolder();
    const options = ['--port', '0', '--storage', folder, '--rate-limits', 'off'];
    const first = startServerProcess(...options);
    const ada = await signIn(first);
    const threadId = await startThread(ada);
    const acknowledged: { url: string; text: string }[] = [];
    for (let count = 0; count < 5; count++) {
      const text = `${count}`.repeat(200_000);
      const { body } = await ada.files.upload(ada.token, threadId, { body: text });
      acknowledged.push({ url: body.url, text });
    }
    const endless = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(100_000)),
    });
    const cut = ada.files.upload(ada.token, threadId, { body: endless });
    const listParts = async (): Promise<string[]> =>
      (await readdir(join(folder, 'attachments'))).filter((name) => name.endsWith('.part'));
    await vi.waitFor(async () => expect(await listParts()).toHaveLength(1), { timeout: 10_000 });
    first.kill('SIGKILL');
    await expect(cut).rejects.toThrow('fetch failed');
    await first.ended;
    expect(await listParts()).toHaveLength(1);

    const again = await signIn(startServerProcess(...options));
    for (const { url, text } of acknowledged) {
      const response = await again.files.download(
        again.token,
        again.endpoint + new URL(url).pathname,
      );
      expect((await response.text()) === text).toBe(true);
    }
    expect(await readdir(join(folder, 'attachments'))).toHaveLength(acknowledged.length);
  },
);

test(
  'a disk that takes no more refuses a file with 503, leaves nothing of it, and takes a smaller one',
  { timeout },
  async () => {
    const folder = await createFolder();
    const options = ['--port', '0', '--storage', folder];
    const server = startServerProcessOnSmallDisk(700, ...options);
    const ada = await signIn(server);
    const threadId = await startThread(ada);
    const body = new Uint8Array(1_000_000);
    const refused = await ada.files.upload(ada.token, threadId, { body });
    expect([refused.status, refused.body.error.code]).toEqual([503, 'ServiceUnavailable']);
    expect(await readdir(join(folder, 'attachments'))).toEqual([]);
    expect((await ada.files.upload(ada.token, threadId)).status).toBe(201);
    server.kill('SIGTERM');
    expect((await server.ended).stderr).toContain('"code":"EFBIG"');
  },
);

test('the command takes what its options say, and announces it', { timeout }, async () => {
  const few = ['--attachment-bytes', '10', '--attachment-type', 'image/png'];
  const ada = await signIn(startServerProcess('--port', '0', ...few));
  const threadId = await startThread(ada);
  const config = await ada.call('GET', '/chat/config/realTimeNotifications');
  expect(config.body).toMatchObject({
    capabilities: ['idempotent-send', 'attachments'],
    attachments: { maxBytes: 10, maxBytesPerThread: 1_073_741_824, types: ['image/png'] },
  });
  const statusOf = async (mime: string, size: number): Promise<number> => {
    const body = new Uint8Array(size);
    return (await ada.files.upload(ada.token, threadId, { mime, body })).status;
  };
  expect(await statusOf('image/png', 10)).toBe(201);
  expect(await statusOf('image/png', 11)).toBe(413);
  expect(await statusOf('text/plain', 1)).toBe(415);
});
