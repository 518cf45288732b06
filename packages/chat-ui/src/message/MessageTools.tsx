'use client';

import type { Message } from '@confab/chat-core/model';
import { memo, useState, type NamedExoticComponent, type ReactNode, type RefObject } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { laterChunk } from '../later/later-chunk.ts';
import type { MenuAction } from '../overlay/menu-action.ts';
import type { MessageReading } from '../receipt/message-reading.ts';
import { useChunk } from '../root/chunk.ts';
import { useToasts } from '../toasts/toasts.ts';
import type { MessageToolboxProps, OpenTool } from './MessageToolbox.tsx';
import { useRowTools } from './use-row-tools.ts';

/** Props of {@link MessageTools}. */
export interface MessageToolsProps {
  readonly message: Message;
  /** The element of the message. */
  readonly part: RefObject<HTMLElement | null>;
  readonly onReply?: (() => void) | undefined;
  readonly onEdit?: (() => void) | undefined;
  readonly onDelete?: (() => void) | undefined;
  readonly readBy?: (() => MessageReading) | undefined;
  readonly link?: string | undefined;
  readonly actions?: readonly MenuAction[] | undefined;
}

/** What can be done with a message. Draws nothing until somebody points at the row or enters it; its code is loaded then, too. */
export const MessageTools: NamedExoticComponent<MessageToolsProps> = memo(function MessageTools(
  props: MessageToolsProps,
): ReactNode {
  const { message, part } = props;
  const [open, setOpen] = useState<OpenTool>(null);
  const isDeleted = message.deletedAt !== undefined;
  const tools = useRowTools(part, !isDeleted);
  if (isDeleted || (!tools.isActive && open === null)) return null;
  return <LoadedToolbox {...props} tools={tools} open={open} onOpen={setOpen} />;
});

function LoadedToolbox(props: MessageToolboxProps): ReactNode {
  const labels = useLabels();
  const toasts = useToasts();
  const loaded = useChunk(laterChunk, (retry) => {
    // Nobody has asked for anything by pointing at a row.
    if (props.tools.menu === null) return;
    const onDismiss = props.tools.closeMenu;
    toasts.show({
      text: labels.partNotLoaded,
      actionLabel: labels.tryAgain,
      onAction: retry,
      onDismiss,
    });
  });
  return loaded === undefined ? null : <loaded.MessageToolbox {...props} />;
}
