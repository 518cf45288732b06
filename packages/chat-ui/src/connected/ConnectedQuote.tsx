'use client';

import type { ReactNode } from 'react';
import { Quote } from '../reply/Quote.tsx';
import { useRowCommands } from './MessageCommands.tsx';
import { useQuotedMessage } from './use-quoted-message.ts';

/** Props of {@link ConnectedQuote}. */
export interface ConnectedQuoteProps {
  readonly threadId: string;
  /** The service's id of the quoted message. */
  readonly messageId: string;
}

/** The message that a row answers. It need not be loaded. */
export function ConnectedQuote({ threadId, messageId }: ConnectedQuoteProps): ReactNode {
  const commands = useRowCommands();
  const quoted = useQuotedMessage(threadId, messageId);
  return (
    <Quote
      quoted={quoted}
      onOpen={
        commands === null
          ? undefined
          : ({ focus }) => commands.open(messageId, { highlight: true, focus })
      }
    />
  );
}
