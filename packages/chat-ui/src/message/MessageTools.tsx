'use client';

import type { Message } from '@confab/chat-core/model';
import { createElement, useState, type ReactNode, type RefObject } from 'react';
import { useAnnouncer } from '../announcer/use-announcer.ts';
import { useLabels } from '../labels/use-labels.ts';
import { ActionMenu } from '../overlay/ActionMenu.tsx';
import { ConfirmDialog } from '../overlay/ConfirmDialog.tsx';
import type { MenuAction } from '../overlay/menu-action.ts';
import { Readers, type MessageReading } from '../receipt/Readers.tsx';
import { useSlot } from '../slots/use-slot.ts';
import { useToasts } from '../toasts/toasts.ts';
import { messageActions } from './message-actions.tsx';
import { MessageActions } from './MessageActions.tsx';
import { useRowTools } from './use-row-tools.ts';

/** Props of {@link MessageTools}. */
export interface MessageToolsProps {
  readonly message: Message;
  /** The element of the message. */
  readonly part: RefObject<HTMLElement | null>;
  readonly onEdit?: (() => void) | undefined;
  readonly onDelete?: (() => void) | undefined;
  readonly readBy?: (() => MessageReading) | undefined;
  readonly actions?: readonly MenuAction[] | undefined;
}

/** What can be done with a message, and what opens when it is done. Draws nothing until somebody points at the row or enters it. */
export function MessageTools(props: MessageToolsProps): ReactNode {
  const { message, part, onDelete, readBy } = props;
  const labels = useLabels();
  const announcer = useAnnouncer();
  const toasts = useToasts();
  const Bar = useSlot('MessageActions', MessageActions);
  const [open, setOpen] = useState<'delete' | 'readers' | null>(null);
  const tools = useRowTools(part, message.deletedAt === undefined);
  const isDeleted = message.deletedAt !== undefined;
  if (isDeleted || (!tools.isActive && open === null)) return null;

  const row = (): HTMLElement | null =>
    part.current?.closest<HTMLElement>('[data-part="row"]') ?? part.current;
  const copy = (text: string): void => {
    copyText(text).then(
      () => announcer.say(labels.textCopied),
      () => toasts.show({ text: labels.copyFailed }),
    );
  };
  const actions = messageActions(
    message,
    {
      onEdit: props.onEdit,
      onDelete: onDelete && (() => setOpen('delete')),
      onShowReaders: readBy && (() => setOpen('readers')),
      onCopy: copy,
      actions: props.actions,
    },
    labels,
  );
  if (actions.length === 0) return null;
  const anchor = row();
  return (
    <>
      {createElement(Bar, { actions, onOpenMenu: tools.openMenu })}
      {tools.menu !== null && (
        <ActionMenu
          label={labels.messageActions}
          actions={actions}
          anchor={tools.menu.anchor}
          returnFocusTo={tools.menu.returnFocusTo}
          onClose={tools.closeMenu}
        />
      )}
      {open === 'delete' && onDelete && (
        <ConfirmDialog
          title={labels.deleteQuestion}
          description={labels.deleteExplanation}
          confirmLabel={labels.delete}
          isDanger
          onConfirm={onDelete}
          failedText={() => labels.notDeleted}
          returnFocusTo={anchor}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'readers' && readBy && anchor !== null && (
        <Readers reading={readBy()} anchor={anchor} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

async function copyText(text: string): Promise<void> {
  // There is no clipboard on pages that are not served securely.
  await navigator.clipboard.writeText(text);
}
