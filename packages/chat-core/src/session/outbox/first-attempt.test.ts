import { createChatService, type ChatService } from '@confab/chat-server';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLedger, type Ledger } from '../../test-support/ledger.ts';
import { createOutboxStage, outgoing } from '../../test-support/outbox-stage.ts';
import { createRecordingFetch, type RecordingFetch } from '../../test-support/recording-fetch.ts';
import { createTokenCredential } from '../../token-credential.ts';
import { createGate } from '../gate.ts';
import type { ChatSession } from '../session-contract.ts';

describe('a message that is sent while the session connects for the first time', () => {
  test('waits for what the service says of itself, and then carries the mark by which it is stored once', async () => {
    const { openTab, clock, chat, sent } = createOutboxStage();
    const isKnown = createGate<void>();
    chat.isIdempotent = false;
    chat.whenKnown = () => isKnown.promise;
    const { outbox } = await openTab();
    void outbox.enqueue(outgoing('mine'));
    await clock.advance(1_000);
    expect(sent()).toEqual([]);
    chat.isIdempotent = true;
    isKnown.open();
    await clock.settle();
    expect(sent()[0]?.asRepeatable).toBe(true);
  });

  test('is held up by that for two seconds at most, and those after it not at all', async () => {
    const { openTab, clock, chat, sent } = createOutboxStage();
    chat.isIdempotent = false;
    chat.whenKnown = () => createGate<void>().promise;
    const { outbox } = await openTab();
    void outbox.enqueue(outgoing('first'));
    void outbox.enqueue(outgoing('second'));
    await clock.advance(1_900);
    expect(sent()).toEqual([]);
    await clock.advance(200);
    sent()[0]?.accept();
    await clock.settle();
    expect(sent()).toHaveLength(2);
  });

  test('can be taken back meanwhile', async () => {
    const { openTab, clock, chat, sent } = createOutboxStage();
    chat.isIdempotent = false;
    chat.whenKnown = () => createGate<void>().promise;
    const { outbox } = await openTab();
    outbox.enqueue(outgoing('mine')).catch(() => {});
    await clock.advance(1_000);
    outbox.discard('mine');
    await clock.advance(10_000);
    expect(sent()).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('over the service', () => {
  let service: ChatService;
  let ledger: Ledger;
  let session: ChatSession;
  let network: RecordingFetch;
  beforeEach(async () => {
    service = await createChatService();
    const { userId, token } = await service.createUser('Ada');
    network = createRecordingFetch((url, init) => service.fetch(url, init));
    ledger = createLedger();
    const client = ledger.createClient('http://localhost', createTokenCredential(token), {
      fetch: network.fetch,
      webSocket: (url) => service.webSocket(url),
    });
    session = ledger.createSession(client, { userId });
  });
  afterEach(async () => {
    await session.dispose();
    ledger.requireNothingOpen();
    await service.close();
  });

  async function sendFirst(isStarted: boolean): Promise<readonly (string | undefined)[]> {
    const { threadId } = await session.createThread({ topic: 'Launch' });
    if (isStarted) session.start();
    await session.send(threadId, { content: 'Hello' }).settled;
    return network.requests
      .filter(({ method, url }) => method === 'POST' && url.includes('/messages?'))
      .map(({ headers }) => headers['repeatability-request-id']);
  }

  test('the first message of a session that has just been started is stored once', async () => {
    expect(await sendFirst(true)).toEqual([expect.stringMatching(/./)]);
  });

  test('a session that was not started asks nothing, and waits for nothing', async () => {
    expect(await sendFirst(false)).toEqual([undefined]);
    expect(network.requests.some(({ url }) => url.includes('realtime'))).toBe(false);
  });
});
