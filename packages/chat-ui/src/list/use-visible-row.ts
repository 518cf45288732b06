import { useEffect, useRef } from 'react';
import { scaleOf } from './element-scale.ts';
import type { ListDom, ListElements } from './list-dom.ts';

/** Called with the newest row that is really on screen, or `null` when none is. */
export type VisibleRowListener = (newestVisibleKey: string | null) => void;

/**
 * Reports the newest visible row after it has been painted, at most once per frame and only when it changes. A row
 * counts when at least half of it (or of the view) is on screen; what the page itself has scrolled away does not.
 */
export function useVisibleRow(list: ListDom, listener: VisibleRowListener | undefined): void {
  const latest = useRef(listener);
  const isWatched = listener !== undefined;
  useEffect(() => {
    latest.current = listener;
  });

  useEffect(() => {
    if (!isWatched) return undefined;
    let frame = 0;
    let reported: string | null = null;
    function report(): void {
      frame = 0;
      const key = list.elements ? newestOnScreen(list, list.elements) : null;
      if (key === reported) return;
      reported = key;
      latest.current?.(key);
    }
    // The callback of the frame after the next one runs when the next one has been painted.
    function schedule(): void {
      if (frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(report);
      });
    }
    const stop = list.subscribe(schedule);
    const onScreen = watchScreen(list.elements?.scroller, schedule);
    schedule();
    return () => {
      stop();
      onScreen?.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [list, isWatched]);
}

/** Notices when the page around the list scrolls it in or out of the screen. */
function watchScreen(
  scroller: HTMLElement | undefined,
  onChange: () => void,
): IntersectionObserver | undefined {
  if (!scroller || typeof IntersectionObserver === 'undefined') return undefined;
  const threshold = Array.from({ length: 21 }, (_, step) => step / 20);
  const observer = new IntersectionObserver(onChange, { threshold });
  observer.observe(scroller);
  return observer;
}

function newestOnScreen({ window }: ListDom, { scroller, list }: ListElements): string | null {
  const page = scroller.ownerDocument.documentElement;
  const view = scroller.getBoundingClientRect();
  const start = list.getBoundingClientRect().top;
  const scale = scaleOf(scroller);
  const top = (Math.max(view.top, 0) - start) / scale;
  const bottom = (Math.min(view.bottom, page.clientHeight) - start) / scale;
  return bottom > top ? window.newestVisibleKey(top, bottom) : null;
}
