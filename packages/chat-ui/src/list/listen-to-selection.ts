import type { ListWindow } from './core/list-window-contract.ts';

/** What the listeners of a selection work with. */
export interface SelectionHandlers {
  readonly window: ListWindow;
  /** The key of the row that a node is in. */
  readonly keyOf: (node: Node) => string | undefined;
  /** Stops following the end. */
  readonly letGo: () => void;
  /** The reader may be at the end. */
  readonly catchEnd: () => void;
}

/**
 * Keeps the rows mounted in which text is selected, so that it can be copied whole, and the list still while somebody drags a selection.
 * Returns what stops it.
 */
export function listenToSelection(
  scroller: HTMLElement,
  { window, keyOf, letGo, catchEnd }: SelectionHandlers,
): () => void {
  const page = scroller.ownerDocument;
  const stop = new AbortController();
  const options = { passive: true, signal: stop.signal };
  let isPressed = false;
  let isHolding = false;

  function release(): void {
    isPressed = false;
    if (!isHolding) return;
    isHolding = false;
    window.hold(false);
    catchEnd();
  }

  scroller.addEventListener(
    'pointerdown',
    (event) => {
      isPressed = event.pointerType === 'mouse' && event.button === 0 && event.target !== scroller;
    },
    options,
  );
  page.addEventListener('pointerup', release, options);
  page.addEventListener('pointercancel', release, options);
  page.addEventListener(
    'selectionchange',
    () => {
      const { anchorNode, focusNode, isCollapsed = true } = page.getSelection() ?? {};
      const ends = [anchorNode, focusNode].map((node) => (node ? keyOf(node) : undefined));
      const [from = ends[1], to = ends[0]] = ends;
      if (isCollapsed || from === undefined || to === undefined) return window.select(null);
      window.select({ from, to });
      if (!isPressed) return undefined;
      isHolding = true;
      window.hold(true);
      return letGo();
    },
    options,
  );
  return () => {
    stop.abort();
    window.select(null);
    window.hold(false);
  };
}
