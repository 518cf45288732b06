'use client';

import type { ThreadState } from '@confab/chat-core/state';
import { useChatSession } from './chat-context.ts';
import { threadQuery } from './chat-queries.ts';
import { useChatStore, useIsKnown, useIsOpen, useThreadSlice } from './use-chat-store.ts';
import { useLoad, type LoadState } from './use-load.ts';

/** What {@link useThread} returns. */
export interface UseThread extends LoadState {
  /** `undefined` while unknown, and in a thread without one. */
  readonly topic: string | undefined;
  /** Milliseconds since 1970. `undefined` until it is read. */
  readonly createdAt: number | undefined;
  /** Raw id. `undefined` until it is read. */
  readonly createdById: string | undefined;
  /** When the newest message arrived, in milliseconds since 1970. */
  readonly lastMessageAt: number | undefined;
  /**
   * `removed`: this user is no longer in the thread. `gone`: it does not exist any more. What is loaded of such a thread can still be
   * read, and nothing can be sent. `undefined` while unknown.
   */
  readonly access: ThreadState['access'] | undefined;
}

/**
 * One thread's properties. Renders when one of the returned fields changes. When it was created, and by whom, is read in an open thread,
 * one whose messages are shown, and in one that is not in the list of threads; in a row of that list it costs no request.
 *
 * @example
 * const { topic, access, error } = useThread(threadId);
 * if (access === 'removed') return <p>You are no longer in this chat.</p>;
 */
export function useThread(threadId: string): UseThread {
  const session = useChatSession();
  const createdAt = useThreadSlice(threadId, (thread) => thread.createdAt);
  const createdById = useThreadSlice(threadId, (thread) => thread.createdById);
  const topic = useThreadSlice(threadId, (thread) => thread.topic || undefined);
  const lastMessageAt = useThreadSlice(threadId, (thread) => thread.lastMessageAt);
  const access = useChatStore(
    ({ threads, leftThreads }) => leftThreads.get(threadId) ?? threads.get(threadId)?.access,
  );
  // The list of threads has brought what its rows show. They must not ask for each of them.
  const isListed = useThreadSlice(threadId, (thread) => thread.isListed) ?? false;
  const isOpen = useIsOpen(threadId);
  const hasAccess = access === undefined || access === 'member';
  const load = useLoad(threadQuery(session, threadId), {
    isInStore: isListed || createdAt !== undefined,
    isKnown: useIsKnown(threadId),
    // The service tells those who were removed, too, and that they were must not be forgotten over it.
    enabled: hasAccess && (isOpen || !isListed),
  });
  return { topic, createdAt, createdById, lastMessageAt, access, ...load };
}
