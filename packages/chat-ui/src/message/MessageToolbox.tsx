'use client';

import { createElement, type ReactNode } from 'react';
import { useAnnouncer } from '../announcer/use-announcer.ts';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { ActionMenu } from '../overlay/ActionMenu.tsx';
import { ConfirmQuestion } from '../overlay/ConfirmQuestion.tsx';
import { ReaderList } from '../receipt/ReaderList.tsx';
import { useSlot } from '../slots/use-slot.ts';
import { useToasts } from '../toasts/toasts.ts';
import { messageActions } from './message-actions.tsx';
import { MessageActions } from './MessageActions.tsx';
import type { MessageToolsProps } from './MessageTools.tsx';
import type { RowTools } from './use-row-tools.ts';

/** What is open beside or over a row. */
export type OpenTool = 'delete' | 'readers' | null;

/** Props of {@link MessageToolbox}. */
export interface MessageToolboxProps extends MessageToolsProps {
  readonly tools: RowTools;
  readonly open: OpenTool;
  readonly onOpen: (tool: OpenTool) => void;
}

/** The buttons of a message that is pointed at or has the focus, its menu, and what opens from there. */
export function MessageToolbox(props: MessageToolboxProps): ReactNode {
  const { message, part, tools, open, onDelete, readBy, link } = props;
  const labels = useAllLabels();
  const announcer = useAnnouncer();
  const toasts = useToasts();
  const Bar = useSlot('MessageActions', MessageActions);

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
      onReply: props.onReply,
      onEdit: props.onEdit,
      onDelete: onDelete && (() => props.onOpen('delete')),
      onShowReaders: readBy && (() => props.onOpen('readers')),
      onCopy: copy,
      onCopyLink: link === undefined ? undefined : () => copy(link),
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
        <ConfirmQuestion
          title={labels.deleteQuestion}
          description={labels.deleteExplanation}
          confirmLabel={labels.delete}
          isDanger
          onConfirm={onDelete}
          failedText={() => labels.notDeleted}
          returnFocusTo={anchor}
          onClose={() => props.onOpen(null)}
        />
      )}
      {open === 'readers' && readBy && anchor !== null && (
        <ReaderList reading={readBy()} anchor={anchor} onClose={() => props.onOpen(null)} />
      )}
    </>
  );
}

async function copyText(text: string): Promise<void> {
  // There is no clipboard on pages that are not served securely.
  await navigator.clipboard.writeText(text);
}
