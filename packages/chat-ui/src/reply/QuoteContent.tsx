'use client';

import type { ReactNode } from 'react';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { MessageQuote } from './MessageQuote.tsx';
import type { QuoteProps } from './Quote.tsx';

/** A quote, or the sentence that stands in its place. */
export function QuoteContent({
  quoted,
  id,
  onOpen,
}: QuoteProps & { readonly id: string | undefined }): ReactNode {
  const labels = useAllLabels();
  const { senderId, senderName, text, isMissing } = quoted;
  const isNote = text === undefined || quoted.isDeleted === true;
  return (
    <MessageQuote
      id={id}
      senderId={senderId}
      senderName={senderName}
      text={text ?? (isMissing ? labels.quoteMissing : labels.quoteLoading)}
      state={isNote ? 'note' : undefined}
      label={labels.inReplyTo}
      openLabel={labels.goToMessage}
      onOpen={isMissing ? undefined : onOpen}
    />
  );
}
