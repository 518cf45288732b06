'use client';

import type { MessageEdit } from '@confab/chat-core/session';
import { useCallback } from 'react';
import { useChatContext } from './chat-context.ts';
import { serviceKeyOf } from './service-key.ts';
import { useCommand, type CommandState } from './use-command.ts';

/** What {@link useUpdateMessage} returns. */
export interface UseUpdateMessage extends CommandState {
  /**
   * Changes an own message, also one that is still on its way. It shows at once. Resolves when the service has it; rejects when it was
   * refused: the message is then as it was, and its `failedChange` keeps what was typed. Nobody has to await it.
   */
  readonly updateMessage: (messageKey: string, edit: MessageEdit | string) => Promise<void>;
}

/**
 * Edits own messages of a thread. Renders when the last edit has come further.
 *
 * @example
 * const { updateMessage } = useUpdateMessage(threadId);
 * updateMessage(messageKey, 'What I meant');
 */
export function useUpdateMessage(threadId: string): UseUpdateMessage {
  const { session, store } = useChatContext();
  const { watch, ...state } = useCommand('edit', threadId);
  const updateMessage = useCallback(
    (messageKey: string, edit: MessageEdit | string) => {
      const content = typeof edit === 'string' ? { content: edit } : edit;
      return watch(session.edit(threadId, serviceKeyOf(store, threadId, messageKey), content));
    },
    [session, store, threadId, watch],
  );
  return { updateMessage, ...state };
}
