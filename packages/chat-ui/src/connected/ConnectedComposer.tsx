'use client';

import { useChatSession, useSendMessage } from '@confab/chat-react';
import type { ReactNode } from 'react';
import { Composer } from '../composer/Composer.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { useIsThreadGone } from './use-is-thread-gone.ts';

/** Props of {@link ConnectedComposer}. */
export interface ConnectedComposerProps {
  readonly threadId: string;
  readonly topic: string;
  /** Called when a message has been put into the outbox. Its row renders right after. */
  readonly onSent: () => void;
}

/** Writes to a thread. A component of its own, so that the progress of a message renders nothing else here. */
export function ConnectedComposer({ threadId, topic, onSent }: ConnectedComposerProps): ReactNode {
  const session = useChatSession();
  const labels = useLabels();
  const { send } = useSendMessage(threadId);
  const isGone = useIsThreadGone(threadId);
  return (
    <Composer
      autoFocus
      placeholder={topic === '' ? undefined : labels.messageTo(topic)}
      disabledReason={isGone ? labels.cannotWrite : undefined}
      onTyping={() => session.notifyTyping(threadId)}
      onSend={(text) => {
        send(text);
        onSent();
      }}
    />
  );
}
