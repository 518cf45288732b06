'use client';

import { useChatSession } from './chat-context.ts';
import { threadQuery } from './chat-queries.ts';
import { useThreadSlice } from './use-chat-store.ts';
import { useLoad, type LoadState } from './use-load.ts';

export interface UseThread extends LoadState {
  /** `undefined` while unknown. */
  readonly topic: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number | undefined;
  /** When the newest message arrived, in milliseconds since 1970. */
  readonly lastMessageAt: number | undefined;
}

/**
 * One thread's properties. Renders when one of the returned fields changes.
 *
 * @example
 * const { topic, error } = useThread(threadId);
 */
export function useThread(threadId: string): UseThread {
  const session = useChatSession();
  const createdAt = useThreadSlice(threadId, (thread) => thread.createdAt);
  const topic = useThreadSlice(threadId, (thread) => thread.topic || undefined);
  const lastMessageAt = useThreadSlice(threadId, (thread) => thread.lastMessageAt);
  const isKnown = useThreadSlice(threadId, () => true) ?? false;
  const load = useLoad(threadQuery(session, threadId), createdAt !== undefined, isKnown);
  return { topic, createdAt, lastMessageAt, ...load };
}
