'use client';

import { Popover, usePopoverStore } from '@ariakit/react';
import { useRef, type KeyboardEvent as ReactKeyboardEvent, type ReactNode } from 'react';
import { isOfInputMethod } from '../composer/input-method.ts';
import type { EmojiFinder } from '../emoji/emoji-finder.ts';
import { EmojiPanel } from '../emoji/EmojiPanel.tsx';
import type { EmojiPickerProps } from '../emoji/EmojiPicker.tsx';
import { useAllLabels } from '../labels/use-all-labels.ts';
import { anchorRect, focusTarget } from './anchor.ts';
import type { OverlayPlace } from './overlay-place.ts';

/** Props of {@link EmojiSurface}. */
export interface EmojiSurfaceProps extends EmojiPickerProps {
  readonly finder: EmojiFinder;
  readonly place: OverlayPlace;
}

/** The box that holds the emoji picker. Loaded on first use by `EmojiPicker`. */
export function EmojiSurface(props: EmojiSurfaceProps): ReactNode {
  const { anchor, place, onClose, onSelect } = props;
  const labels = useAllLabels();
  const field = useRef<HTMLInputElement>(null);
  const isPicking = useRef(false);
  const popover = usePopoverStore({
    open: true,
    setOpen: (isOpen) => {
      if (!isOpen) onClose();
    },
    placement: place.isRtl ? 'top-start' : 'top-end',
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
      // On a touch screen the keyboard would cover what is to be seen first.
      {...(!matchMedia('(pointer: coarse)').matches && { initialFocus: field })}
      tabIndex={-1}
      hideOnEscape={isForPicker}
      // A field takes the focus while the emoji is put into it.
      hideOnInteractOutside={() => !isPicking.current}
      data-part="emoji-picker"
      aria-label={labels.insertEmoji}
      getAnchorRect={() => anchorRect(anchor)}
      finalFocus={props.returnFocusTo ?? focusTarget(anchor)}
    >
      <EmojiPanel
        finder={props.finder}
        isRtl={place.isRtl}
        fieldRef={field}
        onPick={(emoji, wantsMore) => {
          const focused = document.activeElement;
          isPicking.current = true;
          onSelect(emoji);
          isPicking.current = false;
          if (!wantsMore) popover.hide();
          else if (focused instanceof HTMLElement) focused.focus();
        }}
      />
    </Popover>
  );
}

/** Not a key of an input method, nor one that ends the choice of a skin. */
function isForPicker(event: KeyboardEvent | ReactKeyboardEvent): boolean {
  const isInChoice =
    event.target instanceof Element && event.target.closest('[data-part="emoji-tones"]') !== null;
  return !isInChoice && !isOfInputMethod('nativeEvent' in event ? event.nativeEvent : event);
}
