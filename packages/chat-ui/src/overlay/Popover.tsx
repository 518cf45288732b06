'use client';

import type { ReactNode } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { useToasts } from '../toasts/toasts.ts';
import { createChunk, useChunk, type Chunk } from '../root/chunk.ts';
import type { OverlayAnchor } from './menu-action.ts';
import { useOverlayPlace } from './overlay-place.ts';

/** The popover with its placing: loaded by the first one that opens. */
export const popoverChunk: Chunk<typeof import('./PopoverSurface.tsx')> = createChunk(
  () => import('./PopoverSurface.tsx'),
);

/** Props of {@link Popover}. */
export interface PopoverProps {
  /** Shown as its heading, and its accessible name. */
  readonly title: string;
  readonly children: ReactNode;
  readonly anchor: OverlayAnchor;
  readonly returnFocusTo?: HTMLElement | null | undefined;
  readonly onClose: () => void;
}

/**
 * An open box beside an element: render it to open one. It gets the focus; Escape, Tab past its end or a press elsewhere
 * close it. Its code is loaded with the first popover.
 */
export function Popover(props: PopoverProps): ReactNode {
  const labels = useLabels();
  const toasts = useToasts();
  const place = useOverlayPlace();
  const loaded = useChunk(popoverChunk, () => {
    toasts.show({ text: labels.partNotLoaded });
    props.onClose();
  });
  return loaded === undefined ? null : <loaded.PopoverSurface {...props} place={place()} />;
}
