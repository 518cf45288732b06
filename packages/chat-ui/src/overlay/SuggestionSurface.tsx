'use client';

import { Popover, usePopoverStore } from '@ariakit/react';
import type { ReactNode, RefObject } from 'react';
import type { OverlayPlace } from './overlay-place.ts';

/** Props of {@link SuggestionSurface}. */
export interface SuggestionSurfaceProps {
  readonly id: string;
  /** Accessible name of the list. */
  readonly label: string;
  /** The field of the composer that the list stands above. */
  readonly fieldRef: RefObject<HTMLElement | null>;
  readonly place: OverlayPlace;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A list above a field that keeps the focus. The field's own keys move in it. */
export function SuggestionSurface(props: SuggestionSurfaceProps): ReactNode {
  const { fieldRef, place, onClose } = props;
  const popover = usePopoverStore({
    open: true,
    setOpen: (isOpen) => {
      if (!isOpen) onClose();
    },
    placement: place.isRtl ? 'top-end' : 'top-start',
  });
  return (
    <Popover
      store={popover}
      portal
      portalElement={place.element}
      preserveTabOrder={false}
      autoFocusOnShow={false}
      autoFocusOnHide={false}
      hideOnEscape={false}
      // The field decides: it is elsewhere, and a press in it is no reason to close.
      hideOnInteractOutside={false}
      gutter={6}
      overflowPadding={8}
      fitViewport
      role="listbox"
      id={props.id}
      aria-label={props.label}
      data-part="suggestions"
      getAnchorRect={() =>
        fieldRef.current?.closest('[data-part="composer-field"]')?.getBoundingClientRect() ?? null
      }
    >
      {props.children}
    </Popover>
  );
}
