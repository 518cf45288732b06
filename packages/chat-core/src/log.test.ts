import { AzureLogger, setLogLevel } from '@azure/logger';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { log } from './log.ts';
import { createChatFixture, type ChatFixture } from './test-support/chat-fixture.ts';
import { collect } from './test-support/collect.ts';
import { createErrorAnswer, createRecordingFetch } from './test-support/recording-fetch.ts';
import { catchError } from './test-support/scripted-client.ts';

const writeToConsole = AzureLogger.log;
let lines: string[];

beforeEach(() => {
  lines = [];
  AzureLogger.log = (...parts: unknown[]) => void lines.push(parts.map(String).join(' '));
});
afterEach(() => {
  setLogLevel();
  AzureLogger.log = writeToConsole;
});

/** Waits until what was logged so far has been written. */
async function settle(): Promise<void> {
  await import('./log-writer.ts');
  await new Promise((resolve) => setTimeout(resolve));
}

describe('a line', () => {
  test('goes to the official client’s namespace, under its level', async () => {
    setLogLevel('info');
    log.info('Hello');
    log.verbose('Hidden');
    log.warning('Careful');
    await settle();
    expect(lines).toEqual([
      'azure:communication-chat:info Hello',
      'azure:communication-chat:warning Careful',
    ]);
  });

  test('shows of a URL only the API version', async () => {
    setLogLevel('info');
    log.info('GET https://x.example/a?syncState=secret&api-version=2025-03-15&startTime=0#part');
    await settle();
    expect(lines[0]).toContain(
      'https://x.example/a?syncState=REDACTED&api-version=2025-03-15&startTime=REDACTED#part',
    );
  });

  test('shows of JSON the structure, ids and times, and no other text', async () => {
    setLogLevel('verbose');
    const json = {
      id: '7',
      createdOn: '2026-01-01T00:00:00Z',
      sequence: 3,
      content: { message: 'private' },
      metadata: { id: 'private' },
      participants: [{ rawId: '8:acs:x', displayName: 'private' }],
      list: ['private'],
    };
    log.verbose('Answer', JSON.stringify(json));
    log.verbose('Answer', '<html>private');
    await settle();
    expect(lines.join()).not.toContain('private');
    expect(JSON.parse(lines[0]?.slice(lines[0].indexOf('{')) ?? '')).toEqual({
      ...json,
      content: { message: 'REDACTED' },
      metadata: 'REDACTED',
      participants: [{ rawId: '8:acs:x', displayName: 'REDACTED' }],
      list: ['REDACTED'],
    });
    expect(lines[1]).toContain('13 characters that are not JSON');
  });
});

test('a token that a proxy repeats, in a header or in a field that may be shown, is not', async () => {
  const chat = await createChatFixture();
  setLogLevel('verbose');
  const client = chat.createClient(chat.ada, {
    retryOptions: { maxRetries: 0 },
    fetch: (_url, { headers: { authorization: echo = '' } }) =>
      Promise.resolve(Response.json({ type: echo, error: { code: echo } }, { status: 403 })),
  });
  log.info(`Trace ${chat.ada.token}`);
  await catchError(collect(client.listChatThreads()));
  await settle();
  await chat.close();
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.join()).not.toContain(chat.ada.token);
});

test('where lines go may throw: the client goes on', async () => {
  AzureLogger.log = () => {
    lines.push('tried');
    throw new Error('The disk is full.');
  };
  setLogLevel('info');
  log.info('Hello');
  await settle();
  expect(lines).toEqual(['tried']);
});

describe('a whole conversation', () => {
  let chat: ChatFixture;

  beforeEach(async () => {
    chat = await createChatFixture();
  });
  afterEach(() => chat.close());

  test('logged at the most verbose level holds no token and nothing that people wrote', async () => {
    setLogLevel('verbose');
    const recording = createRecordingFetch(chat.service.fetch, [createErrorAnswer(503)]);
    const client = chat.createClient(chat.ada, {
      fetch: recording.fetch,
      retryOptions: { retryDelayInMs: 1 },
    });
    const heard = new Promise((resolve) => client.on('chatMessageEdited', resolve));
    await client.startRealtimeNotifications();
    const metadata = { id: 'secretmetadata' };
    const { chatThread } = await client.createChatThread(
      { topic: 'secrettopic' },
      { participants: [{ id: chat.grace.identifier, displayName: 'secretname' }], metadata },
    );
    const thread = client.getChatThreadClient(chatThread?.id ?? '');
    const { id } = await thread.sendMessage(
      { content: 'secretcontent' },
      { senderDisplayName: 'secretname', metadata },
    );
    await thread.updateMessage(id, { content: 'secretedit' });
    await thread.sendTypingNotification({ senderDisplayName: 'secretname' });
    await thread.sendReadReceipt({ chatMessageId: id });
    await collect(thread.listMessages({ maxPageSize: 1 }));
    await collect(thread.listParticipants());
    await catchError(thread.getMessage('1'));
    await heard;
    await client.stopRealtimeNotifications();
    await settle();

    const all = lines.join('\n');
    expect(all).toContain(encodeURIComponent(thread.threadId));
    expect(all).toMatch(/info Request [0-9a-f-]{36}: POST http.*\/messages\?api-version=/);
    expect(all).toMatch(/info Answer [0-9a-f-]{36}: 201 in \d+ ms/);
    expect(all).toMatch(/verbose Request [0-9a-f-]{36}: \{"content":"REDACTED"/);
    expect(all).toMatch(/warning \w+ is repeated in \d+ ms: Code503/);
    expect(all).toContain(`"id":"${id}"`);
    expect(all).not.toContain(chat.ada.token);
    expect(all).not.toContain('Bearer');
    expect(all).not.toMatch(/secret(topic|name|content|edit|metadata)/);
  });

  test('a row of a list that is left out is a warning', async () => {
    setLogLevel('warning');
    const answer = Response.json({ value: [{ id: '19:a' }] });
    const recording = createRecordingFetch(chat.service.fetch, [answer]);
    const client = chat.createClient(chat.ada, { fetch: recording.fetch });
    await collect(client.listChatThreads());
    await settle();
    expect(lines).toEqual([expect.stringContaining('listChatThreads.value[0].topic')]);
  });

  test('says nothing unless it is asked to', async () => {
    await collect(chat.ada.client.listChatThreads());
    await settle();
    expect(lines).toEqual([]);
  });
});
