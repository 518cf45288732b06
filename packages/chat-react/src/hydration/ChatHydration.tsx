'use client';

import { useEffect, useState, type ReactNode } from 'react';
import { useChatSession } from '../chat-context.ts';
import { hydrateChat, type DehydratedChat } from './dehydrate-chat.ts';

/** Props of {@link ChatHydration}. */
export interface ChatHydrationProps {
  /** What `dehydrateChat` gave on the server that rendered the page. Later ones add what they know of other threads. */
  readonly state: DehydratedChat;
  readonly children?: ReactNode;
}

/**
 * Has the components below it begin with what the server knew. Right below the provider; on the server, too.
 *
 * @throws Error when the data are another user's, or were not made by this version of `dehydrateChat`.
 * @example
 * <ChatProvider session={session}>
 *   <ChatHydration state={dehydrated}>
 *     <Chat />
 *   </ChatHydration>
 * </ChatProvider>
 */
export function ChatHydration({ state, children }: ChatHydrationProps): ReactNode {
  const session = useChatSession();
  // It has to be there when what is below renders first. Later nothing else must change while this renders.
  const [first] = useState(() => {
    hydrateChat(session, state);
    return { session, state };
  });
  useEffect(() => {
    // Another user who signs in later begins with nothing of it.
    if (session === first.session || state !== first.state) hydrateChat(session, state);
  }, [first, session, state]);
  return children;
}
