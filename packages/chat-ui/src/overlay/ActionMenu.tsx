'use client';

import type { ReactNode } from 'react';
import { useLabels } from '../labels/use-labels.ts';
import { useToasts } from '../toasts/toasts.ts';
import { createChunk, useChunk, type Chunk } from '../root/chunk.ts';
import type { MenuAction, OverlayAnchor } from './menu-action.ts';
import { useOverlayPlace } from './overlay-place.ts';

/** The menu with its keyboard and its placing: loaded by the first menu that opens. */
export const menuChunk: Chunk<typeof import('./MenuSurface.tsx')> = createChunk(
  () => import('./MenuSurface.tsx'),
);

/** Props of {@link ActionMenu}. */
export interface ActionMenuProps {
  /** Accessible name. */
  readonly label: string;
  readonly actions: readonly MenuAction[];
  readonly anchor: OverlayAnchor;
  /** Gets the focus back when the menu closes. Default: the anchor, if it is an element. */
  readonly returnFocusTo?: HTMLElement | null | undefined;
  /** An action was chosen, the user pressed Escape or went elsewhere: take the menu away. */
  readonly onClose: () => void;
}

/**
 * An open menu: render it to open one. The focus goes to its first item, arrow keys and first letters move it, Escape closes and brings
 * the focus back. Its code is loaded with the first menu; call `menuChunk.load()` on hover to have it in time.
 */
export function ActionMenu(props: ActionMenuProps): ReactNode {
  const labels = useLabels();
  const toasts = useToasts();
  const place = useOverlayPlace();
  const loaded = useChunk(menuChunk, () => {
    toasts.show({ text: labels.partNotLoaded });
    props.onClose();
  });
  return loaded === undefined ? null : <loaded.MenuSurface {...props} place={place()} />;
}
