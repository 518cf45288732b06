'use client';

import type { ReactNode } from 'react';
import { laterChunk } from '../later/later-chunk.ts';
import { useRowId } from '../list/row-context.ts';
import { useChunk } from '../root/chunk.ts';
import type { MessageQuoteProps } from './MessageQuote.tsx';
import type { QuotedMessage } from './quoted-message.ts';

/** Props of {@link Quote}. */
export interface QuoteProps extends Pick<MessageQuoteProps, 'onOpen'> {
  readonly quoted: QuotedMessage;
}

/** The message that a row answers. Its room is there at once, and its look is loaded with the first quote. */
export function Quote(props: QuoteProps): ReactNode {
  const rowId = useRowId();
  const loaded = useChunk(laterChunk);
  if (loaded === undefined) return <span data-part="quote" />;
  return <loaded.QuoteContent {...props} id={rowId && `${rowId}-quote`} />;
}
