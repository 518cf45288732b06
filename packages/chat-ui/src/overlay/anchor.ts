import type { OverlayAnchor } from './menu-action.ts';

/** The box that something floating is placed beside. */
export function anchorRect(anchor: OverlayAnchor): DOMRect {
  if (isElement(anchor)) return anchor.getBoundingClientRect();
  return DOMRect.fromRect({ x: anchor.x, y: anchor.y });
}

/** What gets the focus back when the floating thing closes; `null`: the library decides. */
export function focusTarget(anchor: OverlayAnchor): HTMLElement | null {
  return isElement(anchor) ? anchor : null;
}

function isElement(anchor: OverlayAnchor): anchor is HTMLElement {
  return 'getBoundingClientRect' in anchor;
}
