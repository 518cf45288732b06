import { expect, onTestFinished, test, vi } from 'vitest';
import { commands } from 'vitest/browser';
import { ChatClient } from '../../chat-client.ts';
import { createTokenCredential } from '../../token-credential.ts';
import { createChatSession } from '../chat-session.ts';
import type { ChatSession } from '../session-contract.ts';
import type { ChatSessionOptions } from '../session-options.ts';
import type { UploadAttachment } from './uploads-contract.ts';

/** A person on a service with a port, and how to open pages of theirs. All share one real database, its locks and its channel. */
async function createPerson() {
  const { userId, token, endpoint } = await commands.createServedUser('confab', 'Ada');
  const sessions: ChatSession[] = [];
  onTestFinished(async () => {
    for (const session of sessions) await session.dispose();
    await sessions[0]?.signOut();
  });
  const open = (options: Partial<ChatSessionOptions> = {}): ChatSession => {
    const client = new ChatClient(endpoint, createTokenCredential(token));
    const session = createChatSession(client, { userId, ...options });
    sessions.push(session);
    session.start();
    return session;
  };
  const { threadId } = await open().createThread({ topic: 'Looms' });
  return { open, threadId };
}

test('a file that is uploaded over HTTP is read back as it was', async () => {
  const { open, threadId } = await createPerson();
  const uploads = await open().uploads();
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));
  const file = new Blob(
    Array.from({ length: 100 }, () => bytes),
    { type: 'image/png' },
  );
  uploads.add(threadId, file, { name: 'Ketten & Schüsse 🧵.png' });
  await vi.waitFor(() => expect(uploads.list(threadId)).toMatchObject([{ state: 'uploaded' }]));
  const [id = ''] = uploads.list(threadId).map((one) => one.id);
  const session = open();
  const handle = uploads.send(threadId, { content: 'The picture' }, [id]);
  await handle.settled;
  const metadata: string[] = [];
  session.subscribe((batch) => {
    for (const event of batch)
      if (event.type === 'messages-listed')
        metadata.push(...event.messages.map((one) => one.metadata?.['confab.attachments'] ?? ''));
  });
  await session.loadMessages(threadId);
  const [stored] = JSON.parse(metadata.find((json) => json !== '') ?? '[]');
  expect(stored).toMatchObject({ name: 'Ketten & Schüsse 🧵.png', bytes: 6_000_000 });
  const other = await session.uploads();
  const back = await other.read(stored.url);
  expect(back.type).toBe('image/png');
  expect(new Uint8Array(await back.arrayBuffer()).subarray(-60_000)).toEqual(bytes);
});

test('a file is still on the device after the page has gone', async () => {
  const { open, threadId } = await createPerson();
  const never: UploadAttachment = () => new Promise(() => {});
  const first = open({ uploadAttachment: never });
  (await first.uploads()).add(threadId, new Blob(['warp and weft']), { name: 'plan.txt' });
  await first.dispose();
  const uploads = await open({ uploadAttachment: never }).uploads();
  const [file] = uploads.list(threadId);
  expect(file).toMatchObject({ name: 'plan.txt', bytes: 13 });
  expect(await uploads.blobOf(file?.id ?? '')?.text()).toBe('warp and weft');
});

test('one tab uploads a file; when it goes, another one takes over', async () => {
  const { open, threadId } = await createPerson();
  const begun: string[] = [];
  const uploadIn = (tab: string): UploadAttachment =>
    vi.fn<UploadAttachment>(async () => {
      begun.push(tab);
      return tab === 'second' ? { url: 'https://files.example/1' } : new Promise(() => {});
    });
  const first = open({ uploadAttachment: uploadIn('first') });
  const second = open({ uploadAttachment: uploadIn('second') });
  const [mine, other] = [await first.uploads(), await second.uploads()];
  mine.add(threadId, new Blob(['x']), { name: 'x.txt' });
  await vi.waitFor(() => expect(other.list(threadId)).toMatchObject([{ state: 'waiting' }]));
  expect(begun).toEqual(['first']);
  await first.dispose();
  await vi.waitFor(() => expect(other.list(threadId)).toMatchObject([{ state: 'uploaded' }]));
  expect(begun).toEqual(['first', 'second']);
});
