'use client';

import { useState, type ReactNode } from 'react';
import { FilterField } from '../filter/FilterField.tsx';
import { ComposeIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { useSlot } from '../slots/use-slot.ts';
import { EmptyState } from '../states/EmptyState.tsx';
import { ErrorState } from '../states/ErrorState.tsx';
import { matchesFilter, type ThreadListEntry } from './thread-list-entry.ts';
import { ThreadListSkeleton } from './ThreadListSkeleton.tsx';
import { ThreadRow } from './ThreadRow.tsx';
import { useRovingThreads } from './use-roving-threads.ts';

/** Props of {@link ThreadList}. */
export interface ThreadListProps {
  /** In the order to show them. */
  readonly threads: readonly ThreadListEntry[];
  readonly onSelect?: ((threadId: string) => void) | undefined;
  /** Address of a thread; makes the rows links. Keep the function the same between renders. */
  readonly getHref?: ((threadId: string) => string) | undefined;
  /** Heading. Default: "Chats". */
  readonly title?: string | undefined;
  /** Shows a button for a new thread. */
  readonly onNewThread?: (() => void) | undefined;
  /** Whether there is a field to filter by topic and name. Default: true. */
  readonly canFilter?: boolean | undefined;
  /** The first threads are on their way. */
  readonly isPending?: boolean | undefined;
  /** What went wrong, in one sentence. Threads that were there stay. */
  readonly error?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
  /** Stands after the heading, for example an account menu. */
  readonly actions?: ReactNode;
}

/** The threads of this user: who, what was last said, when, and what is unread. */
export function ThreadList(props: ThreadListProps): ReactNode {
  const labels = useLabels();
  const slots = {
    EmptyState: useSlot('EmptyState', EmptyState),
    ThreadRow: useSlot('ThreadRow', ThreadRow),
  };
  const [filter, setFilter] = useState('');
  const title = props.title ?? labels.threads;
  const canFilter = props.canFilter !== false && props.threads.length > 0;
  const wanted = canFilter ? filter.trim() : '';
  const shown =
    wanted === '' ? props.threads : props.threads.filter((entry) => matchesFilter(entry, wanted));
  const { tabId, listProps } = useRovingThreads(shown);
  const noneFound = labels.noThreadsFound(wanted);
  const outcome = shown.length === 0 ? noneFound : labels.threadsFound(shown.length);
  return (
    <nav data-part="thread-list" aria-label={title}>
      <div data-part="thread-list-header">
        <h2>{title}</h2>
        {props.actions}
        {props.onNewThread !== undefined && (
          <IconButton label={labels.newThread} onClick={props.onNewThread}>
            <ComposeIcon />
          </IconButton>
        )}
      </div>
      {canFilter && (
        <FilterField
          part="thread-filter"
          label={labels.filterThreads}
          value={filter}
          onChange={setFilter}
          outcome={outcome}
        />
      )}
      {props.error !== undefined && (
        <ErrorState
          title={labels.threadsFailed}
          description={props.error}
          onRetry={props.onRetry}
          isCompact={props.threads.length > 0}
        />
      )}
      {renderRows()}
    </nav>
  );

  function renderRows(): ReactNode {
    if (props.threads.length === 0) {
      if (props.isPending === true) return <ThreadListSkeleton />;
      if (props.error !== undefined) return null;
      return (
        <slots.EmptyState
          title={labels.noThreads}
          description={labels.noThreadsHint}
          actionLabel={props.onNewThread === undefined ? undefined : labels.newThread}
          onAction={props.onNewThread}
        />
      );
    }
    if (shown.length === 0) {
      return <p data-part="thread-list-note">{noneFound}</p>;
    }
    return (
      // Safari forgets that a list without markers is a list.
      // eslint-disable-next-line jsx-a11y/no-redundant-roles
      <ul data-part="thread-rows" role="list" {...listProps}>
        {shown.map((entry) => (
          <li key={entry.id} data-thread-id={entry.id}>
            <slots.ThreadRow
              entry={entry}
              onSelect={props.onSelect}
              href={props.getHref?.(entry.id)}
              tabIndex={entry.id === tabId ? 0 : -1}
            />
          </li>
        ))}
      </ul>
    );
  }
}
