'use client';

import type { ConnectionStatus } from '@confab/chat-core';
import type { ChatState } from '@confab/chat-core/state';
import { useCallback } from 'react';
import { useChatSession } from './chat-context.ts';
import { useChatStore } from './use-chat-store.ts';

/** What {@link useConnection} returns. */
export interface UseConnection {
  readonly status: ConnectionStatus;
  /** Changes arrive as they happen. */
  readonly isLive: boolean;
  /** False: unsent messages and drafts end with the page. Say so. */
  readonly isPersisted: boolean;
  /** Why they are not kept on this device. */
  readonly persistenceProblem: ChatState['persistenceProblem'];
  /** The session has ended for good: it was disposed, or the user has signed out here or in another tab. */
  readonly ended: ChatState['ended'];
  /**
   * Tries anew when the token was refused (`auth-blocked`), once the user has signed in again, or after `session.stop()`.
   * @throws ChatClientError `disposed` when the session has ended.
   */
  readonly reconnect: () => void;
}

/**
 * Whether changes arrive as they happen, and whether what the user writes is kept. Renders when one of the returned fields changes.
 *
 * @example
 * const { status, isPersisted } = useConnection();
 * return status === 'reconnecting' ? <p>Reconnecting…</p> : null;
 */
export function useConnection(): UseConnection {
  const session = useChatSession();
  const status = useChatStore((state) => state.connection);
  const isPersisted = useChatStore((state) => state.isPersisted);
  const persistenceProblem = useChatStore((state) => state.persistenceProblem);
  const ended = useChatStore((state) => state.ended);
  const reconnect = useCallback(() => session.start(), [session]);
  return { status, isLive: status === 'live', isPersisted, persistenceProblem, ended, reconnect };
}
