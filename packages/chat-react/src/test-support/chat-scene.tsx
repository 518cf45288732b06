import {
  ChatClient,
  createTokenCredential,
  type Message,
  type MessageMetadata,
} from '@confab/chat-core';
import {
  createChatSession,
  type ChatSession,
  type ReliabilityConfig,
} from '@confab/chat-core/session';
import type { ChatState } from '@confab/chat-core/state';
import { createChatService, type ChatService, type RestFaultRule } from '@confab/chat-server';
import { QueryClient, QueryClientProvider, QueryErrorResetBoundary } from '@tanstack/react-query';
import {
  act,
  cleanup,
  configure,
  render,
  renderHook,
  waitFor,
  type RenderHookResult,
  type RenderResult,
} from '@testing-library/react';
import { Component, StrictMode, type ReactNode } from 'react';
import { expect, onTestFinished, vi } from 'vitest';
import { ChatProvider, type ChatProviderOptions } from '../ChatProvider.tsx';
import { createChatStore } from '../chat-store.ts';

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

type Operations = NonNullable<RestFaultRule['operations']>;
type ProviderOptions = Omit<ChatProviderOptions, 'children'>;

/** Options of {@link createChatScene}. */
export interface ChatSceneOptions {
  /** What the sessions do otherwise than by default. */
  readonly reliability?: Partial<ReliabilityConfig>;
}

/** Two people on a service in this process, with one thread. */
export interface ChatScene {
  readonly service: ChatService;
  readonly ada: ChatSession;
  readonly grace: ChatSession;
  readonly threadId: string;
  /** The service's ids of what Grace has said. */
  readonly messageIds: readonly string[];
  /** Ada's requests, in order: method, path and query. */
  readonly requests: readonly string[];
  readonly queryClient: QueryClient;
  /** Renders as Ada, in StrictMode. */
  readonly renderAsAda: (ui: ReactNode, options?: ProviderOptions) => RenderResult;
  /** Calls a hook as Ada, in StrictMode. What it returns is in `result.current`. */
  readonly hookAsAda: <Result, Props>(
    callHook: (props: Props) => Result,
    options?: ProviderOptions & { readonly initialProps?: Props },
  ) => RenderHookResult<Result, Props>;
  /** Sends as Ada to the thread. Gives the key of the row when the service has the message. */
  readonly sayAsAda: (content: string, metadata?: MessageMetadata) => Promise<string>;
  /** Posts to the thread as Grace, for what a session cannot do yet. */
  readonly asGrace: (path: string, body: object) => Promise<void>;
  /** A thread of Grace's with Ada and so many others. */
  readonly createCrowd: (others: number) => Promise<string>;
  /** Signs somebody else in. */
  readonly signIn: (name: string) => Promise<ChatSession>;
  /** What Ada's store holds. */
  readonly state: () => ChatState;
  /** The keys of the loaded rows of the thread. */
  readonly keys: () => readonly string[];
  /** One of these rows. */
  readonly row: (key: string) => Message | undefined;
  /** The message up to which Ada has read the thread. */
  readonly ownMark: () => string | undefined;
  /** How many read receipts Ada has sent. */
  readonly receiptsSent: () => number;
  /** Waits until Ada hears of changes as they happen. */
  readonly untilLive: () => Promise<void>;
  /** From now on the service refuses these operations, with 403 where no other status is said. `mend` ends it. */
  readonly refuse: (operations: Operations, status?: 401 | 403 | 500) => void;
  readonly mend: () => void;
  /** From now on the service takes its time for this operation. */
  readonly hold: (operation: Operations[number]) => void;
  readonly end: () => Promise<void>;
}

/** Opens the service, signs both in, and lets Grace say each of `messages`. */
export async function createChatScene(
  messages: readonly string[] = [],
  { reliability = {} }: ChatSceneOptions = {},
): Promise<ChatScene> {
  const service = await createChatService();
  const requests: string[] = [];
  const sessions: ChatSession[] = [];
  const [ada, grace] = await Promise.all([enter('Ada', requests), enter('Grace')]);
  const { threadId } = await grace.createThread({
    topic: 'Launch',
    participants: [{ userId: ada.userId, displayName: 'Ada' }],
  });
  const messageIds: string[] = [];
  for (const content of messages) messageIds.push(await grace.send(threadId, { content }).settled);
  const queryClient = new QueryClient();
  // From now on it hears of everything, as it would on a page.
  const { getState: state } = createChatStore(ada);

  async function enter(name: string, seen: string[] = []): Promise<ChatSession> {
    const { userId, token } = await service.createUser(name);
    const client = new ChatClient('http://localhost', createTokenCredential(token), {
      fetch(input, init) {
        const request = new Request(input, init);
        const { pathname, search } = new URL(request.url);
        seen.push(`${request.method} ${decodeURIComponent(pathname)}${search}`);
        return service.fetch(request);
      },
      webSocket: (url) => service.webSocket(url),
    });
    const session = createChatSession(client, { userId, displayName: name, reliability });
    sessions.push(session);
    return session;
  }

  function provideAda(ui: ReactNode, options: ProviderOptions): ReactNode {
    return (
      <StrictMode>
        <QueryClientProvider client={queryClient}>
          <ChatProvider {...options} session={ada}>
            {ui}
          </ChatProvider>
        </QueryClientProvider>
      </StrictMode>
    );
  }

  return {
    service,
    ada,
    grace,
    threadId,
    messageIds,
    requests,
    queryClient,
    renderAsAda: (ui, options = {}) =>
      // What a boundary catches is on screen.
      render(provideAda(ui, options), { onCaughtError() {} }),
    hookAsAda: <Result, Props>(
      callHook: (props: Props) => Result,
      { initialProps, ...options }: ProviderOptions & { readonly initialProps?: Props } = {},
    ) =>
      renderHook<Result, Props>(callHook, {
        initialProps,
        wrapper: ({ children }) => provideAda(children, options),
      }),
    async sayAsAda(content, metadata = {}) {
      const { clientMessageId, settled } = ada.send(threadId, { content, metadata });
      await settled;
      return clientMessageId;
    },
    async asGrace(path, body) {
      const { token } = await service.createUser('Grace');
      const url = `http://localhost/chat/threads/${threadId}/${path}?api-version=2025-03-15`;
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const answer = await service.fetch(url, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`Grace was answered ${answer.status}.`);
    },
    async createCrowd(others) {
      const participants = [{ userId: ada.userId, displayName: 'Ada' }];
      for (let index = 0; index < others; index += 1) {
        const displayName = `Person ${index}`;
        const { userId } = await service.createUser(displayName);
        participants.push({ userId, displayName });
      }
      return (await grace.createThread({ topic: 'Crowd', participants })).threadId;
    },
    signIn: (name) => enter(name),
    state,
    keys: () => state().threads.get(threadId)?.messageKeys ?? [],
    row: (key) => state().threads.get(threadId)?.rows.get(key),
    ownMark: () => state().threads.get(threadId)?.receipts.get(ada.userId)?.messageId,
    receiptsSent: () => requests.filter((request) => /^POST .*\/readReceipts/.test(request)).length,
    untilLive: () => waitFor(() => expect(state().connection).toBe('live')),
    refuse: (operations, status = 403) =>
      service.setFaults({ rules: [{ where: 'rest', fault: 'status', status, operations }] }),
    hold: (operation) =>
      service.setFaults({
        rules: [{ where: 'rest', fault: 'delay', ms: 400, operations: [operation] }],
      }),
    mend: () => service.setFaults({ rules: [] }),
    async end() {
      queryClient.clear();
      await Promise.all(sessions.map((session) => session.dispose()));
      await service.close();
    },
  };
}

/** A scene that ends with the test that asks for it, after everything that was rendered. */
export async function openChatScene(
  messages: readonly string[] = [],
  options: ChatSceneOptions = {},
): Promise<ChatScene> {
  const scene = await createChatScene(messages, options);
  onTestFinished(async () => {
    cleanup();
    await scene.end();
  });
  return scene;
}

/** Does what a user does, and gives what that returns, promises included, without waiting for them. */
export function actNow<Result>(run: () => Result): Result {
  const results: Result[] = [];
  act(() => {
    results.push(run());
  });
  for (const result of results) return result;
  throw new Error('What had to be done now was not done.');
}

/** Shows an error of what is below it, and a button that tries again. */
export function RetryBoundary({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => <ErrorBoundary onReset={reset}>{children}</ErrorBoundary>}
    </QueryErrorResetBoundary>
  );
}

interface ErrorBoundaryProps {
  readonly onReset: () => void;
  readonly children: ReactNode;
}

class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { readonly error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { onReset, children } = this.props;
    const { error } = this.state;
    if (error === null) return children;
    const retry = (): void => {
      onReset();
      this.setState({ error: null });
    };
    return (
      <p role="alert">
        {String(error)} <button onClick={retry}>Try again</button>
      </p>
    );
  }
}
