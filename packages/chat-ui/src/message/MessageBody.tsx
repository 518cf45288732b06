'use client';

import type { Message } from '@confab/chat-core/model';
import { createElement, memo, useMemo, type NamedExoticComponent, type ReactNode } from 'react';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import { laterChunk } from '../later/later-chunk.ts';
import { mentionsKey } from '../mentions/is-mentioned.ts';
import { useChunk } from '../root/chunk.ts';
import { useSlot } from '../slots/use-slot.ts';
import { Attachment } from './Attachment.tsx';
import { attachmentsOf, isFileNames } from './attachments.ts';
import { HtmlText } from './HtmlText.tsx';
import { htmlToText } from '@confab/chat-core/model';
import { MessageText, type MessageTextProps } from './MessageText.tsx';

/** Props of {@link MessageBody}. */
export interface MessageBodyProps {
  readonly message: Message;
  /** Ids for the parts that name the row, such as `row-3-body`. */
  readonly rowId?: string | undefined;
}

/**
 * What a person wrote and attached, or the sentence that stands in its place: deleted, or of a kind that cannot be shown.
 */
export const MessageBody: NamedExoticComponent<MessageBodyProps> = memo(function MessageBody({
  message,
  rowId,
}: MessageBodyProps): ReactNode {
  const labels = useLabels();
  const format = useFormat();
  const attachments = useMemo(() => attachmentsOf(message), [message]);
  const mark = useMentionMark(message);
  const AttachmentSlot = useSlot('Attachment', Attachment);
  const bodyId = rowId && `${rowId}-body`;
  if (message.deletedAt !== undefined) return <Note id={bodyId}>{labels.deleted}</Note>;
  const isHtml = message.kind === 'html';
  const text = isHtml ? htmlToText(message.content) : message.content;
  const isEmpty = text.trim() === '' || isFileNames(text, attachments);
  // An unknown kind may still carry readable text; showing it beats hiding it.
  if (isEmpty && attachments.length === 0) {
    return <Note id={bodyId}>{labels.unsupportedMessage}</Note>;
  }
  const edited =
    message.editedAt === undefined ? null : (
      <bdi data-part="message-edited" title={format.dateTime(message.editedAt)}>
        {labels.edited}
      </bdi>
    );
  return (
    <>
      {attachments.length > 0 && (
        <div data-part="attachments" id={rowId && `${rowId}-attachments`}>
          {attachments.map((attachment, index) =>
            createElement(AttachmentSlot, { key: index, attachment }),
          )}
        </div>
      )}
      {(!isEmpty || edited !== null) && (
        <div data-part="message-content" id={bodyId}>
          {isHtml ? (
            <HtmlText html={message.content} suffix={edited} />
          ) : (
            <MessageText text={message.content} suffix={edited} mark={mark} />
          )}
        </div>
      )}
    </>
  );
});

/** What marks the mentions of a message, once its code is there. */
function useMentionMark({ content, metadata }: Message): MessageTextProps['mark'] {
  const json = metadata?.[mentionsKey];
  const loaded = useChunk(json === undefined ? null : laterChunk);
  return useMemo(
    () =>
      json === undefined
        ? undefined
        : loaded && ((blocks) => loaded.markMentions(blocks, content, json)),
    [loaded, content, json],
  );
}

function Note(props: { readonly id: string | undefined; readonly children: string }): ReactNode {
  return (
    <p data-part="message-note" id={props.id} dir="auto">
      {props.children}
    </p>
  );
}
