'use client';

import { Menu, MenuItem, MenuSeparator, useMenuStore } from '@ariakit/react';
import { Fragment, useState, type ReactNode } from 'react';
import type { ActionMenuProps } from './ActionMenu.tsx';
import { anchorRect, focusTarget } from './anchor.ts';
import type { OverlayPlace } from './overlay-place.ts';

/** The look and the keyboard of a menu. Loaded on first use by `ActionMenu`. */
export function MenuSurface(props: ActionMenuProps & { readonly place: OverlayPlace }): ReactNode {
  const { anchor, actions, place, onClose } = props;
  const menu = useMenuStore({
    open: true,
    setOpen: (isOpen) => {
      if (!isOpen) onClose();
    },
    placement: place.isRtl ? 'bottom-start' : 'bottom-end',
    rtl: place.isRtl,
  });
  useState(() => {
    menu.setAutoFocusOnShow(true);
    menu.setInitialFocus('first');
  });
  return (
    <Menu
      store={menu}
      portal
      portalElement={place.element}
      preserveTabOrder={false}
      gutter={4}
      overflowPadding={8}
      fitViewport
      data-part="menu"
      aria-label={props.label}
      getAnchorRect={() => anchorRect(anchor)}
      // Tab leaves the menu, and goes on from where it was opened.
      onKeyDown={(event) => {
        if (event.key === 'Tab') menu.hide();
      }}
      finalFocus={props.returnFocusTo ?? focusTarget(anchor)}
    >
      {actions.map((action) => (
        <Fragment key={action.id}>
          {action.startsGroup === true && <MenuSeparator data-part="menu-separator" />}
          <MenuItem
            data-part="menu-item"
            data-action={action.id}
            data-state={action.isDanger === true ? 'danger' : undefined}
            disabled={action.disabledReason !== undefined}
            accessibleWhenDisabled
            title={action.disabledReason}
            onClick={action.onSelect}
          >
            {action.icon}
            <span>{action.label}</span>
          </MenuItem>
        </Fragment>
      ))}
    </Menu>
  );
}
