import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createAttachmentCaller } from '../test-support/attachment-caller.ts';
import type { AttachmentCaller } from '../test-support/attachment-caller.ts';
import { setScene } from '../test-support/scene.ts';
import type { Scene } from '../test-support/scene.ts';
import { serveChatService } from './serve-chat-service.ts';
import type { ServedChatService, ServeOptions } from './serve-chat-service.ts';

const megabyte = 1024 * 1024;
/** Milliseconds for what a busy computer does late. */
const patience = { timeout: 5_000 };

let folder: string;
let served: ServedChatService;
let scene: Scene;
let caller: AttachmentCaller;
let failures: unknown[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'confab-port-'));
});
afterEach(async () => {
  await served.close();
  await rm(folder, { recursive: true, force: true });
});

async function serve(options: Partial<ServeOptions> = {}): Promise<void> {
  failures = [];
  served = await serveChatService({
    port: 0,
    storage: folder,
    onError: (error) => failures.push(error),
    ...options,
  });
  scene = await setScene(served.service);
  caller = createAttachmentCaller(fetch, served.endpoint);
}

const listFiles = async (): Promise<string[]> =>
  await readdir(join(folder, 'attachments')).catch(() => []);

/** A body that gives out what the test puts in. */
function createBody(): { body: ReadableStream<Uint8Array>; put(size: number): void; end(): void } {
  let control: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      control = controller;
    },
  });
  return {
    body,
    put: (size) => control?.enqueue(new Uint8Array(size).fill(7)),
    end: () => control?.close(),
  };
}

interface RawRequest {
  readonly socket: Socket;
  /** What has come back. */
  text(): string;
}

/** Ada's request, on a connection on which the test writes and reads the bytes itself. */
function startRequest(line: string, ...fields: readonly string[]): RawRequest {
  const { hostname, port } = new URL(served.endpoint);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  let received = '';
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
  });
  const head = [
    `${line} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${scene.ada.token}`,
    ...fields,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  return { socket, text: () => received };
}

/** An upload whose bytes the test writes. */
const startUpload = (field: string): RawRequest =>
  startRequest(
    `POST /chat/threads/${scene.threadId}/attachments`,
    'Content-Type: text/plain',
    'X-Confab-File-Name: a.txt',
    field,
  );

test('a file of 10 MB is on the disk as far as it has arrived, and comes back whole', async () => {
  await serve();
  const { body, put, end } = createBody();
  const uploading = caller.upload(scene.ada.token, scene.threadId, { body });
  put(6 * megabyte);
  await vi.waitFor(async () => {
    const [name = ''] = await listFiles();
    expect(name).toMatch(/^[0-9a-f]{32}\.part$/);
    expect((await stat(join(folder, 'attachments', name))).size).toBe(6 * megabyte);
  }, patience);
  put(4 * megabyte);
  end();
  const answer = await uploading;
  expect(answer.body.bytes).toBe(10 * megabyte);
  const response = await caller.download(scene.grace.token, answer.body.url);
  expect(response.headers.get('content-length')).toBe(String(10 * megabyte));
  let size = 0;
  for await (const piece of response.body ?? []) size += piece.length;
  expect(size).toBe(10 * megabyte);
});

test('a page of an allowed origin may ask whether it may send and fetch files', async () => {
  await serve({ cors: ['https://app.example'] });
  const response = await fetch(`${served.endpoint}/chat/threads/${scene.threadId}/attachments`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://app.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,x-confab-file-name',
    },
  });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'access-control-allow-origin': 'https://app.example',
    'access-control-allow-headers': 'authorization,content-type,x-confab-file-name',
  });
});

describe('a client that sends too much hears why', () => {
  test('when it announces it', async () => {
    await serve({ attachments: { maxBytes: megabyte } });
    const body = new Uint8Array(2 * megabyte);
    const answer = await caller.upload(scene.ada.token, scene.threadId, { body });
    expect([answer.status, answer.body.error.code]).toEqual([413, 'PayloadTooLarge']);
    expect(await listFiles()).toEqual([]);
  });

  test('when it sends in chunks, and nothing is left on the disk', async () => {
    await serve({ attachments: { maxBytes: megabyte } });
    const { body, put, end } = createBody();
    put(2 * megabyte);
    end();
    const answer = await caller.upload(scene.ada.token, scene.threadId, { body });
    expect([answer.status, answer.body.error.code]).toEqual([413, 'PayloadTooLarge']);
    await vi.waitFor(async () => expect(await listFiles()).toEqual([]), patience);
  });

  test.each([
    ['announced', 'Content-Length: 3000000', 'x'.repeat(3_000_000)],
    ['in chunks', 'Transfer-Encoding: chunked', `2dc6c0\r\n${'x'.repeat(3_000_000)}\r\n0\r\n\r\n`],
  ])('and can use its connection for what it asks next: %s', async (_title, field, body) => {
    await serve({ attachments: { maxBytes: 100_000 } });
    const { socket, text } = startUpload(field);
    socket.write(body);
    await vi.waitFor(() => expect(text()).toMatch(/^HTTP\/1\.1 413 /), patience);
    socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await vi.waitFor(() => expect(text()).toMatch(/HTTP\/1\.1 200 .*"ok"/s), patience);
  });

  test('and is cut off when it never ends', async () => {
    await serve({ attachments: { maxBytes: 1_000 } });
    const { socket, text } = startUpload('Transfer-Encoding: chunked');
    const drip = setInterval(() => socket.write(`3e8\r\n${'x'.repeat(1_000)}\r\n`), 10);
    await once(socket, 'close');
    clearInterval(drip);
    expect(text()).toMatch(/^HTTP\/1\.1 413 .*"PayloadTooLarge"/s);
    expect(await listFiles()).toEqual([]);
  });
});

describe('a client that goes away in the middle', () => {
  test('of its upload leaves nothing, and that is no failure of the service', async () => {
    await serve();
    const { socket } = startUpload('Content-Length: 1000000');
    socket.write('x'.repeat(100_000));
    await vi.waitFor(async () => expect(await listFiles()).toHaveLength(1), patience);
    socket.destroy();
    await vi.waitFor(async () => expect(await listFiles()).toEqual([]), patience);
    expect(failures).toEqual([]);
  });

  test('of a download lets the service go on', async () => {
    await serve();
    const body = new Uint8Array(8 * megabyte);
    const answer = await caller.upload(scene.ada.token, scene.threadId, { body });
    const { socket, text } = startRequest(`GET ${new URL(answer.body.url).pathname}`);
    await vi.waitFor(() => expect(text().length).toBeGreaterThan(megabyte), patience);
    socket.destroy();
    const again = await caller.download(scene.ada.token, answer.body.url);
    expect((await again.arrayBuffer()).byteLength).toBe(8 * megabyte);
    expect(failures).toEqual([]);
  });
});

describe('a client that is slow', () => {
  const bounds = { headersTimeout: 300, requestTimeout: 500, connectionsCheckingInterval: 20 };

  test('may take longer for a file than for other requests, as long as it goes on', async () => {
    await serve({ bounds });
    const { socket, text } = startUpload('Content-Length: 100');
    let sent = 0;
    // Every 20 ms one byte: 2 s in all.
    const drip = setInterval(() => {
      sent += 1;
      socket.write('x');
      if (sent === 100) clearInterval(drip);
    }, 20);
    onTestFinished(() => clearInterval(drip));
    await vi.waitFor(() => expect(text()).toMatch(/^HTTP\/1\.1 201 /), { timeout: 20_000 });
  }, 30_000);

  test('and stops in the middle of a file is answered 408, and nothing is left', async () => {
    await serve({ bounds });
    const { socket, text } = startUpload('Content-Length: 100');
    socket.write('x');
    await once(socket, 'close');
    expect(text()).toMatch(/^HTTP\/1\.1 408 .*"RequestTimeout"/s);
    await vi.waitFor(async () => expect(await listFiles()).toEqual([]), patience);
    expect(failures).toEqual([]);
  });

  test('has no more time than for other requests where no files are taken', async () => {
    await serve({ bounds, attachments: false });
    const { socket, text } = startUpload('Content-Length: 10000');
    const drip = setInterval(() => socket.write('x'), 20);
    await once(socket, 'close');
    clearInterval(drip);
    expect(text()).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('and goes on for longer than any upload may take is cut off', async () => {
    await serve({ bounds: { ...bounds, uploadTimeout: 1_000 } });
    const { socket, text } = startUpload('Content-Length: 10000000');
    const drip = setInterval(() => socket.write('x'), 20);
    await once(socket, 'close');
    clearInterval(drip);
    expect(text()).toMatch(/^HTTP\/1\.1 408 /);
  });
});
