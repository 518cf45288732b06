'use client';

import { useState, type ComponentType, type ReactNode } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { MenuButton } from '../overlay/MenuButton.tsx';
import type { MenuAction } from '../overlay/menu-action.ts';
import { createLaterPart } from '../later/create-later-part.tsx';
import { laterChunk } from '../later/later-chunk.ts';
import type { ThreadActionsProps } from './ThreadActions.tsx';
import type { ThreadQuestionKind, ThreadQuestionProps } from './ThreadQuestion.tsx';

/** Props of {@link ThreadMenu}. What is absent is not offered. A promise that rejects leaves the dialog open with the reason. */
export interface ThreadMenuProps {
  readonly topic: string;
  /** Looks for a message. */
  readonly onSearch?: (() => void) | undefined;
  readonly onRename?: ((topic: string) => void | Promise<unknown>) | undefined;
  readonly onLeave?: (() => void | Promise<unknown>) | undefined;
  /** Deletes the thread for everybody. */
  readonly onDelete?: (() => void | Promise<unknown>) | undefined;
  /** What the app offers besides; it stands first. */
  readonly actions?: readonly MenuAction[] | undefined;
}

const LazyQuestion: ComponentType<ThreadQuestionProps> = createLaterPart(
  laterChunk,
  (parts) => parts.ThreadQuestion,
);

const LazyActions: ComponentType<ThreadActionsProps> = createLaterPart(
  laterChunk,
  (parts) => parts.ThreadActions,
);

/** The menu of a thread: search it, rename it, leave it, delete it. What cannot be undone asks first. */
export function ThreadMenu(props: ThreadMenuProps): ReactNode {
  const { onSearch, onRename, onLeave, onDelete } = props;
  const labels = useLabels();
  const [asked, setAsked] = useState<ThreadQuestionKind | null>(null);
  const isEmpty = !onSearch && !onRename && !onLeave && !onDelete && !props.actions?.length;
  if (isEmpty) return null;
  return (
    <>
      <MenuButton
        label={labels.threadActions}
        renderMenu={(open) => <LazyActions {...props} {...open} onAsk={setAsked} />}
      />
      {asked !== null && <LazyQuestion {...props} kind={asked} onClose={() => setAsked(null)} />}
    </>
  );
}
