import { useEffect, useState, type RefObject } from 'react';
import type { OverlayAnchor } from '../overlay/menu-action.ts';

/** A menu that has been asked for. */
export interface RowMenu {
  readonly anchor: OverlayAnchor;
  /** What had the focus; it gets it back. */
  readonly returnFocusTo: HTMLElement | null;
}

/** What {@link useRowTools} returns. */
export interface RowTools {
  /** The row is pointed at or has the focus: its buttons are worth drawing. */
  readonly isActive: boolean;
  readonly menu: RowMenu | null;
  readonly openMenu: (anchor: OverlayAnchor) => void;
  readonly closeMenu: () => void;
}

/** How long a finger has to rest on a message to open its menu, and how far it may slip, in ms and px. */
const longPressMs = 500;
const slipPx = 10;

/**
 * Notices that somebody wants to do something with a row: pointing, focus, right click, context menu key, long press. It listens on the
 * row around `part`, because the row is what has the focus.
 */
export function useRowTools(part: RefObject<HTMLElement | null>, isEnabled: boolean): RowTools {
  const [isActive, setIsActive] = useState(false);
  const [menu, setMenu] = useState<RowMenu | null>(null);

  useEffect(() => {
    const row = part.current?.closest<HTMLElement>('[data-part="row"]') ?? part.current;
    if (row === null || !isEnabled) return undefined;
    return listenToRow(row, setIsActive, (anchor) =>
      setMenu({ anchor, returnFocusTo: focusedIn(row) }),
    );
  }, [part, isEnabled]);

  return {
    isActive: isActive || menu !== null,
    menu,
    openMenu: (anchor) => setMenu({ anchor, returnFocusTo: focusedIn(part.current) }),
    closeMenu: () => setMenu(null),
  };
}

/** The row, when the focus is in it: a button of its bar may be gone by the time that the menu closes. */
function focusedIn(part: HTMLElement | null): HTMLElement | null {
  const row = part?.closest<HTMLElement>('[data-part="row"]') ?? null;
  return row?.contains(document.activeElement) === true ? row : null;
}

function listenToRow(
  row: HTMLElement,
  onActive: (isActive: boolean) => void,
  onMenu: (anchor: OverlayAnchor) => void,
): () => void {
  let press: { timer: ReturnType<typeof setTimeout>; x: number; y: number } | null = null;

  const endPress = (): void => {
    if (press !== null) clearTimeout(press.timer);
    press = null;
  };
  const on = {
    pointerenter: (event: PointerEvent) => {
      if (event.pointerType !== 'touch') onActive(true);
    },
    focusin: () => onActive(true),
    pointerleave: () => {
      endPress();
      if (!row.contains(document.activeElement)) onActive(false);
    },
    focusout: (event: FocusEvent) => {
      const stays = event.relatedTarget instanceof Node && row.contains(event.relatedTarget);
      if (!stays && !row.matches(':hover')) onActive(false);
    },
    contextmenu: (event: PointerEvent) => {
      if (event.defaultPrevented || wantsNativeMenu(event)) return;
      event.preventDefault();
      endPress();
      // The key has no place of its own.
      const hasPlace = event.pointerType !== '' && event.pointerType !== undefined;
      onMenu(hasPlace ? { x: event.clientX, y: event.clientY } : row);
    },
    pointerdown: (event: PointerEvent) => {
      endPress();
      if (event.pointerType !== 'touch' || !event.isPrimary || isControl(event.target)) return;
      const { clientX: x, clientY: y } = event;
      const timer = setTimeout(() => {
        endPress();
        onMenu({ x, y });
      }, longPressMs);
      press = { timer, x, y };
    },
    pointermove: (event: PointerEvent) => {
      if (press === null) return;
      if (Math.hypot(event.clientX - press.x, event.clientY - press.y) > slipPx) endPress();
    },
    pointerup: endPress,
    // The browser scrolls, or takes the finger for something else.
    pointercancel: endPress,
  };
  // Every listener takes the event of its name.
  const listeners = Object.entries(on) as [keyof typeof on, EventListener][];
  for (const [name, listener] of listeners) row.addEventListener(name, listener);
  return () => {
    endPress();
    for (const [name, listener] of listeners) row.removeEventListener(name, listener);
  };
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, input, textarea, select') !== null;
}

/** The browser's menu can do what ours cannot: copy a selection, open a link, save a picture. Shift always brings it. */
function wantsNativeMenu(event: PointerEvent): boolean {
  if (event.shiftKey && event.pointerType === 'mouse') return true;
  if (event.target instanceof Element && event.target.closest('a, img, input, textarea') !== null)
    return true;
  return getSelection()?.isCollapsed === false;
}
