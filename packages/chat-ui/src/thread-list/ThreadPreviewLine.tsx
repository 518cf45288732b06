'use client';

import type { ReactNode } from 'react';
import { VisuallyHidden } from '../a11y/VisuallyHidden.tsx';
import { PencilIcon } from '../icons/action-icons.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { messageStatusLooks } from '../message/message-status.ts';
import type { ThreadListEntry } from './thread-list-entry.ts';
import { UnreadBadge } from './UnreadBadge.tsx';

/** Second line of a thread: who is writing, its draft or its newest message, and how much is unread. */
export function ThreadPreviewLine({ entry }: { readonly entry: ThreadListEntry }): ReactNode {
  const labels = useLabels();
  const hasDraft = entry.draft !== undefined && entry.draft.trim() !== '' && !entry.isSelected;
  const isTyping = entry.typing !== undefined && entry.typing.length > 0;
  return (
    <span data-part="thread-line">
      {isTyping ? (
        <span data-part="thread-preview" data-state="typing" dir="auto">
          {labels.typing(entry.typing)}
        </span>
      ) : hasDraft ? (
        <>
          <span data-part="thread-prefix" data-state="draft" dir="auto">
            {labels.draftPrefix}
          </span>
          <span data-part="thread-preview" dir="auto">
            {entry.draft}
          </span>
          <span data-part="thread-glyph" data-state="draft">
            <PencilIcon size={16} />
          </span>
        </>
      ) : (
        <LastMessage entry={entry} />
      )}
      <UnreadBadge unread={entry.unread} mentionsYou={entry.mentionsYou} />
    </span>
  );
}

function LastMessage({ entry }: { readonly entry: ThreadListEntry }): ReactNode {
  const labels = useLabels();
  const { lastMessage: preview, lastMessageAt } = entry;
  if (preview === undefined) {
    // Where there is one that has not been read yet, a space keeps its room.
    return (
      <span data-part="thread-preview">
        {lastMessageAt === undefined ? labels.noMessages : '\u00a0'}
      </span>
    );
  }
  if (preview.deleted === true) {
    return (
      <span data-part="thread-preview" data-state="deleted" dir="auto">
        {labels.deleted}
      </span>
    );
  }
  const look = preview.status === undefined ? undefined : messageStatusLooks[preview.status];
  const isFailed = preview.status === 'failed';
  const sender =
    preview.isOwn === true ? (look === undefined ? labels.you : undefined) : preview.senderName;
  return (
    <>
      {look !== undefined && (
        <span data-part="thread-glyph" data-state={preview.status}>
          <look.Icon />
          {!isFailed && <VisuallyHidden>{`${look.label(labels)} `}</VisuallyHidden>}
        </span>
      )}
      {isFailed && (
        <span data-part="thread-prefix" data-state="failed" dir="auto">
          {labels.notSentPrefix}
        </span>
      )}
      {/* Names are elements of their own: the text keeps its direction and is cut at its own end. */}
      {sender !== undefined && (
        <span data-part="thread-prefix" data-state="sender">
          <bdi>{sender}</bdi>:
        </span>
      )}
      <span data-part="thread-preview" dir="auto">
        {preview.text}
      </span>
    </>
  );
}
