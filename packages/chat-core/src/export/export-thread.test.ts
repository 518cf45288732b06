import { createChatService, type ChatService } from '@confab/chat-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ChatClient } from '../chat-client.ts';
import { createTokenCredential } from '../token-credential.ts';
import { exportThread } from './export-thread.ts';

let service: ChatService;
let ada: ChatClient;
let graceId: string;
let threadId: string;

beforeEach(async () => {
  service = await createChatService();
  const user = await service.createUser('Ada');
  graceId = (await service.createUser('Grace')).userId;
  ada = new ChatClient('http://localhost', createTokenCredential(user.token), {
    fetch: (url, init) => service.fetch(url, init),
    webSocket: (url) => service.webSocket(url),
  });
  const { chatThread } = await ada.createChatThread(
    { topic: 'Plans <b>' },
    {
      participants: [
        { id: { communicationUserId: user.userId }, displayName: 'Ada' },
        { id: { communicationUserId: graceId }, displayName: 'Grace "G"' },
      ],
    },
  );
  threadId = chatThread?.id ?? '';
});
afterEach(() => service.close());

async function say(
  message: string,
  type: 'text' | 'html' = 'text',
  metadata = {},
): Promise<string> {
  const thread = ada.getChatThreadClient(threadId);
  const { id } = await thread.sendMessage(
    { content: message },
    { type, senderDisplayName: 'Ada', metadata },
  );
  return id;
}

const now = (): number => Date.UTC(2026, 2, 11, 9, 30);

describe('an export', () => {
  test('holds every message of all pages, oldest first, with edits, deletions and metadata', async () => {
    const thread = ada.getChatThreadClient(threadId);
    const ids: string[] = [];
    for (let count = 0; count < 205; count += 1) ids.push(await say(`Message ${count}`));
    await thread.updateMessage(ids[3] ?? '', { content: 'Changed' });
    await thread.deleteMessage(ids[4] ?? '');
    await say('Answer', 'text', { 'confab.replyTo': ids[0] ?? '' });
    const progress: number[] = [];
    const { data } = await exportThread(ada, threadId, {
      now,
      onProgress: (count) => progress.push(count),
    });
    expect(data).toMatchObject({
      format: 'confab-thread-export',
      version: 1,
      exportedAt: '2026-03-11T09:30:00.000Z',
      thread: { id: threadId, topic: 'Plans <b>' },
    });
    expect(data.participants.map(({ displayName }) => displayName).toSorted()).toEqual([
      'Ada',
      'Grace "G"',
    ]);
    const written = data.messages.filter(({ type }) => type === 'text');
    expect(written.map(({ id }) => id).slice(0, 205)).toEqual(ids);
    expect(written[3]).toMatchObject({ content: 'Changed', editedOn: expect.any(String) });
    expect(written[4]).toMatchObject({ deletedOn: expect.any(String) });
    expect(written[4]).not.toHaveProperty('content');
    expect(written[205]?.metadata).toEqual({ 'confab.replyTo': ids[0] });
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toBe(data.messages.length);
  });

  test('as JSON is the same data again, and the same text each time', async () => {
    await say('Hello');
    const { data, toJson } = await exportThread(ada, threadId, { now });
    expect(JSON.parse(toJson())).toEqual(data);
    expect((await exportThread(ada, threadId, { now })).toJson()).toBe(toJson());
  });

  test('is given up when it is not wanted any more', async () => {
    await expect(
      exportThread(ada, threadId, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: expect.stringMatching(/Error/) });
  });

  test('is refused to who is not in the thread', async () => {
    const { token } = await service.createUser('Mallory');
    const mallory = new ChatClient('http://localhost', createTokenCredential(token), {
      fetch: (url, init) => service.fetch(url, init),
    });
    await expect(exportThread(mallory, threadId)).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('the page of an export', () => {
  test('reads as a conversation: days, names, times, answers, what was deleted', async () => {
    const first = await say('Tea at ten?');
    await say('Yes', 'text', { 'confab.replyTo': first });
    await say('<p>Rich <b>text</b></p>', 'html');
    const { toHtml } = await exportThread(ada, threadId, { now });
    const page = toHtml({ locale: 'en-GB', timeZone: 'UTC' });
    expect(page).toContain('<h1 dir="auto">Plans &lt;b&gt;</h1>');
    expect(page).toContain(`href="#m-${first}">Ada: Tea at ten?</a>`);
    expect(page).toContain('<p dir="auto">Rich text</p>');
    expect(page).toMatch(/<time datetime="[^"]+Z">\d\d:\d\d<\/time>/);
    expect(page).toContain('added');
  });

  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '</p></article><iframe srcdoc="x">',
    '<!--',
    '&lt;script&gt;',
    '\u202Egnp.exe',
    ']]><?php echo 1;',
  ];

  test.each(hostile)(
    'shows %o as the letters that it is, in texts, names and files',
    async (text) => {
      await say(text, 'text', {
        'confab.attachments': JSON.stringify([{ url: 'javascript:alert(1)', name: text }]),
      });
      await say(text, 'html');
      await ada.getChatThreadClient(threadId).updateTopic(text);
      const { toHtml } = await exportThread(ada, threadId, { now });
      const page = toHtml();
      const body = page.slice(page.indexOf('<body>'));
      expect(body).not.toMatch(/<(?:script|img|svg|iframe|style|object|embed|form|\?|!--)/i);
      expect(body).not.toMatch(/<[^>]+\son\w+\s*=/i);
      expect(body).not.toMatch(/(?:href|src)="(?!#m-)/i);
      expect(page).toContain("default-src 'none'");
    },
  );
});
