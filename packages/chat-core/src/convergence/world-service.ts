import { createChatService, createMemoryStorage } from '@confab/chat-server';
import type { ChatService, ChatStorage, MessageRow } from '@confab/chat-server';
import { metadataKeys } from '../model/metadata-keys.ts';
import { createSwiftRequest } from './swift-platform.ts';
import type { Timeline } from './virtual-clock.ts';

/** Where the service pretends to be. */
export const endpoint = 'http://localhost';

/** A user of a world. */
export interface WorldUser {
  readonly name: string;
  readonly userId: string;
  /** The token that the service takes at present. */
  token: string;
}

/** The real service, in memory, in a world's time; it can be stopped and started again. */
export interface WorldService {
  /** `undefined` while it is stopped. */
  readonly current: ChatService | undefined;
  readonly threadId: string;
  readonly users: readonly WorldUser[];
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Whether a token has been ended. */
  isRefused(token: string): boolean;
  /** Ends a user's token, so that he needs another one. */
  expire(user: WorldUser): void;
  /** Gives a user another token. @throws Error while it is stopped. */
  renew(user: WorldUser): Promise<void>;
  /** A request of a user that no fault meets. @throws Error when it is refused. */
  call(user: WorldUser, method: string, path: string, body?: object): Promise<unknown>;
  /** Every message of the thread, oldest first. */
  readMessages(): Promise<readonly MessageRow[]>;
  /** Client message id by message id, of all that was ever stored: a deleted message has none any more. */
  readonly births: ReadonlyMap<number, string>;
}

/** What Azure's documents leave open, decided anew for each run. */
export interface ServiceVariant {
  readonly isIdempotent: boolean;
  readonly startTimeBy: 'created' | 'version';
}

/** Starts a {@link WorldService} with a thread of all its users. */
export async function createWorldService(
  timeline: Timeline,
  names: readonly string[],
  { isIdempotent, startTimeBy }: ServiceVariant,
): Promise<WorldService> {
  const memory = createMemoryStorage();
  const births = new Map<number, string>();
  const clock = timeline.createClock('service', () => 0);
  const refused = new Set<string>();
  let uuids = 0;
  let current: ChatService | undefined;

  const storage: ChatStorage = {
    ...memory,
    transaction: (work) =>
      memory.transaction((tx) =>
        work({
          ...tx,
          putMessage(row) {
            const clientMessageId = row.metadata[metadataKeys.clientMessageId];
            if (clientMessageId !== undefined) births.set(row.messageId, clientMessageId);
            return tx.putMessage(row);
          },
        }),
      ),
    // It goes on with what it had when it starts again.
    close: async () => {},
  };

  const open = (): Promise<ChatService> =>
    createChatService({
      endpoint,
      storage,
      clock,
      schedule(callback, delayMs) {
        const timer = clock.setTimeout(callback, delayMs);
        return () => clock.clearTimeout(timer);
      },
      random: {
        bytes: (length) => new Uint8Array(length).fill(7),
        uuid: () => createUuid((uuids += 1)),
      },
      behaviours: { idempotentSends: isIdempotent, eventSequenceIds: isIdempotent, startTimeBy },
    });

  async function issueToken(name: string): Promise<{ userId: string; token: string }> {
    if (current === undefined) throw new Error('The service is stopped.');
    return await current.createUser(name);
  }

  async function call(
    user: WorldUser,
    method: string,
    path: string,
    body?: object,
  ): Promise<unknown> {
    if (current === undefined) throw new Error('The service is stopped.');
    const separator = path.includes('?') ? '&' : '?';
    const url = path.startsWith('http')
      ? path
      : `${endpoint}${path}${separator}api-version=2025-03-15`;
    const answer = await current.respond(
      createSwiftRequest(url, {
        method,
        headers: { authorization: `Bearer ${user.token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  /** Checking a signature is the one thing that leaves the world's time. What was checked once is remembered. */
  async function warmUp(user: WorldUser): Promise<void> {
    await call(user, 'GET', '/chat/config/realTimeNotifications');
  }

  current = await open();
  const users: WorldUser[] = [];
  for (const name of names) users.push({ name, ...(await issueToken(name)) });
  const [first, ...others] = users;
  if (first === undefined) throw new Error('A world needs somebody.');
  const participants = others.map(({ userId }) => ({ communicationIdentifier: { rawId: userId } }));
  const created = Object(
    await call(first, 'POST', '/chat/threads', { topic: 'Launch', participants }),
  );
  const threadId = String(created.chatThread.id);
  for (const user of others) await warmUp(user);

  return {
    get current() {
      return current;
    },
    threadId,
    users,
    async stop() {
      const stopped = current;
      current = undefined;
      await stopped?.close();
    },
    async start() {
      current ??= await open();
      for (const user of users) await warmUp(user);
    },
    isRefused: (token) => refused.has(token),
    expire: (user) => void refused.add(user.token),
    async renew(user) {
      // A token of the same millisecond would be the same.
      timeline.moveTo(timeline.now + 1);
      user.token = (await issueToken(user.name)).token;
      await warmUp(user);
    },
    call,
    births,
    readMessages: async () =>
      (await storage.read((tx) => tx.listMessages(threadId, { limit: 10_000 }))).toReversed(),
  };
}

/** A UUID of version 4 in form. */
export function createUuid(count: number): string {
  return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
}
