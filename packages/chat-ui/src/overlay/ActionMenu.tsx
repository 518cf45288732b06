'use client';

import type { ReactNode } from 'react';
import { laterChunk } from '../later/later-chunk.ts';
import { useLazyPart } from '../root/use-lazy-part.ts';
import type { MenuAction, OverlayAnchor } from './menu-action.ts';
import { useOverlayPlace } from './overlay-place.ts';

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
 * the focus back. Its code is loaded with the first menu; call `laterChunk.load()` on hover to have it in time.
 */
export function ActionMenu(props: ActionMenuProps): ReactNode {
  const place = useOverlayPlace();
  const loaded = useLazyPart(laterChunk, props.onClose);
  return loaded === undefined ? null : <loaded.MenuSurface {...props} place={place()} />;
}
