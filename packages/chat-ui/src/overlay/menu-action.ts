import type { ReactNode } from 'react';

/** One thing that a menu or a row of buttons offers. */
export interface MenuAction {
  /** Unique in its menu. Also the `data-action` of its element. */
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  /** Deletes or ends something. */
  readonly isDanger?: boolean | undefined;
  /** Set while it cannot be done: why. It stays readable and does nothing. */
  readonly disabledReason?: string | undefined;
  /** A line stands above it. */
  readonly startsGroup?: boolean | undefined;
  readonly onSelect: () => void;
}

/** Where a menu or a popover opens: beside an element, or at a point of the window in CSS pixels. */
export type OverlayAnchor = HTMLElement | { readonly x: number; readonly y: number };
