import { ChatClient, createTokenCredential } from '@confab/chat-core';
import { createChatSession, type ChatSession } from '@confab/chat-core/session';
import {
  createChatService,
  type ChatFaults,
  type SeedConversation,
  type SeedStep,
} from '@confab/chat-server';

/** Two people on a chat service in the page: the same service, client and session as in an app, without a network. */
export interface Scene {
  readonly ada: ChatSession;
  readonly grace: ChatSession;
  /** The thread with the latest activity. Both are in it. */
  readonly threadId: string;
  /** Causes troubles on purpose; `{ rules: [] }` ends them. */
  setFaults(faults: ChatFaults): void;
  /** Ends both sessions and the service. */
  close(): Promise<void>;
}

/** Opens a scene with three threads. The last message is some minutes old at `now` (milliseconds since 1970). */
export async function openScene(now: number = Date.now()): Promise<Scene> {
  const service = await createChatService();
  await service.seed(createConversation(now));

  async function signIn(name: string): Promise<{ client: ChatClient; session: ChatSession }> {
    const { userId, token } = await service.createUser(name.toLowerCase());
    const client = new ChatClient('http://localhost', createTokenCredential(token), {
      fetch: service.fetch,
      webSocket: service.webSocket,
    });
    return { client, session: createChatSession(client, { userId, displayName: name }) };
  }

  const ada = await signIn('Ada');
  const grace = await signIn('Grace');
  const { value: latest } = await ada.client.listChatThreads().next();
  return {
    ada: ada.session,
    grace: grace.session,
    threadId: latest?.id ?? '',
    setFaults: service.setFaults,
    async close() {
      await Promise.all([ada.session.dispose(), grace.session.dispose()]);
      await service.close();
    },
  };
}

const minute = 60_000;
const everybody = [
  { name: 'ada', displayName: 'Ada' },
  { name: 'grace', displayName: 'Grace' },
  { name: 'linus', displayName: 'Linus' },
];

function createConversation(now: number): SeedConversation {
  const ago = (minutes: number): number => now - minutes * minute;
  const say = (minutes: number, by: string, content: string, key?: string): SeedStep => ({
    kind: 'message',
    at: ago(minutes),
    by,
    content,
    ...(key !== undefined && { key }),
  });
  const read = (minutes: number, by: string, key: string): SeedStep => ({
    kind: 'receipt',
    at: ago(minutes),
    by,
    key,
  });
  return {
    threads: [
      {
        topic: 'Support rota',
        at: ago(1_700),
        by: 'linus',
        participants: everybody,
        steps: [
          say(1_690, 'linus', 'Who takes the first week of the new rota?'),
          say(1_660, 'grace', 'I can.', 'rota'),
          read(1_650, 'ada', 'rota'),
        ],
      },
      {
        topic: 'Design review',
        at: ago(300),
        by: 'linus',
        participants: everybody,
        steps: [
          say(290, 'ada', 'The new buttons are much calmer.', 'calmer'),
          read(280, 'grace', 'calmer'),
          say(42, 'linus', 'Contrast is 4.9 : 1 now, on both themes.'),
          say(38, 'grace', 'I can test it this afternoon.'),
        ],
      },
      {
        topic: 'Ada and Grace',
        at: ago(200),
        by: 'ada',
        participants: everybody.slice(0, 2),
        steps: [
          say(30, 'grace', 'Did the rounding fix make it into the build?'),
          say(26, 'ada', 'It did: `npm run check` is green.', 'green'),
          read(25, 'grace', 'green'),
          say(24, 'grace', 'Then we can go at ten 🎉', 'ten'),
          read(23, 'ada', 'ten'),
        ],
      },
    ],
  };
}
