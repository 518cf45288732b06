import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { ChatFaults } from '@confab/chat-server';
// By its file, so that the sources are served: Playwright's loader does not know the workspace's condition for them.
import { serveChatService } from '../../../packages/chat-server/src/node/serve-chat-service.ts';

/** A user of the service. */
export interface ServiceUser {
  readonly name: string;
  readonly userId: string;
  readonly token: string;
}

/** A chat service on a port, in the process of the test, with one thread of Ada and Grace. */
export interface SessionService {
  readonly endpoint: string;
  readonly ada: ServiceUser;
  readonly grace: ServiceUser;
  readonly threadId: string;
  /** Texts that are stored, in the service's order. */
  texts(): Promise<string[]>;
  /** Writes a message over REST. Resolves to its id. */
  write(user: ServiceUser, text: string): Promise<string>;
  /** Id of the last message that the user has read, as far as the service was told. */
  readUpTo(user: ServiceUser): Promise<string | undefined>;
  setFaults(faults: ChatFaults): void;
  /** TCP connections that are open to it, idle ones too. */
  connections(): number;
  close(): Promise<void>;
}

type Row = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly type: string;
  readonly content: { readonly message: string };
  readonly chatMessageId: string;
  readonly senderCommunicationIdentifier: { readonly rawId: string };
};

/** How a service differs from the usual one. */
export interface ServiceOptions {
  /** Whether it stores a repeated send once, and says so. Default true. */
  readonly deduplicates?: boolean;
}

/** Starts a service that keeps everything in memory. */
export async function startSessionService({
  deduplicates = true,
}: ServiceOptions): Promise<SessionService> {
  const served = await serveChatService({
    port: 0,
    storage: 'memory',
    behaviours: { idempotentSends: deduplicates },
    bounds: { keepAliveTimeout: 1_000 },
  });
  const sockets = countSockets(served.port);
  const [ada, grace] = await Promise.all(
    ['Ada', 'Grace'].map(async (name) => ({ name, ...(await served.service.createUser(name)) })),
  );
  if (ada === undefined || grace === undefined) throw new Error('The service made no users.');

  async function call(
    user: ServiceUser,
    method: string,
    path: string,
    body?: object,
  ): Promise<{ readonly id: string; readonly value: readonly Row[]; readonly chatThread: Row }> {
    const response = await fetch(`${served.endpoint}${path}?api-version=2025-03-15`, {
      method,
      headers: { authorization: `Bearer ${user.token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}.`);
    return await response.json();
  }

  const participants = [ada, grace].map(({ name, userId }) => ({
    communicationIdentifier: { rawId: userId },
    displayName: name,
  }));
  const { chatThread } = await call(ada, 'POST', '/chat/threads', {
    topic: 'Launch',
    participants,
  });
  const threadPath = `/chat/threads/${encodeURIComponent(chatThread.id)}`;
  return {
    endpoint: served.endpoint,
    ada,
    grace,
    threadId: chatThread.id,
    async texts() {
      const { value } = await call(grace, 'GET', `${threadPath}/messages`);
      const texts = value.filter(({ type }) => type === 'text');
      return texts.map(({ content }) => content.message).toReversed();
    },
    write: async (user, content) =>
      (await call(user, 'POST', `${threadPath}/messages`, { content, type: 'text' })).id,
    async readUpTo({ userId }) {
      const { value } = await call(grace, 'GET', `${threadPath}/readReceipts`);
      return value.find((row) => row.senderCommunicationIdentifier.rawId === userId)?.chatMessageId;
    },
    setFaults: served.service.setFaults,
    connections: sockets.count,
    async close() {
      sockets.stop();
      await served.close();
    },
  };
}

/** Counts what this process accepts on the port. */
function countSockets(port: number): { count(): number; stop(): void } {
  const open = new Set<Socket>();
  const accepted = (message: unknown): void => {
    // Node's channel of this name hands out objects of this shape.
    const { socket } = message as { readonly socket: Socket };
    if (socket.localPort !== port) return;
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  subscribe('net.server.socket', accepted);
  return {
    count: () => open.size,
    stop: () => void unsubscribe('net.server.socket', accepted),
  };
}
