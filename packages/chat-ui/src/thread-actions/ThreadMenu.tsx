'use client';

import { useState, type ComponentType, type ReactNode } from 'react';
import { LeaveIcon, PencilIcon, TrashIcon } from '../icons/action-icons.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { MenuButton } from '../overlay/MenuButton.tsx';
import type { MenuAction } from '../overlay/menu-action.ts';
import { createLaterPart } from '../later/create-later-part.tsx';
import { laterChunk } from '../later/later-chunk.ts';
import type { ThreadQuestionKind, ThreadQuestionProps } from './ThreadQuestion.tsx';

/** Props of {@link ThreadMenu}. What is absent is not offered. A promise that rejects leaves the dialog open with the reason. */
export interface ThreadMenuProps {
  readonly topic: string;
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

/** The menu of a thread: rename it, leave it, delete it. What cannot be undone asks first. */
export function ThreadMenu(props: ThreadMenuProps): ReactNode {
  const { onRename, onLeave, onDelete } = props;
  const labels = useLabels();
  const [open, setOpen] = useState<ThreadQuestionKind | null>(null);
  const actions = (): readonly MenuAction[] => [
    ...(props.actions ?? []),
    ...(onRename ? [action('rename', labels.renameThread, <PencilIcon />)] : []),
    ...(onLeave ? [{ ...action('leave', labels.leaveThread, <LeaveIcon />), isDanger: true }] : []),
    ...(onDelete
      ? [{ ...action('delete', labels.deleteThread, <TrashIcon />), isDanger: true }]
      : []),
  ];
  if (!onRename && !onLeave && !onDelete && !props.actions?.length) return null;
  return (
    <>
      <MenuButton label={labels.threadActions} actions={actions} />
      {open !== null && <LazyQuestion {...props} kind={open} onClose={() => setOpen(null)} />}
    </>
  );

  function action(id: ThreadQuestionKind, label: string, icon: ReactNode): MenuAction {
    return { id, label, icon, onSelect: () => setOpen(id) };
  }
}
