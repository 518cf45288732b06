'use client';

import type { TypingParticipant } from '@confab/chat-core';
import { useCallback } from 'react';
import { useChatSession } from './chat-context.ts';
import { useThreadSlice } from './use-chat-store.ts';

export interface UseTyping {
  /** The others who are typing, in the order in which they began. Each entry ends 8 s after its last notification. */
  readonly typing: readonly TypingParticipant[];
  /** Call it when the user types. At most one request leaves in 8 s. */
  readonly notifyTyping: () => void;
}

const nobody: readonly TypingParticipant[] = [];

/**
 * Who is typing in a thread. Renders when somebody begins or ends.
 *
 * @example
 * const { typing, notifyTyping } = useTyping(threadId);
 */
export function useTyping(threadId: string): UseTyping {
  const session = useChatSession();
  const typing = useThreadSlice(threadId, (thread) => thread.typing) ?? nobody;
  const notifyTyping = useCallback(() => session.notifyTyping(threadId), [session, threadId]);
  return { typing, notifyTyping };
}
