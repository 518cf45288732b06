/** What one frame painted of a list. */
export interface PaintedShare {
  /** From 0 to 1: how much of the view's height no row covered. */
  readonly blank: number;
  readonly mountedRows: number;
}

/**
 * Resolves to what the present frame paints. Call it in an animation frame: a ResizeObserver that is made there runs
 * after the page has been laid out, and an IntersectionObserver made in it computes its entries after every other
 * ResizeObserver, so rows that a list adds before paint count as painted.
 */
export function readPaintedShare(scroller: Element, rowSelector: string): Promise<PaintedShare> {
  return new Promise((resolve) => {
    const afterLayout = new ResizeObserver(() => {
      afterLayout.disconnect();
      const rows = [...scroller.querySelectorAll(rowSelector)];
      const observer = new IntersectionObserver((entries) => {
        observer.disconnect();
        resolve({ blank: blankShare(scroller, entries), mountedRows: rows.length });
      });
      for (const element of [scroller, ...rows]) observer.observe(element);
    });
    afterLayout.observe(scroller);
  });
}

function blankShare(scroller: Element, entries: readonly IntersectionObserverEntry[]): number {
  const view = entries.find(({ target }) => target === scroller)?.boundingClientRect;
  if (view === undefined) return 1;
  let covered = 0;
  let end = view.top;
  const boxes = entries
    .filter(({ target }) => target !== scroller)
    .map(({ boundingClientRect }) => boundingClientRect)
    .toSorted((a, b) => a.top - b.top);
  for (const { top, bottom } of boxes) {
    const from = Math.max(top, end);
    const to = Math.min(bottom, view.bottom);
    covered += Math.max(0, to - from);
    end = Math.max(end, to);
  }
  return 1 - covered / view.height;
}
