import { expect, test, vi } from 'vitest';
import { createUploadScene, type UploadPage } from '../../test-support/upload-scene.ts';
import type { UploadAttachment } from './uploads-contract.ts';

const text = (content: string): Blob => new Blob([content], { type: 'text/plain' });
const uploading = /^POST .*\/attachments$/;
const sending = /^POST .*\/messages$/;

async function untilUploaded({ files }: UploadPage): Promise<void> {
  await vi.waitFor(() => expect(files().every(({ state }) => state === 'uploaded')).toBe(true));
}

test('a file is stored as soon as it is added, and its message carries its address, name, type and size', async () => {
  const { openAda, openGrace, threadId } = await createUploadScene();
  const [ada, grace] = [await openAda(), await openGrace()];
  const id = ada.uploads.add(threadId, text('Warp 12'), { name: 'looms & warps.txt' });
  await untilUploaded(ada);
  const { settled } = ada.uploads.send(threadId, { content: 'The plan' }, [id]);
  await settled;
  await vi.waitFor(() => expect(grace.rows()).toHaveLength(1));
  const [row] = grace.rows();
  expect(row).toMatchObject({
    content: 'The plan',
    attachments: [{ name: 'looms & warps.txt', mime: 'text/plain', bytes: 7 }],
  });
  const url = String(row?.attachments[0]?.['url']);
  expect(grace.uploads.needsToken(url)).toBe(true);
  expect(await (await grace.uploads.read(url)).text()).toBe('Warp 12');
  await vi.waitFor(() => expect(ada.files()).toEqual([]));
});

test('a message waits for its files, holds up what is written after it, and arrives before that', async () => {
  const { openAda, openGrace, threadId, network } = await createUploadScene();
  const [ada, grace] = [await openAda(), await openGrace()];
  const release = network.hold(uploading);
  const id = ada.uploads.add(threadId, text('1'), { name: 'a.txt', width: 4, height: 3 });
  ada.uploads.send(threadId, { content: '' }, [id]);
  ada.session.send(threadId, { content: 'after it' });
  await vi.waitFor(() =>
    expect(ada.rows()).toMatchObject([
      // For clients that know no attachments.
      { content: 'a.txt', sendState: 'queued', waitsFor: 'upload' },
      { content: 'after it', sendState: 'queued' },
    ]),
  );
  const [waiting] = ada.rows();
  expect(await (await ada.uploads.read(String(waiting?.attachments[0]?.['url']))).text()).toBe('1');
  expect(network.requests.filter((request) => sending.test(request))).toEqual([]);
  release();
  await vi.waitFor(() =>
    expect(grace.rows().map(({ content }) => content)).toEqual(['a.txt', 'after it']),
  );
  expect(grace.rows()[0]?.attachments).toMatchObject([
    { url: expect.stringMatching(/^http/u), width: 4, height: 3 },
  ]);
});

test('a message whose files were attached without a network leaves after a reload, when there is one', async () => {
  const { openAda, openGrace, threadId, network, page } = await createUploadScene();
  const grace = await openGrace();
  network.cut();
  page.setOnline(false);
  const before = await openAda();
  const id = before.uploads.add(threadId, text('kept'), { name: 'kept.txt' });
  before.uploads.send(threadId, { content: 'With a file' }, [id]).settled.catch(() => {});
  await vi.waitFor(() => expect(before.rows()).toMatchObject([{ waitsFor: 'network' }]));
  await before.session.dispose();

  const after = await openAda();
  expect(after.files()).toMatchObject([{ name: 'kept.txt', state: 'waiting', bytes: 4 }]);
  network.heal();
  page.setOnline(true);
  await vi.waitFor(() => expect(grace.rows()).toMatchObject([{ content: 'With a file' }]));
  const url = String(grace.rows()[0]?.attachments[0]?.['url']);
  expect(await (await grace.uploads.read(url)).text()).toBe('kept');
  await vi.waitFor(() => expect(after.files()).toEqual([]));
});

test('the files of a message that is still being written survive a reload, and go on', async () => {
  const { openAda, threadId, network } = await createUploadScene();
  const before = await openAda();
  const release = network.hold(uploading);
  before.uploads.add(threadId, text('a'), { name: 'a.txt' });
  before.uploads.add(threadId, text('bb'), { name: 'b.txt' });
  await vi.waitFor(() => expect(before.files()).toMatchObject([{ state: 'uploading' }, {}]));
  await before.session.dispose();
  const after = await openAda();
  expect(after.files().map(({ name, bytes }) => [name, bytes])).toEqual([
    ['a.txt', 1],
    ['b.txt', 2],
  ]);
  release();
  await untilUploaded(after);
});

test('a file that is taken away is uploaded no more, and not kept', async () => {
  const { openAda, threadId } = await createUploadScene();
  const signals: AbortSignal[] = [];
  const ada = await openAda({
    uploadAttachment: (_file, { signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    },
  });
  const id = ada.uploads.add(threadId, text('a'), { name: 'a.txt' });
  await vi.waitFor(() => expect(signals).toHaveLength(1));
  ada.uploads.cancel(id);
  expect(signals[0]?.aborted).toBe(true);
  expect(ada.files()).toEqual([]);
  await ada.session.dispose();
  expect((await openAda()).files()).toEqual([]);
});

test('an app stores files elsewhere, tells how far it is, and no token goes there', async () => {
  const { openAda, openGrace, threadId, network } = await createUploadScene();
  const url = 'https://files.example/9?name=%22';
  let finish = (): void => {};
  const given: unknown[] = [];
  const uploadAttachment: UploadAttachment = async ({ name, blob }, { onProgress }) => {
    given.push([name, await blob.text()]);
    onProgress(0.4);
    await new Promise<void>((resolve) => (finish = resolve));
    return { url };
  };
  const [ada, grace] = [await openAda({ uploadAttachment }), await openGrace()];
  expect(ada.session.canAttach).toBe(true);
  const id = ada.uploads.add(threadId, text('x'), { name: 'x.txt' });
  await vi.waitFor(() => expect(ada.files()).toMatchObject([{ progress: 0.4 }]));
  finish();
  await untilUploaded(ada);
  await ada.uploads.send(threadId, { content: 'here' }, [id]).settled;
  await vi.waitFor(() => expect(grace.rows()[0]?.attachments).toMatchObject([{ url }]));
  expect(given).toEqual([['x.txt', 'x']]);
  expect(grace.uploads.needsToken(url)).toBe(false);
  expect(network.requests.filter((request) => uploading.test(request))).toEqual([]);
});

test.each([
  'https://localhost/chat/threads/t/attachments/a',
  'http://localhost.evil.example/chat/threads/t/attachments/a',
  'http://ada:secret@localhost/chat/threads/t/attachments/a',
  'http://localhost:81/chat/threads/t/attachments/a',
  'http://localhost/elsewhere/attachments/a',
  'http://localhost/chat/threads/../../elsewhere',
  '//localhost/chat/threads/t/attachments/a',
  'javascript:alert(1)',
  '',
])('no token goes to %j, and nothing is read there', async (url) => {
  const { openAda, network } = await createUploadScene();
  const ada = await openAda();
  const before = network.requests.length;
  expect(ada.uploads.needsToken(url)).toBe(false);
  await expect(ada.uploads.read(url)).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(
    network.requests.slice(before).filter((request) => request.startsWith('GET /chat/threads/')),
  ).toEqual([]);
});

test('a file that is refused says why; tried again, it goes out with its message', async () => {
  const { openAda, openGrace, threadId } = await createUploadScene();
  let isAllowed = false;
  const uploadAttachment: UploadAttachment = async () => {
    if (isAllowed) return { url: 'https://files.example/1' };
    throw Object.assign(new Error('The store is closed.'), { retryable: false });
  };
  const [ada, grace] = [await openAda({ uploadAttachment }), await openGrace()];
  const id = ada.uploads.add(threadId, text('x'), { name: 'x.txt' });
  await vi.waitFor(() =>
    expect(ada.files()).toMatchObject([{ state: 'failed', failure: { code: 'upload-failed' } }]),
  );
  expect(ada.files()[0]?.failure?.message).toContain('The store is closed.');

  const sent = ada.uploads.send(threadId, { content: 'look' }, [id]);
  await expect(sent.settled).rejects.toMatchObject({ code: 'upload-failed' });
  expect(ada.rows()).toMatchObject([{ sendState: 'failed', failure: 'upload-failed' }]);
  isAllowed = true;
  await ada.session.retry(sent.clientMessageId);
  await vi.waitFor(() => expect(grace.rows()).toMatchObject([{ content: 'look' }]));
});

test.each([
  [413, 'PayloadTooLarge', 'file-too-large', false],
  [413, 'QuotaExceeded', 'thread-full', false],
  [415, 'UnsupportedMediaType', 'file-type', false],
  [403, 'Forbidden', 'forbidden', false],
])(
  'a service that answers %d %s is understood as %s',
  async (status, code, expected, retryable) => {
    const { openAda, threadId, service } = await createUploadScene();
    const ada = await openAda();
    const fetch = vi
      .spyOn(service, 'fetch')
      .mockImplementation(async () =>
        Response.json({ error: { code, message: 'No.' } }, { status }),
      );
    ada.uploads.add(threadId, text('x'), { name: 'x.txt' });
    await vi.waitFor(() =>
      expect(ada.files()).toMatchObject([{ failure: { code: expected, retryable } }]),
    );
    fetch.mockRestore();
  },
);

test('files that have more than 25 MB together are not taken', async () => {
  const { openAda, threadId, page } = await createUploadScene();
  page.setOnline(false);
  const ada = await openAda();
  const big = new Blob([new Uint8Array(13_000_000)]);
  ada.uploads.add(threadId, big, { name: 'one.bin' });
  expect(() => ada.uploads.add(threadId, big, { name: 'two.bin' })).toThrowError(
    expect.objectContaining({ code: 'uploads-full' }),
  );
  expect(ada.files().map(({ name }) => name)).toEqual(['one.bin']);
});

test('names that leave no room for the addresses are refused before anything is sent, and the files stay', async () => {
  const { openAda, threadId } = await createUploadScene();
  const ada = await openAda({ uploadAttachment: () => new Promise(() => {}) });
  const ids = Array.from({ length: 10 }, (_one, index) =>
    ada.uploads.add(threadId, text('x'), { name: `${index}${'n'.repeat(200)}` }),
  );
  expect(() => ada.uploads.send(threadId, { content: 'all' }, ids)).toThrowError(
    expect.objectContaining({ code: 'too-large' }),
  );
  expect(ada.rows()).toEqual([]);
  expect(ada.files()).toHaveLength(10);
  expect(ada.files().every(({ clientMessageId }) => clientMessageId === undefined)).toBe(true);
  expect(() => ada.uploads.send(threadId, { content: 'x' }, ['nothing'])).toThrowError(
    expect.objectContaining({ code: 'invalid-argument' }),
  );
});

test('a message that is taken back lets its files go', async () => {
  const { openAda, threadId } = await createUploadScene();
  const ada = await openAda({ uploadAttachment: () => new Promise(() => {}) });
  const id = ada.uploads.add(threadId, text('x'), { name: 'x.txt' });
  const { clientMessageId, settled } = ada.uploads.send(threadId, { content: 'oops' }, [id]);
  settled.catch(() => {});
  expect(ada.session.discard(clientMessageId)).toBe(true);
  await vi.waitFor(() => expect(ada.files()).toEqual([]));
});

test('the other tabs of the user show the same files, and the one that sends takes them over', async () => {
  const { openAda, openGrace, threadId, network } = await createUploadScene();
  const [first, second, grace] = [await openAda(), await openAda(), await openGrace()];
  const id = second.uploads.add(threadId, text('x'), { name: 'x.txt' });
  await vi.waitFor(() => expect(first.files()).toMatchObject([{ id, name: 'x.txt' }]));
  await untilUploaded(first);
  await second.uploads.send(threadId, { content: 'from the second' }, [id]).settled;
  await vi.waitFor(() => expect(grace.rows()).toMatchObject([{ content: 'from the second' }]));
  await vi.waitFor(() => expect([first.files(), second.files()]).toEqual([[], []]));
  expect(network.requests.filter((request) => sending.test(request))).toHaveLength(1);
});

test('what is signed out leaves no file behind', async () => {
  const { openAda, threadId, page } = await createUploadScene();
  page.setOnline(false);
  const ada = await openAda();
  ada.uploads.add(threadId, text('x'), { name: 'x.txt' });
  await ada.session.signOut();
  expect((await openAda()).files()).toEqual([]);
});
