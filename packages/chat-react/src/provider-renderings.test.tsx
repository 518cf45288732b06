import { createTokenCredential } from '@confab/chat-core';
import type { ChatSession } from '@confab/chat-core/session';
import { render, screen } from '@testing-library/react';
import { StrictMode, Suspense, type ReactNode } from 'react';
import { expect, test } from 'vitest';
import { ChatProvider } from './ChatProvider.tsx';
import { openChatScene, RetryBoundary } from './test-support/chat-scene.tsx';
import { useSuspenseThreads } from './use-suspense-threads.ts';
import { useUser } from './use-user.ts';
import type { ResolveUser } from './user-directory.ts';

function Count(): ReactNode {
  const { threadIds } = useSuspenseThreads();
  return <p>{threadIds.length} threads</p>;
}

test('a provider that makes its session goes on with it when something below makes React render it anew', async () => {
  const { service } = await openChatScene();
  const { userId, token } = await service.createUser('Ada');
  const credential = createTokenCredential(token);
  let requests = 0;
  const fetch: typeof service.fetch = (input, init) => {
    requests += 1;
    return service.fetch(input, init);
  };
  const provider = (key: string): ReactNode => (
    <ChatProvider
      key={key}
      endpoint="http://localhost"
      credential={credential}
      userId={userId}
      clientOptions={{ fetch, webSocket: service.webSocket }}
    >
      <Count />
    </ChatProvider>
  );
  const { unmount } = render(
    <StrictMode>
      <Suspense fallback="Waiting">
        {provider('one')}
        {provider('two')}
      </Suspense>
    </StrictMode>,
  );
  expect(await screen.findAllByText('1 threads')).toHaveLength(2);
  expect(requests).toBeLessThan(20);
  unmount();
});

test('a load that fails reaches the error boundary, also without a QueryClient of the app', async () => {
  const { ada, refuse, mend } = await openChatScene();
  refuse(['listChatThreads']);
  render(
    <RetryBoundary>
      <Suspense fallback="Waiting">
        <ChatProvider session={ada}>
          <Count />
        </ChatProvider>
      </Suspense>
    </RetryBoundary>,
    { onCaughtError() {} },
  );
  expect(await screen.findByRole('alert')).toBeDefined();
  mend();
});

test('who people are is asked of the resolver that came with the session', async () => {
  const { ada, grace } = await openChatScene();
  const Name = (): ReactNode => <p>{useUser('8:acs:x_y').displayName ?? 'Nobody'}</p>;
  const chat = (session: ChatSession, resolveUser?: ResolveUser): ReactNode => (
    <ChatProvider session={session} resolveUser={resolveUser}>
      <Name />
    </ChatProvider>
  );
  const { rerender } = render(chat(ada));
  expect(screen.getByText('Nobody')).toBeDefined();
  rerender(chat(ada, () => ({ displayName: 'As Ada knows' })));
  expect(await screen.findByText('As Ada knows')).toBeDefined();
  rerender(chat(grace, () => ({ displayName: 'As Grace knows' })));
  expect(await screen.findByText('As Grace knows')).toBeDefined();
});
