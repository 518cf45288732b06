'use client';

import { useCallback } from 'react';
import { useChatContext } from './chat-context.ts';
import { readMessage } from './service-key.ts';
import { useCommand, type CommandState } from './use-command.ts';

/** What {@link useRetryMessage} returns. */
export interface UseRetryMessage extends CommandState {
  /**
   * Tries once more what has failed about an own message: sending it, or its last edit or deletion. Settles as that does; rejects with
   * `not-found` when nothing about the message has failed. Nobody has to await it.
   */
  readonly retry: (messageKey: string) => Promise<void>;
  /** Takes a message back that is not known to be sent. False, and nothing has happened, when there is none. */
  readonly discard: (messageKey: string) => boolean;
}

/**
 * What can be done about failed messages of a thread. Renders when the last retry has come further.
 *
 * @example
 * const { retry, discard } = useRetryMessage(threadId);
 * {message.failure?.retryable && <button onClick={() => retry(messageKey)}>Try again</button>}
 */
export function useRetryMessage(threadId: string): UseRetryMessage {
  const { session, store } = useChatContext();
  const { watch, ...state } = useCommand('retry', threadId);
  const retry = useCallback(
    (messageKey: string) => {
      const tryAgain = async (): Promise<void> => {
        const message = readMessage(store, threadId, messageKey);
        const key = message?.id ?? messageKey;
        const change = message?.sendState === 'failed' ? undefined : message?.failedChange;
        if (change === undefined) await session.retry(message?.clientMessageId ?? key);
        else if (change.kind === 'delete') await session.remove(threadId, key);
        else await session.edit(threadId, key, { content: '', ...change });
      };
      return watch(tryAgain());
    },
    [session, store, threadId, watch],
  );
  const discard = useCallback(
    (messageKey: string) =>
      session.discard(readMessage(store, threadId, messageKey)?.clientMessageId ?? messageKey),
    [session, store, threadId],
  );
  return { retry, discard, ...state };
}
