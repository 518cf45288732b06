'use client';

import { Dialog, DialogDescription, DialogHeading } from '@ariakit/react';
import type { KeyboardEvent as ReactKeyboardEvent, ReactNode } from 'react';
import { isOfInputMethod } from '../composer/input-method.ts';
import { CloseIcon } from '../icons/action-icons.tsx';
import { IconButton } from '../icons/IconButton.tsx';
import { useAllLabels } from '../labels/use-all-labels.ts';
import type { DialogProps } from './Dialog.tsx';
import type { OverlayPlace } from './overlay-place.ts';

/** Props of {@link DialogSurface}. */
export interface DialogSurfaceProps extends DialogProps {
  readonly place: OverlayPlace;
  /** `lightbox`: as large as the window allows. */
  readonly look?: 'lightbox' | undefined;
}

/** The look and the keyboard of a modal dialog. Loaded on first use by `Dialog`. */
export function DialogSurface(props: DialogSurfaceProps): ReactNode {
  const { place, initialFocus, returnFocusTo } = props;
  const labels = useAllLabels();
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
      data-state={props.look}
      backdrop={<div data-part="dialog-backdrop" />}
      {...(initialFocus !== undefined && { initialFocus })}
      {...(returnFocusTo != null && { finalFocus: returnFocusTo })}
    >
      <header data-part="dialog-header">
        <DialogHeading data-part="dialog-title" dir="auto">
          {props.title}
        </DialogHeading>
        {/* Without the mark, the library adds a button for screen readers, in English. */}
        <IconButton label={labels.close} onClick={props.onClose} data-dialog-dismiss="">
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
