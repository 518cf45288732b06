import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { CloseIcon, UpIcon } from '../icons/action-icons.tsx';
import { useLabels } from '../labels/use-labels.ts';
import type { UnreadMessages } from './use-unread-above.ts';

/** Props of {@link UnreadJump}. */
export interface UnreadJumpProps {
  readonly unread: UnreadMessages;
  readonly buttonProps: ButtonHTMLAttributes<HTMLButtonElement>;
  readonly onDismiss: () => void;
}

/** Floats over the upper edge of the list while the first unread message is above it, and stays there until that has been seen. */
export function UnreadJump({ unread, buttonProps, onDismiss }: UnreadJumpProps): ReactNode {
  const labels = useLabels();
  return (
    <div data-part="unread-jump">
      <button {...buttonProps} type="button" title={labels.jumpToUnread}>
        <UpIcon size={18} />
        <span>{labels.unreadAbove(unread.count, unread.isMore === true)}</span>
      </button>
      <button type="button" aria-label={labels.dismissUnread} onClick={onDismiss}>
        <CloseIcon size={16} />
      </button>
    </div>
  );
}
