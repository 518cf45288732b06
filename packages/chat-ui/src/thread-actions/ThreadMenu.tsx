'use client';

import { useState, type ReactNode } from 'react';
import { LeaveIcon, PencilIcon, TrashIcon } from '../icons/action-icons.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { ConfirmDialog } from '../overlay/ConfirmDialog.tsx';
import { MenuButton } from '../overlay/MenuButton.tsx';
import type { MenuAction } from '../overlay/menu-action.ts';
import { TopicDialog } from './TopicDialog.tsx';

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

/** The menu of a thread: rename it, leave it, delete it. What cannot be undone asks first. */
export function ThreadMenu(props: ThreadMenuProps): ReactNode {
  const { topic, onRename, onLeave, onDelete } = props;
  const labels = useLabels();
  const [open, setOpen] = useState<'rename' | 'leave' | 'delete' | null>(null);
  const close = (): void => setOpen(null);
  const name = topic === '' ? labels.untitledThread : topic;
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
      {open === 'rename' && onRename && (
        <TopicDialog topic={topic} onSave={onRename} onClose={close} />
      )}
      {open === 'leave' && onLeave && (
        <ConfirmDialog
          title={labels.leaveQuestion(name)}
          description={labels.leaveExplanation}
          confirmLabel={labels.leaveThread}
          isDanger
          onConfirm={onLeave}
          failedText={() => labels.leaveFailed}
          onClose={close}
        />
      )}
      {open === 'delete' && onDelete && (
        <ConfirmDialog
          title={labels.deleteThreadQuestion(name)}
          description={labels.deleteThreadExplanation}
          confirmLabel={labels.deleteThread}
          isDanger
          onConfirm={onDelete}
          failedText={() => labels.deleteThreadFailed}
          onClose={close}
        />
      )}
    </>
  );

  function action(id: 'rename' | 'leave' | 'delete', label: string, icon: ReactNode): MenuAction {
    return { id, label, icon, onSelect: () => setOpen(id) };
  }
}
