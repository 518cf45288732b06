import type { Message } from '@confab/chat-core/model';
import { PencilIcon, TrashIcon } from '../icons/action-icons.tsx';
import { CopyIcon, EyeIcon } from '../icons/later-icons.tsx';
import type { Labels } from '../labels/labels.ts';
import type { MenuAction } from '../overlay/menu-action.ts';
import { htmlToText } from './html-to-text.ts';

/** What the owner of a message offers to do with it. What is absent is not offered. */
export interface MessageCommands {
  readonly onEdit?: (() => void) | undefined;
  readonly onDelete?: (() => void) | undefined;
  readonly onShowReaders?: (() => void) | undefined;
  readonly onCopy: (text: string) => void;
  /** Actions of the app; they stand before what deletes. */
  readonly actions?: readonly MenuAction[] | undefined;
}

/** All that can be done with a message now. Deleted ones offer nothing, and only text of one's own can be edited. */
export function messageActions(
  message: Message,
  commands: MessageCommands,
  labels: Labels,
): readonly MenuAction[] {
  if (message.deletedAt !== undefined) return [];
  const isSent = message.sendState === 'sent';
  const text = message.kind === 'html' ? htmlToText(message.content) : message.content;
  const actions: MenuAction[] = [];
  const { onEdit, onDelete, onShowReaders } = commands;
  if (onEdit && isSent && message.kind === 'text') {
    actions.push({ id: 'edit', label: labels.edit, icon: <PencilIcon />, onSelect: onEdit });
  }
  if (text.trim() !== '') {
    const onSelect = (): void => commands.onCopy(text);
    actions.push({ id: 'copy', label: labels.copyText, icon: <CopyIcon />, onSelect });
  }
  if (onShowReaders && isSent) {
    const icon = <EyeIcon />;
    actions.push({ id: 'readers', label: labels.showReaders, icon, onSelect: onShowReaders });
  }
  actions.push(...(commands.actions ?? []));
  if (onDelete && isSent) {
    const shared = { isDanger: true, startsGroup: actions.length > 0 };
    const icon = <TrashIcon />;
    actions.push({ id: 'delete', label: labels.delete, icon, ...shared, onSelect: onDelete });
  }
  return actions;
}
