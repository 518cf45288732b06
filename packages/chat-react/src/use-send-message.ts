'use client';

import type { MessageDraft, SendHandle } from '@confab/chat-core/session';
import { useCallback } from 'react';
import { useChatSession } from './chat-context.ts';
import { useCommand, type CommandState } from './use-command.ts';

/** What {@link useSendMessage} returns. */
export interface UseSendMessage extends CommandState {
  /**
   * Puts text, or a draft such as `{ content: '<b>Hi</b>', kind: 'html' }`, into the outbox and returns at once: its row is on screen in
   * this frame. Later failures show on the row.
   * @throws ChatClientError, and nothing is sent: `invalid-argument` when the content is empty, `too-large`, `outbox-full`, `disposed`.
   */
  readonly send: (draft: MessageDraft | string) => SendHandle;
}

/**
 * Sends messages to a thread. Renders when the message that was sent last has come further.
 *
 * @example
 * const { send } = useSendMessage(threadId);
 * send('Hello');
 */
export function useSendMessage(threadId: string): UseSendMessage {
  const session = useChatSession();
  const { watch, ...state } = useCommand('send', threadId);
  const send = useCallback(
    (draft: MessageDraft | string) => {
      const handle = session.send(threadId, typeof draft === 'string' ? { content: draft } : draft);
      void watch(handle.settled);
      return handle;
    },
    [session, threadId, watch],
  );
  return { send, ...state };
}
