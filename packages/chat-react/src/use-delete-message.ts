'use client';

import { useCallback } from 'react';
import { useChatContext } from './chat-context.ts';
import { serviceKeyOf } from './service-key.ts';
import { useCommand, type CommandState } from './use-command.ts';

/** What {@link useDeleteMessage} returns. */
export interface UseDeleteMessage extends CommandState {
  /**
   * Deletes an own message, also one that is still on its way. It shows at once. Resolves when the service has it; rejects when it was
   * refused: the message is then as it was. Nobody has to await it.
   */
  readonly deleteMessage: (messageKey: string) => Promise<void>;
}

/**
 * Deletes own messages of a thread. Renders when the last deletion has come further.
 *
 * @example
 * const { deleteMessage } = useDeleteMessage(threadId);
 */
export function useDeleteMessage(threadId: string): UseDeleteMessage {
  const { session, store } = useChatContext();
  const { watch, ...state } = useCommand('delete', threadId);
  const deleteMessage = useCallback(
    (messageKey: string) =>
      watch(session.remove(threadId, serviceKeyOf(store, threadId, messageKey))),
    [session, store, threadId, watch],
  );
  return { deleteMessage, ...state };
}
