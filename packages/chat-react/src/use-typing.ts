'use client';

import type { TypingParticipant } from '@confab/chat-core';
import { useCallback } from 'react';
import { useChatSession } from './chat-context.ts';
import { useIsOpen, useThreadSlice } from './use-chat-store.ts';
import { useParticipantsLoad } from './use-participants.ts';
import { useSignalSupport, type SignalSupport } from './use-signal-support.ts';

/** What {@link useTyping} returns. */
export interface UseTyping extends SignalSupport {
  /** The others who are typing, in the order in which they began. Each entry ends 8 s after its last notification. */
  readonly typing: readonly TypingParticipant[];
  /** Call it when the user types. At most one request leaves in 8 s. */
  readonly notifyTyping: () => void;
}

const nobody: readonly TypingParticipant[] = [];

/**
 * Who is typing in a thread. Renders when somebody begins or ends. In an open thread, one whose messages are shown, it loads the people,
 * because the service passes on no typing in threads with more than 20.
 *
 * @example
 * const { typing, notifyTyping } = useTyping(threadId);
 */
export function useTyping(threadId: string): UseTyping {
  const session = useChatSession();
  const typing = useThreadSlice(threadId, (thread) => thread.typing) ?? nobody;
  // A list of threads shows who types, too, and must not ask for the people of each of them.
  const isOpen = useIsOpen(threadId);
  useParticipantsLoad(threadId, isOpen);
  const support = useSignalSupport(threadId, 'Typing notifications');
  const notifyTyping = useCallback(() => session.notifyTyping(threadId), [session, threadId]);
  return { typing, notifyTyping, ...support };
}
