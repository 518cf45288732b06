'use client';

import { useState, type ReactNode } from 'react';
import { MoreIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { laterChunk } from '../later/later-chunk.ts';
import { ActionMenu, type ActionMenuProps } from './ActionMenu.tsx';
import type { MenuAction } from './menu-action.ts';

/** A menu that is open. */
export type OpenMenu = Pick<ActionMenuProps, 'label' | 'anchor' | 'onClose'>;

/** Props of {@link MenuButton}. */
export interface MenuButtonProps {
  /** Name of the button and of its menu. */
  readonly label: string;
  /** Asked for when the menu opens. */
  readonly actions?: (() => readonly MenuAction[]) | undefined;
  /** Draws the open menu where `actions` do not say all, for example because they are loaded with it. */
  readonly renderMenu?: ((menu: OpenMenu) => ReactNode) | undefined;
  /** Default: three dots. */
  readonly icon?: ReactNode;
}

/** A button that opens a menu under itself. Pointing at it loads the menu. */
export function MenuButton({
  label,
  icon,
  actions = () => [],
  renderMenu = (open) => <ActionMenu actions={actions()} {...open} />,
}: MenuButtonProps): ReactNode {
  /** The button while its menu is open. */
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  // What cannot be loaded now is said when the menu is opened.
  const preload = (): void => void laterChunk.load().catch(() => {});
  return (
    <>
      <IconButton
        label={label}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {icon ?? <MoreIcon />}
      </IconButton>
      {anchor !== null && renderMenu({ label, anchor, onClose: () => setAnchor(null) })}
    </>
  );
}
