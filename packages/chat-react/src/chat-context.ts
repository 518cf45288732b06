'use client';

import type { ChatSession } from '@confab/chat-core/session';
import { createContext, useContext } from 'react';
import type { ChatStore } from './chat-store.ts';
import type { ResolveUser } from './user-directory.ts';

/** What the provider hands down. The object stays the same as long as the session does. */
export interface ChatContextValue {
  readonly session: ChatSession;
  readonly store: ChatStore;
  readonly resolveUser: ResolveUser | undefined;
}

export const ChatContext: React.Context<ChatContextValue | null> =
  createContext<ChatContextValue | null>(null);

/** The session and its store. Throws outside a provider. */
export function useChatContext(): ChatContextValue {
  const value = useContext(ChatContext);
  if (value === null) {
    throw new Error(
      'A Confab hook was used outside <ChatProvider>, so there is no chat. Wrap the component in <ChatProvider>.',
    );
  }
  return value;
}

/** The session, for commands that no hook covers. Throws outside a provider. */
export function useChatSession(): ChatSession {
  return useChatContext().session;
}

/** The store itself, to read once or to subscribe by hand. Throws outside a provider. */
export function useChatStoreApi(): ChatStore {
  return useChatContext().store;
}
