'use client';

import type { Message } from '@confab/chat-core';
import { messageReads } from '@confab/chat-core/state';
import { useEffect } from 'react';
import type { ChatContextValue } from './chat-context.ts';
import { useLatest } from './use-latest.ts';

/** Calls the listener of the latest render for each message that somebody else has written from now on. */
export function useNewMessages(
  context: ChatContextValue,
  onMessage: ((message: Message) => void) | undefined,
): void {
  const latest = useLatest(onMessage);
  const isWanted = onMessage !== undefined;
  useEffect(() => {
    if (!isWanted) return undefined;
    // Most apps do not ask for it, and it is here before the session has connected.
    const watching = import('./watch-new-messages.ts').then(({ watchNewMessages }) =>
      watchNewMessages(context, (message) => latest.current?.(message), messageReads),
    );
    return () => void watching.then((stop) => stop());
  }, [isWanted, latest, context]);
}
