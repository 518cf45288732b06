'use client';

import type { ChatSession } from '@confab/chat-core/session';
import { QueryClient, QueryClientContext, QueryClientProvider } from '@tanstack/react-query';
import { useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { ChatContext } from './chat-context.ts';
import { createChatStore } from './chat-store.ts';

export interface ChatProviderProps {
  readonly session: ChatSession;
  readonly children?: ReactNode;
}

/**
 * Gives the components below it a session. It starts the session when it mounts and leaves ending it to whoever created it. The
 * `QueryClient` above it is used; without one it brings its own.
 */
export function ChatProvider({ session, children }: ChatProviderProps): ReactNode {
  const value = useMemo(() => ({ session, store: createChatStore(session) }), [session]);
  useEffect(() => {
    session.start();
  }, [session]);

  const outerClient = useContext(QueryClientContext);
  const [ownClient] = useState(() => (outerClient === undefined ? new QueryClient() : undefined));
  const chat = <ChatContext.Provider value={value}>{children}</ChatContext.Provider>;
  if (outerClient !== undefined || ownClient === undefined) return chat;
  return <QueryClientProvider client={ownClient}>{chat}</QueryClientProvider>;
}
