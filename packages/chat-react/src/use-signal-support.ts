'use client';

import { chatLimits } from '@confab/chat-core/model';
import { supportsReceipts } from '@confab/chat-core/state';
import { useThreadSlice } from './use-chat-store.ts';

/** Whether the service keeps read receipts and typing notifications for a thread. */
export interface SignalSupport {
  /** False when the thread has more people than the service keeps them for. True also while their number is not known. */
  readonly supported: boolean;
  /** Why there are none, as one English sentence. */
  readonly reason: string | undefined;
}

/** @param name - What there is none of, as a sentence begins with it. */
export function useSignalSupport(threadId: string, name: string): SignalSupport {
  const supported = useThreadSlice(threadId, supportsReceipts) ?? true;
  const most = chatLimits.maxParticipantsForReceipts;
  return {
    supported,
    reason: supported
      ? undefined
      : `${name} are not available in chats of more than ${most} people.`,
  };
}
