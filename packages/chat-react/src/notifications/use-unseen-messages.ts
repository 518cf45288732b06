'use client';

import type { Message } from '@confab/chat-core';
import { useEffect } from 'react';
import { useChatContext } from '../chat-context.ts';
import { useNewMessages } from '../use-new-messages.ts';
import { isLookingAnywhere, tellLooking } from './looking.ts';

/** Calls the listener for each message that somebody else writes while the user looks at no page of the chat. `undefined`: nothing is heard. */
export function useUnseenMessages(listener: ((message: Message) => void) | undefined): void {
  const context = useChatContext();
  const { userId } = context.session;
  const isWanted = listener !== undefined;
  useEffect(() => (isWanted ? tellLooking(userId) : undefined), [isWanted, userId]);
  useNewMessages(
    context,
    listener &&
      ((message) => {
        void isLookingAnywhere(userId).then((isSeen) => (isSeen ? undefined : listener(message)));
      }),
  );
}
