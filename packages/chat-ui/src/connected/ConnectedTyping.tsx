'use client';

import { useChatStore, useTyping } from '@confab/chat-react';
import type { ReactNode } from 'react';
import { useLastingAnnouncement } from '../announcer/use-lasting-announcement.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useSlot } from '../slots/use-slot.ts';
import { TypingIndicator } from '../typing/TypingIndicator.tsx';
import { typingNames } from './name-in.ts';

/** Somebody who stops at once has not been worth a word. */
const typingDelayMs = 400;

/** Who is typing in a thread. A component of its own, so that typing renders nothing else. */
export function ConnectedTyping({ threadId }: { readonly threadId: string }): ReactNode {
  const labels = useLabels();
  const { typing } = useTyping(threadId);
  const participants = useChatStore((state) => state.threads.get(threadId)?.participants);
  const slots = { TypingIndicator: useSlot('TypingIndicator', TypingIndicator) };
  const names = typingNames(typing, participants, labels);
  useLastingAnnouncement(names.length > 0 ? labels.typing(names) : '', typingDelayMs);
  return <slots.TypingIndicator names={names} />;
}
