import { createChatService } from '@confab/chat-server';
import { expect, test, vi } from 'vitest';
import { createLedger } from '../test-support/ledger.ts';
import { createTokenCredential } from '../token-credential.ts';
import { createFollowers } from './followers.ts';

/** A controller whose signal counts who listens. */
function createCounted() {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = new Set<unknown>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  Object.assign(signal, {
    addEventListener(type: 'abort', listener: () => void, options?: AddEventListenerOptions) {
      listeners.add(listener);
      add(type, listener, options);
    },
    removeEventListener(type: 'abort', listener: () => void) {
      listeners.delete(listener);
      remove(type, listener);
    },
  });
  return { controller, signal, listeners };
}

test('a signal ends all that follow it, and none that has gone on by itself', () => {
  const { controller, signal } = createCounted();
  const { follow } = createFollowers();
  const [first, second, late] = [1, 2, 3].map(() => new AbortController());
  if (!first || !second || !late) throw new Error('There are three.');
  follow(signal, first)();
  follow(signal, second);
  controller.abort();
  expect([first, second].map((one) => one.signal.aborted)).toEqual([false, true]);
  follow(signal, late);
  expect(late.signal.aborted).toBe(true);
});

test('a signal is listened to once, and by nobody when nobody follows it any more, in whatever order they leave', () => {
  const { signal, listeners } = createCounted();
  const { follow } = createFollowers();
  for (let round = 0; round < 3; round += 1) {
    const ends = Array.from({ length: 20 }, () => follow(signal, new AbortController()));
    expect(listeners.size).toBe(1);
    if (round === 1) ends.reverse();
    ends.forEach((end) => end());
    expect(listeners.size).toBe(0);
  }
});

test('twenty receipts and messages at once make Node warn of nothing', async () => {
  const warnings: Error[] = [];
  const note = (warning: Error): void => void warnings.push(warning);
  process.on('warning', note);
  const service = await createChatService();
  const { userId, token } = await service.createUser('Ada');
  const ledger = createLedger();
  let requests = 0;
  const client = ledger.createClient('http://localhost', createTokenCredential(token), {
    fetch: (url, options) => {
      if (options.method === 'POST') requests += 1;
      return new Promise((_resolve, reject) => {
        options.signal.addEventListener('abort', () => reject(new Error('Given up.')));
        if (!url.includes('readReceipts') && options.method !== 'POST')
          service.fetch(url, options).then(_resolve, reject);
      });
    },
    webSocket: service.webSocket,
  });
  const session = ledger.createSession(client, { userId, persist: false });
  session.start();
  for (let index = 0; index < 20; index += 1) {
    const threadId = `19:thread-${index}@thread.v2`;
    session.send(threadId, { content: 'Hello' }).settled.catch(() => {});
    session.markRead(threadId, '1763000000000');
  }
  await vi.waitFor(() => expect(requests).toBeGreaterThanOrEqual(24));
  await session.dispose();
  await vi.waitFor(() => expect(ledger.open).toEqual([]));
  await service.close();
  process.off('warning', note);
  expect(warnings).toEqual([]);
});
