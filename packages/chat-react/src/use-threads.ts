'use client';

import { threadsQuery } from './chat-queries.ts';
import { useChatSession } from './chat-context.ts';
import { useChatStore } from './use-chat-store.ts';
import { useLoad, type LoadState } from './use-load.ts';

export interface UseThreads extends LoadState {
  /** Latest activity first. */
  readonly threadIds: readonly string[];
}

/**
 * The user's threads. Renders when their order changes, not when one of them does.
 *
 * @example
 * const { threadIds } = useThreads();
 * return threadIds.map((id) => <ThreadRow key={id} threadId={id} />);
 */
export function useThreads(): UseThreads {
  const session = useChatSession();
  const threadIds = useChatStore((state) => state.threadIds);
  const areLoaded = useChatStore((state) => state.areThreadsLoaded);
  return { threadIds, ...useLoad(threadsQuery(session), areLoaded, true) };
}
