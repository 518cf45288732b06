import type { ChatSession } from '@confab/chat-core/session';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, type RenderOptions, type RenderResult } from '@testing-library/react';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { ChatProvider, type ChatProviderOptions } from '../ChatProvider.tsx';
import { createChatStore, type ChatStore } from '../chat-store.ts';

/** Options of {@link renderWithChat}; those of the testing library's `render` among them. */
export interface RenderWithChatOptions
  extends Omit<RenderOptions, 'queries'>, Omit<ChatProviderOptions, 'children'> {
  /** Who is signed in. Make it on an in-page service: `createChatService()` of `@confab/chat-server`. */
  readonly session: ChatSession;
  /** Default: a new one, so that no test sees what another one has loaded. */
  readonly queryClient?: QueryClient | undefined;
}

/** What {@link renderWithChat} returns: what `render` does, and what it has rendered with. */
export interface RenderWithChatResult extends RenderResult {
  readonly queryClient: QueryClient;
  readonly store: ChatStore;
}

/**
 * Renders a component under test below a provider, and below a `QueryClient` of its own. The session goes on afterwards: dispose of it.
 *
 * @example
 * const { findByText } = renderWithChat(<Thread threadId={threadId} />, { session });
 * await findByText('Hello');
 */
export function renderWithChat(
  ui: ReactElement,
  {
    session,
    queryClient = new QueryClient(),
    resolveUser,
    resolveUsers,
    onMessage,
    onError,
    wrapper: Wrapper = Fragment,
    ...options
  }: RenderWithChatOptions,
): RenderWithChatResult {
  const provided = { session, resolveUser, resolveUsers, onMessage, onError };
  const withChat = ({ children }: { readonly children: ReactNode }): ReactNode => (
    <Wrapper>
      <QueryClientProvider client={queryClient}>
        <ChatProvider {...provided}>{children}</ChatProvider>
      </QueryClientProvider>
    </Wrapper>
  );
  const result = render(ui, { ...options, wrapper: withChat });
  return { ...result, queryClient, store: createChatStore(session) };
}
