'use client';

import type { CreatedThread, NewParticipant } from '@confab/chat-core/session';
import { useCallback } from 'react';
import { useChatSession } from './chat-context.ts';
import { useCommand, type CommandState } from './use-command.ts';

/** A thread to be created. */
export interface NewThread {
  /** At most 250 characters. */
  readonly topic: string;
  /** Everybody but this user, each with a name, and with a `shareHistoryTime`. */
  readonly participants?: readonly NewParticipant[];
}

/** What {@link useCreateThread} returns. */
export interface UseCreateThread extends CommandState {
  /**
   * Creates a thread with this user in it; it is carried out once, also when answers are lost. Resolves to `{ threadId, failed,
   * retryFailed }`: who could not be added is in `failed`, each with the error and whether it may work later, and `retryFailed()` tries
   * just those again. Nobody has to await it.
   */
  readonly createThread: (thread: NewThread) => Promise<CreatedThread>;
}

/**
 * Creates threads. Renders when the last creation has come further.
 *
 * @example
 * const { createThread } = useCreateThread();
 * const { threadId, failed, retryFailed } = await createThread({
 *   topic: 'Launch',
 *   participants: [{ userId, displayName: 'Grace', shareHistoryTime: new Date() }],
 * });
 */
export function useCreateThread(): UseCreateThread {
  const session = useChatSession();
  const { watch, ...state } = useCommand('create-thread');
  const createThread = useCallback(
    (thread: NewThread) => watch(session.createThread(thread)),
    [session, watch],
  );
  return { createThread, ...state };
}
