import type { Message } from '@confab/chat-core/model';
import { PencilIcon } from '../icons/action-icons.tsx';
import { CopyIcon, EyeIcon, LinkIcon, ReplyIcon, TrashIcon } from '../icons/later-icons.tsx';
import type { Labels } from '../labels/labels.ts';
import type { MenuAction } from '../overlay/menu-action.ts';
import { htmlToText } from '@confab/chat-core/model';

/** What the owner of a message offers to do with it. What is absent is not offered. */
export interface MessageCommands {
  readonly onReply?: (() => void) | undefined;
  readonly onEdit?: (() => void) | undefined;
  readonly onDelete?: (() => void) | undefined;
  readonly onShowReaders?: (() => void) | undefined;
  readonly onCopy: (text: string) => void;
  readonly onCopyLink?: (() => void) | undefined;
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
  const { onReply, onEdit, onDelete, onShowReaders, onCopyLink } = commands;
  if (onReply && isSent) {
    actions.push({ id: 'reply', label: labels.reply, icon: <ReplyIcon />, onSelect: onReply });
  }
  if (onEdit && isSent && message.kind === 'text') {
    actions.push({ id: 'edit', label: labels.edit, icon: <PencilIcon />, onSelect: onEdit });
  }
  if (text.trim() !== '') {
    const onSelect = (): void => commands.onCopy(text);
    actions.push({ id: 'copy', label: labels.copyText, icon: <CopyIcon />, onSelect });
  }
  if (onCopyLink && isSent) {
    const icon = <LinkIcon />;
    actions.push({ id: 'copy-link', label: labels.copyLink, icon, onSelect: onCopyLink });
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
