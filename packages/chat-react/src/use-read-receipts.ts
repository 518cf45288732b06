'use client';

import type { ReadReceipt } from '@confab/chat-core';
import type { ChatState } from '@confab/chat-core/state';
import { useCallback } from 'react';
import { useChatSession } from './chat-context.ts';
import { receiptsQuery } from './chat-queries.ts';
import { useLoad, type LoadState } from './use-load.ts';
import { usePaged, type PageOptions, type PageState } from './use-paged.ts';
import { useParticipantsLoad } from './use-participants.ts';
import { useSignalSupport, type SignalSupport } from './use-signal-support.ts';

/** What {@link useReadReceipts} returns. */
export interface UseReadReceipts extends LoadState, PageState, SignalSupport {
  /** How far each participant has read, this user included. Empty where receipts are not supported. */
  readonly receipts: readonly ReadReceipt[];
}

/**
 * The furthest read receipt of each participant. Renders when one of them moves. It loads the people of the thread, too, because the
 * service keeps no receipts for threads with more than 20 people.
 *
 * @example
 * const { receipts, supported, reason } = useReadReceipts(threadId);
 * if (!supported) return <p>{reason}</p>;
 */
export function useReadReceipts(threadId: string, options: PageOptions = {}): UseReadReceipts {
  const session = useChatSession();
  const support = useSignalSupport(threadId, 'Read receipts');
  const { supported } = support;
  useParticipantsLoad(threadId);
  // The store cannot tell that nobody has read anything from not having asked.
  const load = useLoad(receiptsQuery(session, threadId), { isInStore: !supported, isKnown: false });
  const { items, ...paging } = usePaged(
    useCallback(
      ({ threads }: ChatState) => (supported ? threads.get(threadId)?.receipts : undefined),
      [supported, threadId],
    ),
    options,
  );
  const error = supported ? load.error : null;
  return { receipts: items, ...support, ...load, error, ...paging };
}
