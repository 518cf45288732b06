import { QueryClient, useQueryClient } from '@tanstack/react-query';
import { cleanup } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { createChatStore } from '../chat-store.ts';
import { openChatScene } from '../test-support/chat-scene.tsx';
import { useMessages } from '../use-messages.ts';
import { useUser } from '../use-user.ts';
import { renderWithChat } from './index.ts';

test('a component is rendered with a session, with what the provider is given, and with a QueryClient of its own', async () => {
  const { ada, threadId } = await openChatScene(['Hello']);
  const clients: QueryClient[] = [];
  function Summary(): ReactNode {
    clients.push(useQueryClient());
    const { messageKeys } = useMessages(threadId);
    const { displayName } = useUser('8:acs:x_y');
    return `${displayName} sees ${messageKeys.length} messages`;
  }
  const resolveUser = (): { displayName: string } => ({ displayName: 'Ada' });
  const wrapper = ({ children }: { readonly children: ReactNode }): ReactNode => (
    <main>{children}</main>
  );
  const first = renderWithChat(<Summary />, { session: ada, resolveUser, wrapper });
  expect(await first.findByText('Ada sees 3 messages')).toBe(first.getByRole('main'));
  expect(first.store).toBe(createChatStore(ada));
  expect(clients.at(-1)).toBe(first.queryClient);
  cleanup();

  const queryClient = new QueryClient();
  const second = renderWithChat(<Summary />, { session: ada, queryClient });
  expect(second.getByText('undefined sees 3 messages')).toBeDefined();
  expect(clients.at(-1)).toBe(queryClient);
  expect(second.queryClient).not.toBe(first.queryClient);
});
