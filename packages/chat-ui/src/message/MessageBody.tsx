'use client';

import type { Message } from '@confab/chat-core/model';
import type { ReactNode } from 'react';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import { htmlToText } from './html-to-text.ts';
import { MessageText } from './MessageText.tsx';

/**
 * What a person wrote, or the sentence that stands in its place: deleted, or of a kind that cannot be shown. HTML is
 * shown as its plain text.
 */
export function MessageBody({ message }: { readonly message: Message }): ReactNode {
  const labels = useLabels();
  const format = useFormat();
  if (message.deletedAt !== undefined) return <Note>{labels.deleted}</Note>;
  const text = message.kind === 'html' ? htmlToText(message.content) : message.content;
  // An unknown kind may still carry readable text; showing it beats hiding it.
  if (text.trim() === '') return <Note>{labels.unsupportedMessage}</Note>;
  const edited =
    message.editedAt === undefined ? null : (
      <bdi data-part="message-edited" title={format.dateTime(message.editedAt)}>
        {labels.edited}
      </bdi>
    );
  return <MessageText text={text} suffix={edited} />;
}

function Note({ children }: { readonly children: string }): ReactNode {
  return (
    <p data-part="message-note" dir="auto">
      {children}
    </p>
  );
}
