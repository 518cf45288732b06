'use client';

import { memo, type NamedExoticComponent, type ReactNode } from 'react';
import { AvatarPair } from '../avatar/AvatarPair.tsx';
import { useFormat } from '../labels/use-format.ts';
import { useLabels } from '../labels/use-labels.ts';
import { Link } from '../root/Link.tsx';
import type { ThreadListEntry } from './thread-list-entry.ts';
import { ThreadPreviewLine } from './ThreadPreviewLine.tsx';

/** Props of {@link ThreadRow}. */
export interface ThreadRowProps {
  readonly entry: ThreadListEntry;
  readonly onSelect?: ((threadId: string) => void) | undefined;
  /** Address of the thread; makes the row a link. */
  readonly href?: string | undefined;
  /** 0 for the one row that Tab enters, -1 for the others. */
  readonly tabIndex?: 0 | -1 | undefined;
}

/** One thread of the list: a button, or a link where the thread has an address. */
export const ThreadRow: NamedExoticComponent<ThreadRowProps> = memo(function ThreadRow(
  props: ThreadRowProps,
): ReactNode {
  const { entry, href, onSelect, tabIndex } = props;
  const labels = useLabels();
  const format = useFormat();
  const topic = entry.topic === '' ? labels.untitledThread : entry.topic;
  const isUnread = entry.unread === 'some' || (entry.unread ?? 0) > 0;
  const shared = {
    'data-part': 'thread-row',
    'data-state': isUnread ? 'unread' : undefined,
    'aria-current': entry.isSelected ? ('true' as const) : undefined,
    tabIndex,
    onClick: () => onSelect?.(entry.id),
  };
  const content = (
    <>
      <AvatarPair people={entry.participants ?? []} fallbackId={entry.id} />
      <span data-part="thread-text">
        <span data-part="thread-line">
          <span data-part="thread-topic" dir="auto" title={topic}>
            {topic}
          </span>
          {entry.lastMessageAt !== undefined && (
            <time
              dateTime={new Date(entry.lastMessageAt).toISOString()}
              title={format.dateTime(entry.lastMessageAt)}
            >
              {format.relative(entry.lastMessageAt)}
            </time>
          )}
        </span>
        <ThreadPreviewLine entry={entry} />
      </span>
    </>
  );
  if (href !== undefined) {
    return (
      <Link href={href} {...shared}>
        {content}
      </Link>
    );
  }
  return (
    <button type="button" {...shared}>
      {content}
    </button>
  );
});
