import { join } from 'node:path';
import { createChatService } from '@confab/chat-server';
import type { SeedStep } from '@confab/chat-server';
import { openLibsqlStorage } from '@confab/chat-server/node';
import { createAcsCaller, threadPath } from '../load/acs-caller.ts';
import type { Person } from '../load/acs-caller.ts';
import { startConfabServer } from '../load/rivals.ts';
import type { LoadSite } from '../src/load-row.ts';
import { createSampleStore } from './sample-store.ts';

/** A server in a process of its own with one long thread of four people, and what they do in it. */
export interface ConnectedScene {
  readonly endpoint: string;
  /** Looks at the thread. */
  readonly ada: Person;
  readonly threadId: string;
  /** Says something as Ada or as somebody else; resolves to the message's id. */
  say(text: string, isAda?: boolean): Promise<string>;
  /** Changes something that somebody else has said. */
  change(messageId: string, text: string): Promise<void>;
  /** Somebody else has read up to this message. */
  read(messageId: string): Promise<void>;
  /** Somebody else types. */
  type(): Promise<void>;
  stop(): Promise<void>;
}

const names = ['ada', 'grace', 'linus', 'mei'] as const;
/** The one who does everything that is not Ada's, by the name that the page shows. */
export const otherName = 'Grace';

/** Stores a thread of so many messages and starts a server on it. */
export async function openConnectedScene(
  { serverScript, folder }: LoadSite,
  count: number,
): Promise<ConnectedScene> {
  const place = join(folder, `thread-of-${count}`);
  const { ada, grace, threadId } = await storeThread(join(place, 'data'), count);
  const { process } = await startConfabServer(serverScript, place);
  const { call } = createAcsCaller(process.endpoint, process.connectionString);
  const path = threadPath(threadId);
  return {
    endpoint: process.endpoint,
    ada,
    threadId,
    async say(text, isAda = false) {
      const answer = await call(isAda ? ada : grace, 'POST', `${path}/messages`, {
        content: text,
        type: 'text',
        senderDisplayName: isAda ? 'Ada' : otherName,
      });
      // The answer of a sent message, by the protocol.
      return (answer as { id: string }).id;
    },
    async change(messageId, content) {
      await call(grace, 'PATCH', `${path}/messages/${messageId}`, { content });
    },
    async read(chatMessageId) {
      await call(grace, 'POST', `${path}/readReceipts`, { chatMessageId });
    },
    async type() {
      await call(grace, 'POST', `${path}/typing`, { senderDisplayName: otherName });
    },
    stop: process.stop,
  };
}

interface StoredThread {
  readonly ada: Person;
  readonly grace: Person;
  readonly threadId: string;
}

async function storeThread(folder: string, count: number): Promise<StoredThread> {
  const storage = await openLibsqlStorage(folder);
  const service = await createChatService({ storage });
  try {
    const participants = names.map((name) => ({ name, displayName: capitalize(name) }));
    const steps = createSteps(count);
    const at = (steps[0]?.at ?? 0) - 60_000;
    await service.seed({ threads: [{ topic: 'Long', at, by: 'ada', participants, steps }] });
    const [ada, grace] = [await service.createUser('ada'), await service.createUser('grace')];
    return { ada, grace, threadId: await readThreadId(service, ada) };
  } finally {
    await service.close();
  }
}

async function readThreadId(
  service: Awaited<ReturnType<typeof createChatService>>,
  { token }: Person,
): Promise<string> {
  const answer = await service.fetch(
    new Request('http://localhost/chat/threads?api-version=2024-03-07', {
      headers: { authorization: `Bearer ${token}` },
    }),
  );
  // The list of threads, by the protocol; there is one.
  const { value } = (await answer.json()) as { value: readonly { readonly id: string }[] };
  return value[0]?.id ?? '';
}

/** The texts and times of the other rows of the benchmark, moved to end some minutes ago. */
function createSteps(count: number): SeedStep[] {
  const store = createSampleStore(count);
  const messages = store.order().keys.map((key) => store.row(key)?.message);
  const shift = Date.now() - 600_000 - (messages.at(-1)?.createdAt ?? 0);
  return messages.map((message, index) => ({
    kind: 'message',
    at: (message?.createdAt ?? 0) + shift,
    by: names[Math.floor(index / 2) % names.length] ?? 'ada',
    content: message?.content ?? '',
  }));
}

function capitalize(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
