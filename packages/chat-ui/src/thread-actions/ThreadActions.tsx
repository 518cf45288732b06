'use client';

import type { ReactNode } from 'react';
import { PencilIcon } from '../icons/action-icons.tsx';
import { LeaveIcon, SearchIcon, TrashIcon } from '../icons/later-icons.tsx';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { ActionMenu } from '../overlay/ActionMenu.tsx';
import type { MenuAction } from '../overlay/menu-action.ts';
import type { OpenMenu } from '../overlay/MenuButton.tsx';
import type { ThreadMenuProps } from './ThreadMenu.tsx';
import type { ThreadQuestionKind } from './ThreadQuestion.tsx';

/** Props of {@link ThreadActions}. */
export interface ThreadActionsProps extends ThreadMenuProps, OpenMenu {
  /** Something was chosen that asks first. */
  readonly onAsk: (kind: ThreadQuestionKind) => void;
}

/** The open menu of a thread. */
export function ThreadActions(props: ThreadActionsProps): ReactNode {
  const { label, anchor, onClose, onAsk, onSearch, onRename, onLeave, onDelete } = props;
  const labels = useAllLabels();
  const actions: readonly (MenuAction | false)[] = [
    ...(props.actions ?? []),
    onSearch !== undefined && {
      id: 'search',
      label: labels.searchMessages,
      icon: <SearchIcon />,
      onSelect: onSearch,
    },
    onRename !== undefined && {
      id: 'rename',
      label: labels.renameThread,
      icon: <PencilIcon />,
      onSelect: () => onAsk('rename'),
    },
    onLeave !== undefined && {
      id: 'leave',
      label: labels.leaveThread,
      icon: <LeaveIcon />,
      isDanger: true,
      onSelect: () => onAsk('leave'),
    },
    onDelete !== undefined && {
      id: 'delete',
      label: labels.deleteThread,
      icon: <TrashIcon />,
      isDanger: true,
      onSelect: () => onAsk('delete'),
    },
  ];
  return (
    <ActionMenu
      label={label}
      actions={actions.filter((action) => action !== false)}
      anchor={anchor}
      onClose={onClose}
    />
  );
}
