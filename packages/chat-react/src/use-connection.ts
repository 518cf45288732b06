'use client';

import type { ConnectionStatus } from '@confab/chat-core';
import { useChatStore } from './use-chat-store.ts';

/**
 * Whether changes arrive as they happen. Renders when the status changes.
 *
 * @example
 * const { status } = useConnection();
 * return status === 'reconnecting' ? <p>Reconnecting…</p> : null;
 */
export function useConnection(): { readonly status: ConnectionStatus; readonly isLive: boolean } {
  const status = useChatStore((state) => state.connection);
  return { status, isLive: status === 'live' };
}
