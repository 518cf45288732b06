'use client';

import { useChatStore, useTyping } from '@confab/chat-react';
import type { ReactNode } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { useSlot } from '../slots/use-slot.ts';
import { TypingIndicator } from '../typing/TypingIndicator.tsx';
import { nameIn } from './name-in.ts';

/** Who is typing in a thread. A component of its own, so that typing renders nothing else. */
export function ConnectedTyping({ threadId }: { readonly threadId: string }): ReactNode {
  const labels = useLabels();
  const { typing } = useTyping(threadId);
  const participants = useChatStore((state) => state.threads.get(threadId)?.participants);
  const slots = { TypingIndicator: useSlot('TypingIndicator', TypingIndicator) };
  return (
    <slots.TypingIndicator
      names={typing.map(
        ({ displayName, userId }) =>
          displayName ?? nameIn(participants, userId) ?? labels.unknownSender,
      )}
    />
  );
}
