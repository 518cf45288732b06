import { createChatService, type ChatService } from '@confab/chat-server';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { ChatClient } from '../chat-client.ts';
import type { FetchLike } from '../platform/fetch.ts';
import { createErrorAnswer } from '../test-support/recording-fetch.ts';
import { createTokenCredential } from '../token-credential.ts';
import type { ChatEvent } from './chat-event.ts';
import { createChatSession } from './chat-session.ts';
import { createMemoryStore } from './storage/memory-database.ts';
import type { CreateSendingLock } from './tabs/sending-lock.ts';

let service: ChatService;
beforeEach(async () => {
  service = await createChatService();
});
afterEach(() => service.close());

/** A place that one tab has at a time, and the others in the order in which they ask. */
function createPlace(): CreateSendingLock {
  const queue: (() => void)[] = [];
  return () => {
    let mine = (): void => {};
    return {
      request({ onHeld }) {
        mine = onHeld;
        if (queue.push(mine) === 1) onHeld();
      },
      release() {
        const at = queue.indexOf(mine);
        if (at < 0) return;
        queue.splice(at, 1);
        if (at === 0) queue[0]?.();
      },
    };
  };
}

/** A device with two tabs of Ada's. The first one has the place, and its requests are answered as the test says. */
async function createTabs(answer: () => Response | undefined) {
  const { userId, token } = await service.createUser('Ada');
  const store = createMemoryStore();
  const place = createPlace();
  function openTab(fetch: FetchLike) {
    const client = new ChatClient('http://localhost', createTokenCredential(token), {
      fetch,
      webSocket: (url) => service.webSocket(url),
    });
    const session = createChatSession(client, {
      userId,
      openDatabase: async () => ({ ...store.open(), isPersisted: true }),
      createSendingLock: place,
    });
    onTestFinished(() => session.dispose());
    const events: ChatEvent[] = [];
    session.subscribe((batch) => events.push(...batch));
    session.start();
    return { session, events };
  }
  const refused = openTab(async (url, init) => answer() ?? service.fetch(url, init));
  await vi.waitFor(() => expect(refused.session.status.connection).not.toBe('connecting'));
  const well = openTab((url, init) => service.fetch(url, init));
  await vi.waitFor(() => expect(well.session.status.connection).toBe('live'));
  const { threadId } = await well.session.createThread({ topic: 'Launch' });
  return { refused, well, threadId };
}

test('a tab whose token is refused leaves the sending to another one', async () => {
  const { refused, well, threadId } = await createTabs(() => createErrorAnswer(401));
  expect(refused.session.status.connection).toBe('auth-blocked');
  await expect(well.session.send(threadId, { content: 'Hello' }).settled).resolves.toMatch(/^\d+$/);
});

test('a tab that signs in again sends again', async () => {
  let isRefused = true;
  const answer = (): Response | undefined => (isRefused ? createErrorAnswer(401) : undefined);
  const { refused, well, threadId } = await createTabs(answer);
  const { settled } = refused.session.send(threadId, { content: 'Hello' });
  expect(refused.events.at(-1)).toMatchObject({ sendState: 'queued', waitsFor: 'sign-in' });
  await settled;
  await well.session.dispose();
  isRefused = false;
  refused.session.start();
  await refused.session.send(threadId, { content: 'Again' }).settled;
});
