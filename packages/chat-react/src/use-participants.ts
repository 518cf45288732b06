'use client';

import type { Participant } from '@confab/chat-core';
import { useChatSession } from './chat-context.ts';
import { participantsQuery } from './chat-queries.ts';
import { useThreadSlice } from './use-chat-store.ts';
import { useLoad, type LoadState } from './use-load.ts';

export interface UseParticipants extends LoadState {
  readonly participants: readonly Participant[];
}

const nobody: readonly Participant[] = [];

/**
 * The people of a thread, this user among them. Renders when somebody comes or goes.
 *
 * @example
 * const { participants } = useParticipants(threadId);
 */
export function useParticipants(threadId: string): UseParticipants {
  const session = useChatSession();
  const participants = useThreadSlice(threadId, (thread) => thread.participants);
  const isKnown = useThreadSlice(threadId, () => true) ?? false;
  const load = useLoad(participantsQuery(session, threadId), participants !== undefined, isKnown);
  return { participants: participants ?? nobody, ...load };
}
