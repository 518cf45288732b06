'use client';

import { countUnread, hasUnread, type ChatState, type ThreadState } from '@confab/chat-core/state';
import { useMemo, useState } from 'react';
import { useChatStore } from '../use-chat-store.ts';

/** What {@link useTotalUnread} returns. The same object until it changes. */
export interface UseTotalUnread {
  /** Unread messages of the threads whose messages are loaded. */
  readonly count: number;
  /** There are more: in a thread of which nobody knows how many, or beyond the 99 that are counted in each. */
  readonly isMore: boolean;
  readonly hasUnread: boolean;
}

/** So many are counted in one thread. */
const maxCounted = 99;

/**
 * What is new in all threads together. Renders when it changes.
 *
 * @example
 * const { count, isMore } = useTotalUnread();
 * return count > 0 ? <b>{count}{isMore && '+'}</b> : null;
 */
export function useTotalUnread(): UseTotalUnread {
  const [readTotal] = useState(createTotal);
  // One number, so that only another outcome renders: the count, and a half when there are more.
  const total = useChatStore(readTotal);
  return useMemo(() => {
    const count = Math.floor(total);
    return { count, isMore: count < total, hasUnread: total > 0 };
  }, [total]);
}

/** Counts each thread once for each change of it: a thread is a new object in every batch that touched it. */
function createTotal(): (state: ChatState) => number {
  const counted = new WeakMap<ThreadState, number>();
  const unreadIn = (thread: ThreadState, userId: string): number => {
    let unread = counted.get(thread);
    if (unread === undefined) {
      unread = countIn(thread, userId);
      counted.set(thread, unread);
    }
    return unread;
  };
  return ({ threadIds, threads, userId }) => {
    let sum = 0;
    let isMore = false;
    for (const id of threadIds) {
      const thread = threads.get(id);
      const unread = thread === undefined ? 0 : unreadIn(thread, userId);
      sum += Math.floor(unread);
      isMore ||= unread % 1 > 0;
    }
    return isMore ? sum + 0.5 : sum;
  };
}

function countIn(thread: ThreadState, userId: string): number {
  if (!thread.isLoaded) return hasUnread(thread, userId) ? 0.5 : 0;
  const count = countUnread(thread, userId);
  return count > maxCounted ? maxCounted + 0.5 : count;
}
