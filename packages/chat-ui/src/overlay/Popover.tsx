'use client';

import type { ReactNode } from 'react';
import { laterChunk } from '../later/later-chunk.ts';
import { useLazyPart } from '../root/use-lazy-part.ts';
import type { OverlayAnchor } from './menu-action.ts';
import { useOverlayPlace } from './overlay-place.ts';

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
  const place = useOverlayPlace();
  const loaded = useLazyPart(laterChunk, props.onClose);
  return loaded === undefined ? null : <loaded.PopoverSurface {...props} place={place()} />;
}
