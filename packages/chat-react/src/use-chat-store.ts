'use client';

import type { ChatState, ThreadState } from '@confab/chat-core/state';
import { useStore } from 'zustand';
import { useChatContext } from './chat-context.ts';

/**
 * Reads a slice of the state and renders again only when that slice is another value (`Object.is`). Select messages, key
 * arrays or primitives: the tables (`threads`, `rows`) change in place and are always the same object.
 *
 * @example
 * const topic = useChatStore((state) => state.threads.get(threadId)?.topic);
 */
export function useChatStore<Slice>(selector: (state: ChatState) => Slice): Slice {
  return useStore(useChatContext().store, selector);
}

/** As {@link useChatStore}, for one thread. `undefined` while the thread is unknown. */
export function useThreadSlice<Slice>(
  threadId: string,
  selector: (thread: ThreadState, state: ChatState) => Slice,
): Slice | undefined {
  return useChatStore((state) => {
    const thread = state.threads.get(threadId);
    return thread === undefined ? undefined : selector(thread, state);
  });
}

/** Whether anything is known of the thread. */
export function useIsKnown(threadId: string): boolean {
  return useChatStore(({ threads }) => threads.has(threadId));
}

/** Whether somebody shows the messages of the thread. */
export function useIsOpen(threadId: string): boolean {
  return useChatStore(({ heldThreadIds }) => heldThreadIds.has(threadId));
}
