'use client';

import type { AddedParticipants, NewParticipant } from '@confab/chat-core/session';
import { useMemo } from 'react';
import { useChatSession } from './chat-context.ts';
import { useCommand, type CommandState } from './use-command.ts';

/** What {@link useThreadActions} returns. Nobody has to await the promises: `isPending` and `error` tell of the last one. */
export interface UseThreadActions extends CommandState {
  /**
   * Adds people, each with a name, and with a `shareHistoryTime` from which on messages are visible to the person. Resolves to
   * `{ failed, retryFailed }`: who could not be added, each with the error and whether it may work later; `retryFailed()` tries just
   * those again.
   */
  readonly addParticipants: (participants: readonly NewParticipant[]) => Promise<AddedParticipants>;
  /** Removes somebody. */
  readonly removeParticipant: (userId: string) => Promise<void>;
  /** Sets the topic, at most 250 characters. */
  readonly updateTopic: (topic: string) => Promise<void>;
  /** Leaves the thread: it disappears from the list, and nothing more of it arrives. */
  readonly leave: () => Promise<void>;
  /** Deletes the thread for everybody. */
  readonly deleteThread: () => Promise<void>;
}

/**
 * What can be done with a thread. Renders when the last action has come further.
 *
 * @example
 * const { addParticipants, error } = useThreadActions(threadId);
 * const { failed, retryFailed } = await addParticipants([{ userId, displayName: 'Grace' }]);
 */
export function useThreadActions(threadId: string): UseThreadActions {
  const session = useChatSession();
  const { watch, ...state } = useCommand('thread', threadId);
  const actions = useMemo(
    () => ({
      addParticipants: (participants: readonly NewParticipant[]) =>
        watch(session.addParticipants(threadId, participants)),
      removeParticipant: (userId: string) => watch(session.removeParticipant(threadId, userId)),
      updateTopic: (topic: string) => watch(session.updateTopic(threadId, topic)),
      leave: () => watch(session.leave(threadId)),
      deleteThread: () => watch(session.deleteThread(threadId)),
    }),
    [session, threadId, watch],
  );
  return { ...actions, ...state };
}
