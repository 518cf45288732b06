'use client';

import type { ReactNode, RefObject } from 'react';
import { laterChunk } from '../later/later-chunk.ts';
import { useLazyPart } from '../root/use-lazy-part.ts';
import { useOverlayPlace } from './overlay-place.ts';

/** Props of {@link Dialog}. */
export interface DialogProps {
  readonly title: string;
  /** One sentence under the title, read out with it. */
  readonly description?: string | undefined;
  readonly children?: ReactNode;
  /** Buttons at the lower edge, the main one last. */
  readonly buttons?: ReactNode;
  /** Gets the focus first. Default: the first thing that can have it. */
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined;
  /** Gets the focus back when the dialog closes. Default: what had it before. */
  readonly returnFocusTo?: HTMLElement | null | undefined;
  /** The user pressed Escape, Close or beside the dialog: take it away. */
  readonly onClose: () => void;
}

/**
 * An open modal dialog: render it to open one. It keeps the focus, hides what is behind it from screen readers, and gives
 * the focus back. Its code is loaded with the first dialog.
 */
export function Dialog(props: DialogProps): ReactNode {
  const place = useOverlayPlace();
  const loaded = useLazyPart(laterChunk, props.onClose);
  return loaded === undefined ? null : <loaded.DialogSurface {...props} place={place()} />;
}
