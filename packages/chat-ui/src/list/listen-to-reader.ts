import { scaleOf } from './element-scale.ts';
import { isOnScrollbar, isWheelUp } from './core/intent.ts';

/** What the listeners of a list call. */
export interface ReaderHandlers {
  /** The position has changed. */
  readonly onScroll: () => void;
  /** The reader is about to scroll up. */
  readonly letGo: () => void;
  /** The reader may have come back to the end. */
  readonly catchEnd: () => void;
}

/** Listens for everything that tells what the reader wants. Returns what stops it. */
export function listenToReader(
  scroller: HTMLElement,
  { onScroll, letGo, catchEnd }: ReaderHandlers,
): () => void {
  const stop = new AbortController();
  const options = { passive: true, signal: stop.signal };
  let touchY = 0;
  scroller.addEventListener('scroll', onScroll, options);
  scroller.addEventListener(
    'wheel',
    (event) => {
      if (isWheelUp(event)) {
        if (!scrollsInside(event.target, scroller)) letGo();
      } else if (event.deltaY > 0) catchEnd();
    },
    options,
  );
  scroller.addEventListener(
    'touchstart',
    (event) => {
      touchY = event.touches[0]?.clientY ?? 0;
    },
    options,
  );
  scroller.addEventListener(
    'touchmove',
    (event) => {
      if ((event.touches[0]?.clientY ?? 0) > touchY) letGo();
    },
    options,
  );
  scroller.addEventListener('touchend', catchEnd, options);
  scroller.addEventListener(
    'pointerdown',
    (event) => {
      if (event.target !== scroller || event.pointerType === 'touch') return;
      const scale = scaleOf(scroller);
      const start = scroller.getBoundingClientRect().left + scroller.clientLeft * scale;
      if (!isOnScrollbar(event.clientX, start, start + scroller.clientWidth * scale)) return;
      letGo();
      scroller.ownerDocument.addEventListener('pointerup', catchEnd, { ...options, once: true });
    },
    options,
  );
  return () => stop.abort();
}

/** True when the wheel scrolls something inside a row first, such as a tall block of code. */
function scrollsInside(target: EventTarget | null, scroller: HTMLElement): boolean {
  let element = target instanceof Element ? target : null;
  for (; element && element !== scroller; element = element.parentElement) {
    if (element.scrollTop > 0 && /auto|scroll/.test(getComputedStyle(element).overflowY))
      return true;
  }
  return false;
}
