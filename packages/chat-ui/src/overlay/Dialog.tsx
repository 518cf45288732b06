'use client';

import type { ReactNode, RefObject } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { useToasts } from '../toasts/toasts.ts';
import { createChunk, useChunk } from '../root/chunk.ts';
import { useOverlayPlace } from './overlay-place.ts';

const dialogChunk = createChunk(() => import('./DialogSurface.tsx'));

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
  const labels = useLabels();
  const toasts = useToasts();
  const place = useOverlayPlace();
  const loaded = useChunk(dialogChunk, () => {
    toasts.show({ text: labels.partNotLoaded });
    props.onClose();
  });
  return loaded === undefined ? null : <loaded.DialogSurface {...props} place={place()} />;
}
