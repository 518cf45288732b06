'use client';

import { Dialog, DialogDescription, DialogHeading } from '@ariakit/react';
import type { KeyboardEvent as ReactKeyboardEvent, ReactNode } from 'react';
import { isOfInputMethod } from '../composer/input-method.ts';
import { CloseIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { useLabels } from '../labels/use-labels.ts';
import type { DialogProps } from './Dialog.tsx';
import type { OverlayPlace } from './overlay-place.ts';

/** The look and the keyboard of a modal dialog. Loaded on first use by `Dialog`. */
export function DialogSurface(props: DialogProps & { readonly place: OverlayPlace }): ReactNode {
  const { place, initialFocus, returnFocusTo } = props;
  const labels = useLabels();
  return (
    <Dialog
      open
      onClose={props.onClose}
      hideOnEscape={isForDialog}
      portal
      portalElement={place.element}
      preventBodyScroll={false}
      getPersistentElements={place.persistentElements}
      data-part="dialog"
      backdrop={<div data-part="dialog-backdrop" />}
      {...(initialFocus !== undefined && { initialFocus })}
      {...(returnFocusTo != null && { finalFocus: returnFocusTo })}
    >
      <header data-part="dialog-header">
        <DialogHeading data-part="dialog-title" dir="auto">
          {props.title}
        </DialogHeading>
        <IconButton label={labels.close} onClick={props.onClose}>
          <CloseIcon />
        </IconButton>
      </header>
      {props.description !== undefined && (
        <DialogDescription data-part="dialog-description" dir="auto">
          {props.description}
        </DialogDescription>
      )}
      {props.children != null && <div data-part="dialog-body">{props.children}</div>}
      {props.buttons != null && <footer data-part="dialog-buttons">{props.buttons}</footer>}
    </Dialog>
  );
}

/** Not a key with which an input method ends a word in one of the fields. */
function isForDialog(event: KeyboardEvent | ReactKeyboardEvent): boolean {
  return !isOfInputMethod('nativeEvent' in event ? event.nativeEvent : event);
}
