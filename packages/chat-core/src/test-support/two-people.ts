import { createChatService, type ChatService } from '@confab/chat-server';
import type { ChatClientOptions } from '../options.ts';
import type { ChatSession } from '../session/session-contract.ts';
import { applyBatch, createChatState } from '../state/apply-batch.ts';
import type { ChatState, ThreadState } from '../state/chat-state.ts';
import { createTokenCredential } from '../token-credential.ts';
import { createLedger } from './ledger.ts';

/** A session with the state that its events add up to. */
export interface Person {
  readonly session: ChatSession;
  readonly state: () => ChatState;
  readonly thread: (threadId: string) => ThreadState;
  /** What a screen would show of the thread, top to bottom. */
  readonly texts: (threadId: string) => string[];
}

/** Signs a person in to a service in this process. With the test the session ends, and must leave nothing open. */
export async function signIn(
  service: ChatService,
  name: string,
  options: ChatClientOptions = {},
): Promise<Person> {
  const { userId, token } = await service.createUser(name);
  const ledger = createLedger();
  const client = ledger.createClient('http://localhost', createTokenCredential(token), {
    fetch: (url, init) => service.fetch(url, init),
    webSocket: (url) => service.webSocket(url),
    ...options,
  });
  const session = ledger.createSession(client, {
    userId,
    displayName: name,
    ...(options.pageLifecycle && { pageLifecycle: options.pageLifecycle }),
  });
  ledger.endWithTest(session);
  let state = createChatState(userId);
  session.subscribe((batch) => {
    state = applyBatch(state, batch);
  });
  const thread = (threadId: string): ThreadState => {
    const known = state.threads.get(threadId);
    if (known === undefined) throw new Error(`${name} does not know the thread ${threadId}.`);
    return known;
  };
  return {
    session,
    state: () => state,
    thread,
    texts: (threadId) =>
      thread(threadId).messageKeys.flatMap((key) => {
        const message = thread(threadId).rows.get(key);
        return message?.kind === 'text' ? [message.content] : [];
      }),
  };
}

/** Two people on one service, with a thread that both are in. */
export interface TwoPeople {
  readonly service: ChatService;
  readonly ada: Person;
  readonly grace: Person;
  readonly threadId: string;
  readonly end: () => Promise<void>;
}

/** Sets the scene of most tests: Ada and Grace are live in one thread. */
export async function createTwoPeople(adaOptions: ChatClientOptions = {}): Promise<TwoPeople> {
  const service = await createChatService();
  const ada = await signIn(service, 'Ada', adaOptions);
  const grace = await signIn(service, 'Grace');
  const { threadId } = await ada.session.createThread({
    topic: 'Launch',
    participants: [{ userId: grace.session.userId, displayName: 'Grace' }],
  });
  for (const { session } of [ada, grace]) {
    session.start();
    await session.loadThreads();
    await session.loadMessages(threadId);
    await session.loadParticipants(threadId);
  }
  return {
    service,
    ada,
    grace,
    threadId,
    async end() {
      await Promise.all([ada.session.dispose(), grace.session.dispose()]);
      await service.close();
    },
  };
}
