'use client';

import { Popover, PopoverHeading, usePopoverStore } from '@ariakit/react';
import type { ReactNode } from 'react';
import { anchorRect, focusTarget } from './anchor.ts';
import type { OverlayPlace } from './overlay-place.ts';
import type { PopoverProps } from './Popover.tsx';

/** The look and the keyboard of a popover. Loaded on first use by `Popover`. */
export function PopoverSurface(props: PopoverProps & { readonly place: OverlayPlace }): ReactNode {
  const { anchor, place, onClose } = props;
  const popover = usePopoverStore({
    open: true,
    setOpen: (isOpen) => {
      if (!isOpen) onClose();
    },
    placement: place.isRtl ? 'bottom-start' : 'bottom-end',
  });
  return (
    <Popover
      store={popover}
      portal
      portalElement={place.element}
      preserveTabOrder={false}
      gutter={4}
      overflowPadding={8}
      fitViewport
      tabIndex={-1}
      data-part="popover"
      getAnchorRect={() => anchorRect(anchor)}
      finalFocus={props.returnFocusTo ?? focusTarget(anchor)}
    >
      <PopoverHeading data-part="popover-title">{props.title}</PopoverHeading>
      {props.children}
    </Popover>
  );
}
