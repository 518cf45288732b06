import { ChatClient, createTokenCredential } from '@confab/chat-core';
import { createChatSession } from '@confab/chat-core/session';
import type { ChatSession } from '@confab/chat-core/session';
import { createChatService, type ChatService } from '@confab/chat-server';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, type RenderResult } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { ChatProvider } from '../ChatProvider.tsx';

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });

/** Two people on a service in this process, with one thread. */
export interface ChatScene {
  readonly service: ChatService;
  readonly ada: ChatSession;
  readonly grace: ChatSession;
  readonly threadId: string;
  /** Ada's requests, in order: method, path and query. */
  readonly requests: readonly string[];
  readonly queryClient: QueryClient;
  /** Renders as Ada, in StrictMode. */
  readonly renderAsAda: (ui: ReactNode) => RenderResult;
  /** Posts to the thread as Grace, for what a session cannot do yet. */
  readonly asGrace: (path: string, body: object) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Opens the service, signs both in, and lets Grace say each of `messages`. */
export async function createChatScene(messages: readonly string[] = []): Promise<ChatScene> {
  const service = await createChatService();
  const requests: string[] = [];
  const [ada, grace] = await Promise.all([signIn('Ada', requests), signIn('Grace', [])]);
  const { threadId } = await grace.createThread({
    topic: 'Launch',
    participants: [{ userId: ada.userId, displayName: 'Ada' }],
  });
  for (const content of messages) await grace.send(threadId, { content }).settled;
  const queryClient = new QueryClient();

  async function signIn(name: string, seen: string[]): Promise<ChatSession> {
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
    return createChatSession(client, { userId, displayName: name });
  }

  return {
    service,
    ada,
    grace,
    threadId,
    requests,
    queryClient,
    renderAsAda: (ui) =>
      render(
        <StrictMode>
          <QueryClientProvider client={queryClient}>
            <ChatProvider session={ada}>{ui}</ChatProvider>
          </QueryClientProvider>
        </StrictMode>,
      ),
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
    async end() {
      queryClient.clear();
      await Promise.all([ada.dispose(), grace.dispose()]);
      await service.close();
    },
  };
}
