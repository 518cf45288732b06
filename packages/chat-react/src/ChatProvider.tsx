'use client';

import type { Message } from '@confab/chat-core';
import type { ChatSession } from '@confab/chat-core/session';
import { QueryClient, QueryClientContext, QueryClientProvider } from '@tanstack/react-query';
import { useContext, useEffect, useMemo, type ReactNode } from 'react';
import { ChatContext } from './chat-context.ts';
import { hasCode } from './chat-queries.ts';
import { createChatStore } from './chat-store.ts';
import { forgetEvictedQueries } from './forget-evicted-queries.ts';
import { useLatest } from './use-latest.ts';
import { useNewMessages } from './use-new-messages.ts';
import { useOwnSession, type OwnSessionProps } from './use-own-session.ts';
import { useUserDirectory } from './use-user-directory.ts';
import type { UserResolvers } from './user-directory.ts';

/** What a provider does beside handing down a session. None of the functions need be the same between renders. */
export interface ChatProviderOptions extends UserResolvers {
  readonly children?: ReactNode;
  /**
   * Called once for each message that somebody else has written, in any thread, when it arrives: for a sound or a notification. After a
   * lost connection it is called for those that were missed in loaded threads.
   */
  readonly onMessage?: ((message: Message) => void) | undefined;
  /** Told of errors that no promise and no hook carries, such as a failed catch-up, which is tried again by itself. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** A session that you have made, and will end. */
export interface GivenSessionProps {
  readonly session: ChatSession;
}

/** Either a session, or what one is made of. */
export type ChatProviderProps = ChatProviderOptions &
  (
    | (GivenSessionProps & { readonly [Name in keyof OwnSessionProps]?: undefined })
    | (OwnSessionProps & { readonly session?: undefined })
  );

/**
 * Gives the components below it a session. It starts the session when it mounts. One that you hand it is yours to end; one that it makes
 * itself, of an endpoint and a credential, ends when it unmounts. The `QueryClient` above it is used; without one it brings its own.
 *
 * @throws Error when it has neither a session nor an endpoint, a credential and a user id.
 * @example
 * <ChatProvider endpoint={endpoint} credential={credential} userId={userId} displayName="Ada">
 *   <Chat />
 * </ChatProvider>
 */
export function ChatProvider(props: ChatProviderProps): ReactNode {
  if (props.session) return <SessionProvider {...props} />;
  const { endpoint, credential, userId } = props;
  if (!endpoint || !credential || !userId) {
    throw new Error(
      '<ChatProvider> has no session, so there is no chat. Give it session={session}, or endpoint, credential and userId.',
    );
  }
  return <OwnSessionProvider {...props} />;
}

function OwnSessionProvider(props: ChatProviderOptions & OwnSessionProps): ReactNode {
  const session = useOwnSession(props);
  return <SessionProvider {...props} session={session} />;
}

/** The clients of sessions below no other one. They outlive renderings that React throws away because something below waits. */
const ownClients = new WeakMap<ChatSession, QueryClient>();

function ownClientOf(session: ChatSession): QueryClient {
  const client = ownClients.get(session) ?? new QueryClient();
  ownClients.set(session, client);
  return client;
}

function SessionProvider(props: ChatProviderOptions & GivenSessionProps): ReactNode {
  const { session, children } = props;
  const resolveUser = useUserDirectory(props);
  const value = useMemo(
    () => ({ session, store: createChatStore(session), resolveUser }),
    [session, resolveUser],
  );
  const outerClient = useContext(QueryClientContext);
  const queryClient = outerClient ?? ownClientOf(session);
  const onError = useLatest(props.onError);
  useEffect(() => {
    const stops = [
      session.onError((error) => onError.current?.(error)),
      forgetEvictedQueries(session, queryClient),
    ];
    try {
      session.start();
    } catch (error) {
      // What was loaded of a session that has ended can still be read.
      if (!hasCode(error, 'disposed')) throw error;
    }
    return () => stops.forEach((stop) => stop());
  }, [onError, queryClient, session]);
  useNewMessages(value, props.onMessage);

  const chat = <ChatContext.Provider value={value}>{children}</ChatContext.Provider>;
  if (outerClient !== undefined) return chat;
  return <QueryClientProvider client={queryClient}>{chat}</QueryClientProvider>;
}
