'use client';

import type { MessageDraft, SendHandle } from '@confab/chat-core/session';
import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useChatSession } from './chat-context.ts';

export interface UseSendMessage {
  /**
   * Puts the message into the outbox and returns at once: its row is on screen in this frame. Throws when the content is empty or
   * too long; then nothing is sent. Later failures show on the row.
   */
  readonly send: (draft: MessageDraft | string) => SendHandle;
  /** True while the message that was sent last is on its way. */
  readonly isPending: boolean;
  /** Why the message that was sent last was refused. */
  readonly error: Error | null;
}

/**
 * Sends messages to a thread.
 *
 * @example
 * const { send } = useSendMessage(threadId);
 * send('Hello');
 */
export function useSendMessage(threadId: string): UseSendMessage {
  const session = useChatSession();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (handle: SendHandle) => handle.settled,
    networkMode: 'always',
    retry: false,
  });
  const send = useCallback(
    (draft: MessageDraft | string) => {
      const handle = session.send(threadId, typeof draft === 'string' ? { content: draft } : draft);
      mutate(handle);
      return handle;
    },
    [session, threadId, mutate],
  );
  return { send, isPending, error };
}
