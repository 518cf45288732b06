'use client';

import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { MoreIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { useAllLabels } from '../labels/use-all-labels.ts';
import type { MenuAction } from '../overlay/menu-action.ts';

/** Props of {@link MessageActions}. */
export interface MessageActionsProps {
  /** All that can be done with the message, in the order of its menu. */
  readonly actions: readonly MenuAction[];
  /** Opens the menu beside an element. */
  readonly onOpenMenu: (anchor: HTMLElement) => void;
}

/** So many actions are buttons of their own. */
const shownActions = 2;

/**
 * The bar that floats over the end corner of a message while it is pointed at or has the focus: the first actions, and the menu with all
 * of them. It is one step for arrow keys, and no step for Tab.
 */
export function MessageActions({ actions, onOpenMenu }: MessageActionsProps): ReactNode {
  const labels = useAllLabels();
  const bar = useRef<HTMLDivElement>(null);
  return (
    // Its buttons have the focus.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      ref={bar}
      role="toolbar"
      aria-label={labels.messageActions}
      data-part="message-actions"
      onKeyDown={(event) => {
        if (bar.current !== null) moveAmongButtons(event, bar.current);
      }}
    >
      {actions
        .filter((action) => action.icon != null && action.isDanger !== true)
        .slice(0, shownActions)
        .map((action) => (
          <IconButton
            key={action.id}
            label={action.label}
            tabIndex={-1}
            data-action={action.id}
            aria-disabled={action.disabledReason !== undefined || undefined}
            title={action.disabledReason ?? action.label}
            onClick={() => {
              if (action.disabledReason === undefined) action.onSelect();
            }}
          >
            {action.icon}
          </IconButton>
        ))}
      <IconButton
        label={labels.moreActions}
        tabIndex={-1}
        aria-haspopup="menu"
        onClick={(event) => onOpenMenu(event.currentTarget)}
      >
        <MoreIcon />
      </IconButton>
    </div>
  );
}

/** Arrow keys go round; they follow the direction of the interface. */
function moveAmongButtons(event: KeyboardEvent, bar: HTMLElement): void {
  if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
  const buttons = Array.from(bar.querySelectorAll('button'));
  const at = buttons.findIndex((button) => button === event.target);
  if (at < 0) return;
  event.preventDefault();
  const isForward = (event.key === 'ArrowRight') === (getComputedStyle(bar).direction === 'ltr');
  const next = (at + (isForward ? 1 : -1) + buttons.length) % buttons.length;
  buttons[next]?.focus();
}
