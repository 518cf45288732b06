'use client';

import type { Message } from '@confab/chat-core';
import { messageOf } from '@confab/chat-core/state';
import { useChatSession } from './chat-context.ts';
import { messageQuery } from './chat-queries.ts';
import { useThreadSlice } from './use-chat-store.ts';
import { useRepeatedLoad, type LoadState } from './use-load.ts';
import { useOptionalQuery } from './use-optional-query.ts';

/** What {@link useMessage} returns. */
export interface UseMessage extends LoadState {
  /** `undefined` while it is not there. */
  readonly message: Message | undefined;
}

/** Ids of the service are decimal numbers. A row that is still unsent has another key, and nothing can be read of it. */
const serviceId = /^\d+$/;

/**
 * One message, by its row key or by the service's id. One that is not loaded, for example because a reply quotes it, is read from the
 * service and kept up to date. Renders when this message changes.
 *
 * @example
 * const { message } = useMessage(threadId, messageKey);
 */
export function useMessage(threadId: string, messageKey: string): UseMessage {
  const session = useChatSession();
  const message = useThreadSlice(threadId, (thread) => messageOf(thread, messageKey));
  const isMissing = message === undefined && serviceId.test(messageKey);
  // A row that is loaded, as nearly all are, watches no query.
  const load = useOptionalQuery(
    isMissing ? messageQuery(session, threadId, messageKey) : undefined,
  );
  const { error, isRepeated } = useRepeatedLoad(load, isMissing);
  return { message, isPending: load.isPending || isRepeated, error, refetch: load.refetch };
}
