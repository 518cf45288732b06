'use client';

import type { ReactNode } from 'react';
import { VisuallyHidden } from '../a11y/VisuallyHidden.tsx';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import type { ThreadListEntry } from './thread-list-entry.ts';

const maxShown = 99;

/**
 * How many messages are unread, up to "99+", or "@" where one of them mentions the reader; a dot where the number is not known; nothing at
 * zero.
 */
export function UnreadBadge({
  unread,
  mentionsYou = false,
}: Pick<ThreadListEntry, 'unread' | 'mentionsYou'>): ReactNode {
  const labels = useLabels();
  const format = useFormat();
  if (unread === undefined || unread === 0) return null;
  if (unread === 'some') {
    return (
      <span data-part="unread-badge" data-state="dot">
        <VisuallyHidden>{labels.unreadSome}</VisuallyHidden>
      </span>
    );
  }
  return (
    <span data-part="unread-badge">
      <span aria-hidden="true" dir="ltr">
        {mentionsYou
          ? '@'
          : unread > maxShown
            ? `${format.number(maxShown)}+`
            : format.number(unread)}
      </span>
      <VisuallyHidden>
        {labels.unreadCount(unread)}
        {mentionsYou && `, ${labels.mentionsYou}`}
      </VisuallyHidden>
    </span>
  );
}
