'use client';

import { chatLimits } from '@confab/chat-core/model';
import type { ReadReceipt } from '@confab/chat-core';
import { supportsReceipts } from '@confab/chat-core/state';
import { useMemo } from 'react';
import { useChatSession } from './chat-context.ts';
import { receiptsQuery } from './chat-queries.ts';
import { useThreadSlice } from './use-chat-store.ts';
import { useLoad, type LoadState } from './use-load.ts';

export interface UseReadReceipts extends LoadState {
  /** How far each participant has read, this user included. */
  readonly receipts: readonly ReadReceipt[];
  /** False when the thread has more participants than the service keeps receipts for. */
  readonly supported: boolean;
  /** Why there are none, as one sentence. */
  readonly reason: string | undefined;
}

/**
 * The furthest read receipt of each participant. Renders when one of them moves.
 *
 * @example
 * const { receipts, supported, reason } = useReadReceipts(threadId);
 */
export function useReadReceipts(threadId: string): UseReadReceipts {
  const session = useChatSession();
  const byUser = useThreadSlice(threadId, (thread) => thread.receipts);
  const supported = useThreadSlice(threadId, supportsReceipts) ?? true;
  // The store cannot tell that nobody has read anything from not having asked.
  const load = useLoad(receiptsQuery(session, threadId), false, false);
  const receipts = useMemo(() => [...(byUser?.values() ?? [])], [byUser]);
  return { receipts, supported, reason: supported ? undefined : unsupportedReason, ...load };
}

const unsupportedReason = `Read receipts are not available in chats with more than ${chatLimits.maxParticipantsForReceipts} people.`;
